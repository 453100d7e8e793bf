#!/usr/bin/env bash
# Guessed: `metadata` of createImage becomes properties of the snapshot, text as it is given, whatever the keys are called.
# What happens: a key that is the name of one of Glance's attributes is that attribute. `id` chooses the id of the snapshot; name and visibility are lost
#   without a word; min_ram, protected and tags are 500 "Unexpected API Error" to the user, a TypeError; status and owner are 403. `kernel_id` with "none"
#   is left out. `instance_owner` is kept nowhere: it names a project to share the snapshot with, which is 403 as it is private, and the image stays behind.
# Where: Nova 26.2 with glanceclient 4.1 and Glance 25.1 (Zed), and just so 2026.2, over the API: nova/image/glance.py _convert_to_v2 lays properties and attributes
#   into one dict, in which the name and the visibility come later and win. glanceclient checks the rest against Glance's schema, where min_ram is a number and
#   protected a boolean, while Nova takes nothing but text. Nova itself uses instance_owner for an administrator's snapshot of somebody's server.
# Why it matters: whoever takes the properties of one image over to a snapshot, or calls one `tags`, gets a 500 without a reason. A client that knows the attributes
#   can say which key it was.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5 python3-glance=2:25.1.0-2+deb12u5

IFS= read -r -d '' expected <<'END' || true
team           a                                    -> team is a; images made: 1
id             c0ffee00-0000-4000-8000-000000000002 -> id is c0ffee00-0000-4000-8000-000000000002; images made: 1
name           other                                -> name is snap; images made: 1
visibility     shared                               -> visibility is private; images made: 1
min_ram        512                                  -> TypeError; images made: 0
protected      True                                 -> TypeError; images made: 0
tags           blue                                 -> TypeError; images made: 0
status         active                               -> 403; images made: 0
owner          me                                   -> 403; images made: 0
kernel_id      none                                 -> kernel_id is nowhere; images made: 1
instance_owner other                                -> 403; images made: 1
END

python <<'END' | expect "$expected"
import http.server
import os
import socket
from wsgiref import simple_server

listener = socket.create_server(('127.0.0.1', 0))
url = 'http://127.0.0.1:%d' % listener.getsockname()[1]
child = os.fork()
if not child:
    # Glance, as a user of the project "project"; the two have options of the same names, so each has a process.
    import webob
    import glance_app
    from glance import context as glance_context

    class Handler(simple_server.WSGIRequestHandler):
        def log_message(self, *words):
            pass

    def application(environ, start_response):
        request = webob.Request(environ)
        request.path_info = request.path_info[len('/v2'):]
        request.context = glance_context.RequestContext(user_id='user', project_id='project', roles=['member', 'reader'], is_admin=False)
        return request.get_response(glance_app._app)(environ, start_response)

    server = simple_server.WSGIServer(listener.getsockname(), Handler, bind_and_activate=False)
    server.socket = listener
    server.server_name, server.server_port = listener.getsockname()
    server.setup_environ()
    server.set_app(application)
    server.serve_forever()
    os._exit(0)

import logging  # noqa: E402

import glanceclient  # noqa: E402
from nova import context, exception  # noqa: E402
from nova.compute import utils  # noqa: E402
from nova.image import glance  # noqa: E402
from nova import objects  # noqa: E402

logging.disable(logging.CRITICAL)
client = glanceclient.Client('2', url, token='token')


class Wrapper:
    def call(self, context, version, method, controller='images', args=(), kwargs={}):
        return getattr(getattr(client, controller or 'images'), method)(*args, **kwargs)


user = context.RequestContext('user', 'project', is_admin=False)
instance = objects.Instance(user, uuid='c0ffee00-0000-4000-8000-000000000001', project_id='project', system_metadata={
    'image_disk_format': 'raw', 'image_container_format': 'bare', 'image_min_ram': '64', 'image_min_disk': '1'})
try:
    for key, value in (('team', 'a'), ('id', 'c0ffee00-0000-4000-8000-000000000002'), ('name', 'other'), ('visibility', 'shared'),
                       ('min_ram', '512'), ('protected', 'True'), ('tags', 'blue'), ('status', 'active'),
                       ('owner', 'me'), ('kernel_id', 'none'), ('instance_owner', 'other')):
        before = {image['id'] for image in client.images.list()}
        meta = utils.initialize_instance_snapshot_metadata(user, instance, 'snap', {key: value})
        meta['properties'].setdefault('image_type', 'snapshot')
        try:
            made = glance.GlanceImageServiceV2(Wrapper()).create(user, meta)
            shown = client.images.get(made['id'])
            said = '%s is %s' % (key, shown.get(key, 'nowhere'))
        except exception.Forbidden:
            said = '403'
        except Exception as error:
            said = type(error).__name__
        left = len({image['id'] for image in client.images.list()} - before)
        print('%-14s %-36s -> %s; images made: %d' % (key, value, said, left))
finally:
    os.kill(child, 15)
    os.waitpid(child, 0)
END
