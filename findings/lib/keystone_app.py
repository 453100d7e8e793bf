"""Keystone's own application in this process, with a database and keys in a temporary folder, and an administrator in it."""

import json
import logging
import os
import sqlite3
import sys
import tempfile

import webob

_CONFIG = '''
[database]
connection = sqlite:///{0}/database
[fernet_tokens]
key_repository = {0}/fernet_tokens
[fernet_receipts]
key_repository = {0}/fernet_receipts
[credential]
key_repository = {0}/credential
[auth]
methods = password,token,application_credential,totp
[identity]
password_hash_rounds = 4
[cache]
enabled = false
[catalog]
driver = sql
'''
DEFAULT = {'id': 'default'}


def _start():
    folder = tempfile.mkdtemp()
    config = folder + '/keystone.conf'
    with open(config, 'w') as file:
        file.write(_CONFIG.format(folder))
    # A reader that is still open must not keep a writer out.
    with sqlite3.connect(folder + '/database') as database:
        database.execute('PRAGMA journal_mode=WAL')
    sys.argv = ['keystone']
    os.umask(0o077)

    from keystone.common import fernet_utils
    from keystone.common.sql import core as sql
    from keystone import conf
    from keystone.cmd import bootstrap
    from keystone.server.flask import core
    conf.configure()
    conf.CONF([], project='keystone', default_config_files=[config])
    for section in ('fernet_tokens', 'fernet_receipts', 'credential'):
        keys = fernet_utils.FernetUtils('%s/%s' % (folder, section), 3, section)
        keys.create_key_directory()
        keys.initialize_key_repository()
    conf.CONF.reset()
    app = core.initialize_application('public', config_files=[config])
    logging.disable(logging.CRITICAL)
    engine = sql._get_main_context_manager().writer.get_engine()
    sql.ModelBase.metadata.create_all(engine)

    # Its own constructor would start what initialize_application has started already.
    boot = bootstrap.Bootstrapper.__new__(bootstrap.Bootstrapper)
    boot.admin_username, boot.admin_password, boot.project_name = 'admin', 'admin-pass', 'admin'
    boot.admin_role_name, boot.member_role_name, boot.reader_role_name = 'admin', 'member', 'reader'
    boot.region_id, boot.service_name, boot.public_url = 'RegionOne', 'keystone', 'http://localhost/v3'
    boot.internal_url = boot.admin_url = boot.admin_role_id = boot.member_role_id = boot.reader_role_id = None
    boot.project_id = boot.admin_user_id = boot.default_domain_id = None
    boot.endpoints, boot.immutable_roles = {}, False
    boot.bootstrap()
    return app


_app = _start()


def call(method, path, body=None, token=None, **headers):
    """Sends a request to /v3, and gives the status, the document and the headers."""
    request = webob.Request.blank('/v3' + path, method=method)
    for name, value in headers.items():
        request.headers[name.replace('_', '-')] = value
    if token:
        request.headers['X-Auth-Token'] = token
    if body is not None:
        request.body, request.content_type = json.dumps(body).encode(), 'application/json'
    answer = request.get_response(_app)
    return answer.status_int, answer.json if answer.body else None, answer.headers


def password(name='admin', secret='admin-pass'):
    return {'methods': ['password'], 'password': {'user': {'name': name, 'domain': DEFAULT, 'password': secret}}}


def sign_in(identity=None, scope={'project': {'name': 'admin', 'domain': DEFAULT}}):
    """Signs in, by default as the administrator of a project, and gives the status, the document and the token."""
    auth = {'identity': identity or password()}
    if scope:
        auth['scope'] = scope
    status, document, headers = call('POST', '/auth/tokens', {'auth': auth})
    return status, document, headers.get('X-Subject-Token')
