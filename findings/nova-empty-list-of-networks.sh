#!/usr/bin/env bash
# Guessed: `"networks": []` makes a server without a network: a list of no networks.
# What happens: it means what no `networks` at all meant before 2.37: the project's only network is taken, whichever that is, and where
#   there are two the answer is 409 "Multiple possible networks found". No network is the word "none". From 2.37 on `networks` must be
#   there, so that nobody gets a network unasked, but [] will do.
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2), where a server of "networks": [] was seen to be on the project's network:
#   nova/api/openstack/compute/servers.py, nova/network/neutron.py _validate_requested_network_ids.
# Why it matters: a client that builds the list out of what its user asked for, and got nothing, puts the server on a network unasked,
#   until there is a second network, and then fails. (gophercloud leaves an empty list out, which from 2.37 on is 400.) It has to say
#   "none" or "auto".
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
"networks": [] is in order at 2.90
[]   of 0 networks: no network
[]   of 1 networks: on net
[]   of 2 networks: Multiple possible networks found, use a Network ID to be more specific.
none of 0 networks: no network
none of 1 networks: no network
none of 2 networks: no network
END

python <<'END' | expect "$expected"
import types

from nova import exception
from nova.api.openstack.compute import servers
from nova.api.openstack.compute.schemas import servers as schemas
from nova.api.validation import validators
from nova.network import neutron
from nova import objects

objects.register_all()
controller = servers.ServersController.__new__(servers.ServersController)
network = neutron.API.__new__(neutron.API)
context = types.SimpleNamespace(project_id='project', can=lambda *_, **__: False)
instance = objects.Instance(project_id='project')


class Neutron:
    """What Nova asks for networks: the project has some of its own."""

    def __init__(self, *names):
        self.names = names

    def list_networks(self, shared=False, **_):
        return {'networks': [] if shared else [
            {'id': name, 'tenant_id': 'project', 'router:external': False, 'shared': False, 'subnets': ['s']} for name in self.names]}


def used(value, *names):
    asked = controller._get_requested_networks(value)
    if asked.no_allocate:  # then nothing of this is called
        return 'no network'
    plugs = []
    try:
        network._validate_requested_network_ids(context, instance, Neutron(*names), asked, plugs)
    except exception.NovaException as refusal:
        return str(refusal)
    return 'on ' + ', '.join(plug.network_id for plug in plugs) if plugs else 'no network'


validators._SchemaValidator(schemas.create_v290).validate({'server': {'name': 'web', 'flavorRef': '1', 'networks': []}})
print('"networks": [] is in order at 2.90')
for value in ([], 'none'):
    for names in ((), ('net',), ('net', 'other')):
        print('%-4s of %d networks: %s' % (value, len(names), used(value, *names)))
END
