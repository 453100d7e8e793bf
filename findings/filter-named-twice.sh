#!/usr/bin/env bash
# Guessed: `?name=a&name=b` means the same to each service of a cloud: either name, as a list of values does in most APIs, or a refusal.
# What happens: Neutron lists what has either name. Nova takes the last name, and no notice of the first; of `status` it takes both.
#   Glance takes the last. Keystone wants both at once, and lists nobody. Cinder lists nothing either: it takes one of the two for a
#   filter that no volume fits. All of it is 200, and so it depends on the order of what was asked.
# Where: Nova 26.2, Neutron 21.0, Glance 25.1, Keystone 22.0 (Zed); over the API of 2026.2 Nova, Neutron, Glance and Cinder were seen to
#   do just so.
# Why it matters: a client that passes each `--name` on, and was tried on networks, gives one server of two, or none. It has to ask once
#   for each name, or to say that it takes one.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5 python3-neutron=2:21.0.0-7+deb12u1 python3-glance=2:25.1.0-2+deb12u5 \
  python3-keystone=2:22.0.2-0+deb12u6

IFS= read -r -d '' expected <<'END' || true
Nova     name=a&name=b {'name': 'b'}
Nova     name=b&name=a {'name': 'a'}
Nova     flavor=1&flavor=2 {'flavor': '2'}
Nova     status=ACTIVE&status=ERROR {'vm_state': ['active', 'error']}
Neutron  name=a&name=b {'name': ['a', 'b']}
Neutron  name=b&name=a {'name': ['b', 'a']}
Glance   name=a&name=b found: b
Glance   name=b&name=a found: a
Keystone name=b found: b
Keystone name=a&name=b found:
Keystone name=b&name=a found:
END

{
  python <<'END'
from nova.api.openstack import api_version_request
from nova.api.openstack import wsgi
from nova.api.openstack.compute import servers


class Compute:
    """What Nova looks servers up with: it shows what it was asked, and finds nothing."""

    def get_all(self, context, search_opts, **_):
        print('Nova    ', query, {k: v for k, v in search_opts.items() if k in ('name', 'vm_state', 'flavor')})
        raise LookupError


class Context:
    is_admin, project_id, user_id = False, 'p', 'u'

    def can(self, *_, **__):
        return True


controller = servers.ServersController.__new__(servers.ServersController)
controller.compute_api = Compute()
for query in ('name=a&name=b', 'name=b&name=a', 'flavor=1&flavor=2', 'status=ACTIVE&status=ERROR'):
    request = wsgi.Request.blank('/servers?' + query)
    request.environ['nova.context'] = Context()
    request.api_version_request = api_version_request.APIVersionRequest('2.1')
    try:
        controller._get_servers(request, False)
    except LookupError:
        pass
END
  python <<'END'
import webob

from neutron.conf import common
common.register_core_common_config_opts()
from neutron.api import api_common  # noqa: E402

for query in ('name=a&name=b', 'name=b&name=a'):
    print('Neutron ', query, api_common.get_filters(webob.Request.blank('/networks?' + query), {'name': {'is_filter': True}}))
END
  python <<'END'
import glance_app

for name in ('a', 'b'):
    glance_app.create(name=name)
for query in ('name=a&name=b', 'name=b&name=a'):
    print('Glance  ', query, 'found:', *glance_app.names(query)[1])
END
  python <<'END'
import keystone_app as keystone

token = keystone.sign_in()[2]
for name in ('a', 'b'):
    keystone.call('POST', '/users', {'user': {'name': name, 'domain_id': 'default'}}, token)
for query in ('name=b', 'name=a&name=b', 'name=b&name=a'):
    print('Keystone', query, 'found:', *[user['name'] for user in keystone.call('GET', '/users?' + query, token=token)[1]['users']])
END
} | expect "$expected"
