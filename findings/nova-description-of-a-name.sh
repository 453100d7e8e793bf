#!/usr/bin/env bash
# Guessed: a server that nobody has described has no description, or its name, whatever that is.
# What happens: a create below 2.19, and so of whoever names no version, writes the name of that moment into the description, and it stays
#   there: a server that is renamed is described with the name that it had, and of three that one request made each has the name without its
#   number. A create at 2.19 or above leaves the description null.
# Where: Nova 26.2 (Zed), and just so over the API of 34.0 (2026.2): nova/api/openstack/compute/servers.py create and update.
# Why it matters: who lists servers with a newer version sees old names in a column that nobody filled, and can't tell them from what somebody
#   wrote; who copies a server by its document gives the copy the name of the original to keep.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
     created as   described as   renamed to    described as
2.1  'web'        'web'          'database'    'web'
2.18 'web'        'web'          'database'    'web'
2.19 'web'        None           'database'    None
2.90 'web'        None           'database'    None
END

python <<'END' | expect "$expected"
from unittest import mock

from nova import context
from nova import objects
from nova import policy
from nova.api.openstack import api_version_request
from nova.api.openstack import wsgi
from nova.api.openstack.compute import servers
from nova.conf import CONF

CONF([], default_config_files=[])
policy.init(suppress_deprecation_warnings=True)
objects.register_all()
user = context.RequestContext('u', 'p', is_admin=False, roles=['member', 'reader'])


class Compute:
    """It keeps the one server that there is."""
    kept = {}

    def parse_availability_zone(self, context, zone):
        return zone, None, None

    def create(self, context, *_, **given):
        self.kept.update({name: given[name] for name in ('display_name', 'display_description')})
        return [objects.Instance(uuid='11111111-1111-4111-8111-111111111111')], 'r'

    def update_instance(self, context, instance, updates):
        self.kept.update(updates)
        return instance


controller = servers.ServersController.__new__(servers.ServersController)
controller.compute_api, controller.network_api, controller._view_builder = Compute(), mock.Mock(), mock.MagicMock()
controller._get_server = lambda *_, **__: objects.Instance(uuid='11111111-1111-4111-8111-111111111111', user_id='u', project_id='p')
flavor = objects.Flavor(flavorid='1', name='small', memory_mb=64, vcpus=1, root_gb=1, ephemeral_gb=0, swap=0, disabled=False, extra_specs={})
print('%-4s %-12s %-14s %-13s %s' % ('', 'created as', 'described as', 'renamed to', 'described as'))
for version in ('2.1', '2.18', '2.19', '2.90'):
    request = wsgi.Request.blank('/servers')
    request.environ['nova.context'] = user
    request.api_version_request = api_version_request.APIVersionRequest(version)
    body = {'name': 'web', 'imageRef': '22222222-2222-4222-8222-222222222222', 'flavorRef': '1'}
    if version == '2.90':
        body['networks'] = 'none'
    with mock.patch('nova.compute.flavors.get_flavor_by_flavor_id', return_value=flavor):
        controller.create(request, body={'server': body})
    made = dict(controller.compute_api.kept)
    controller.update(request, '1', body={'server': {'name': 'database'}})
    now = controller.compute_api.kept
    print('%-4s %-12r %-14r %-13r %r' % (version, made['display_name'], made['display_description'], now['display_name'], now['display_description']))
END
