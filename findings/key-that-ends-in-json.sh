#!/usr/bin/env bash
# Guessed: a tag or a key of metadata may be any text that fits into a path, and stays what it is: `app.json` as well as `v1.2`.
# What happens: `.json` at the end of a path is taken for the format of the answer and cut off, and that alone: `v1.2`, `app.js` and
#   `app.json5` stay. So Neutron's PUT of the tag app.json makes the tag `app`, with 201, and a DELETE of app.json takes `app` away and
#   leaves app.json, with 204. In a body the name stays whole, so the two ways of one API disagree. Cinder's keys of metadata are cut
#   likewise. What helps is a second one: .../tags/app.json.json is the tag app.json.
# Where: Neutron 21.0 and Cinder 21.3 (Zed), and just so 29.0 of both (2026.2), where it was seen over the API: Routes 2.5, whose
#   resources take `.:(format)`; neutron/api/v2/resource.py, which puts other endings back; cinder/api/openstack/__init__.py APIMapper.
# Why it matters: who keeps names of files as tags, or keys of metadata, and removes one, removes another one, and the answer is a
#   success. A client should send such names in a body, or put .json behind a name that ends so.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-neutron=2:21.0.0-7+deb12u1 python3-cinder=2:21.3.1-1~deb12u1

IFS= read -r -d '' expected <<'END' || true
Neutron
PUT /v1.2                201, tags now: v1.2
PUT /app.js              201, tags now: app.js, v1.2
PUT /app.json            201, tags now: app, app.js, v1.2
PUT                      200, tags now: app, app.json
DELETE /app.json         204, tags now: app.json
DELETE /app.json.json    204, tags now: 
Cinder
DELETE /os.name          key: os.name
DELETE /a.json5          key: a.json5
DELETE /a.json           key: a
DELETE /a.json.json      key: a.json
END

python <<'END' | expect "$expected"
import types

import webob
from neutron_lib.plugins import directory

from neutron.conf import common
common.register_core_common_config_opts()
from neutron.db import models_v2  # noqa: E402,F401  what can have tags
from neutron.api import extensions  # noqa: E402
from neutron.extensions import tagging  # noqa: E402


class Tags:
    """A plugin of Neutron's that keeps the tags of one network."""
    kept = set()

    def get_plugin_type(self):
        return 'TAG'

    def update_tags(self, context, resource, id, body):
        self.kept = set(body['tags'])
        return body

    def update_tag(self, context, resource, id, tag):
        self.kept.add(tag)

    def delete_tag(self, context, resource, id, tag):
        self.kept.discard(tag)


plugin = Tags()
directory.add_plugin('TAG', plugin)
tagging.notify_tag_action = lambda *_: None
manager = types.SimpleNamespace(get_resources=tagging.Tagging.get_resources, get_actions=list, get_request_extensions=list)
neutron = extensions.ExtensionMiddleware(None, manager)


def call(method, path, body=None):
    request = webob.Request.blank('/networks/net/tags' + path, method=method)
    request.environ['neutron.context'] = object()
    if body is not None:
        request.json_body = body
    answer = request.get_response(neutron)
    print('%-24s %d, tags now: %s' % (method + ' ' + path, answer.status_int, ', '.join(sorted(plugin.kept))))


print('Neutron')
for tag in ('v1.2', 'app.js', 'app.json'):
    call('PUT', '/' + tag)
call('PUT', '', {'tags': ['app', 'app.json']})
call('DELETE', '/app.json')
call('DELETE', '/app.json.json')

from cinder.api.openstack import ProjectMapper  # noqa: E402

mapper = ProjectMapper()
mapper.resource('metadata', 'metadata', controller='metadata', parent_resource={'member_name': 'volume', 'collection_name': 'volumes'})
print('Cinder')
for key in ('os.name', 'a.json5', 'a.json', 'a.json.json'):
    found = mapper.match('/volumes/vol/metadata/' + key, {'REQUEST_METHOD': 'DELETE'})
    print('%-24s key: %s' % ('DELETE /' + key, found['id']))
END
