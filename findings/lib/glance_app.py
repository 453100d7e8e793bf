"""Glance's own application in this process: its API v2 with a database in a temporary folder, and without Keystone."""

import json
import os
import tempfile

import glance_store
import webob
from glance import context
from glance.api.v2 import router
from glance.common import config  # noqa: F401  registers the options
from glance.common import wsgi
from glance.db.sqlalchemy import api as database
from glance.db.sqlalchemy import models
from oslo_config import cfg
from oslo_db import options

PATCH = 'application/openstack-images-v2.1-json-patch'


def _start():
    folder = tempfile.mkdtemp()
    os.mkdir(folder + '/images')
    conf = cfg.CONF
    conf([], project='glance', prog='glance-api', default_config_files=[])
    options.set_defaults(conf, connection='sqlite:///%s/database' % folder)
    glance_store.register_opts(conf)
    conf.set_override('filesystem_store_datadir', folder + '/images', group='glance_store')
    conf.set_override('stores', ['file'], group='glance_store')
    conf.set_override('default_store', 'file', group='glance_store')
    glance_store.create_stores(conf)
    glance_store.verify_default_store()
    models.register_models(database.get_engine())
    return router.API(wsgi.APIMapper())


_app = _start()


def call(method, path, body=None, content_type='application/json', headers=None, project='project'):
    """Sends a request as a member of a project, and gives the status and the document, or the text without HTML around it."""
    request = webob.Request.blank(path, method=method, headers=headers or {})
    if body is not None:
        request.body = body if isinstance(body, bytes) else json.dumps(body).encode()
        request.content_type = content_type
    request.context = context.RequestContext(user_id='user', project_id=project, roles=['member', 'reader'], is_admin=False)
    answer = request.get_response(_app)
    try:
        return answer.status_int, answer.json
    except ValueError:
        return answer.status_int, ' '.join(answer.text.split())


def create(**image):
    status, made = call('POST', '/images', image)
    assert status == 201, made
    return made['id']


def names(query):
    """Gives the status of a list and the names in it, sorted, or what it says."""
    status, document = call('GET', '/images?' + query)
    return status, sorted(i['name'] for i in document['images']) if status == 200 else document
