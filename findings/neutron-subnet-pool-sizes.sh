#!/usr/bin/env bash
# Guessed: a subnet pool of 10.77.0.0/24 gives its subnets some size that fits, and `default_prefixlen` is a number, as `prefixlen` of a new subnet is.
# What happens: the default is /8, whatever the pool has, so a subnet for which no size is said can't be had of it: 500, "Insufficient prefix
#   space to allocate subnet size /8" (SubnetAllocationError), which reads as a fault of the cloud, or as a pool that is full. The sizes are
#   texts in the answer to POST and GET, and numbers in the answer to PUT: the line that should make texts of them, `updated['key'] = …`, names
#   the member `key` instead of the variable. Two prefixes that touch become one, so a pool hasn't the prefixes that it was made with.
# Where: Neutron 21.0 (Zed), and just so 29.0 (2026.2), where all of it was seen over the API: neutron/db/db_base_plugin_v2.py
#   update_subnetpool, neutron/ipam/subnet_alloc.py SubnetPoolHelper.
# Why it matters: a typed client reads the one answer and not the other, and a script that compares the prefixes that it wants with those that are there
#   changes the pool on every run. Who makes a pool should be made to say the default size.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-neutron=2:21.0.0-7+deb12u1

IFS= read -r -d '' expected <<'END' || true
['10.77.0.0/24']: by default /8 of 8 to 32, prefixes ['10.77.0.0/24']
['10.77.0.0/24', '10.77.1.0/24']: by default /8 of 8 to 32, prefixes ['10.77.0.0/23']
['2001:db8:1::/80']: by default /64 of 64 to 128, prefixes ['2001:db8:1::/80']
the answer to GET: '26' '8' '32'
the answer to PUT: 26 8 32, and a member 'key': '26'
END

python <<'END' | expect "$expected"
import inspect
from unittest import mock

import netaddr
from neutron_lib import constants, context
from oslo_config import cfg

from neutron.db import db_base_plugin_v2 as plugin
from neutron.ipam import subnet_alloc
from neutron.objects import subnetpool

cfg.CONF([], project='neutron', default_config_files=[])
SIZES = ('default_prefixlen', 'min_prefixlen', 'max_prefixlen')


def reader(*prefixes):
    wanted = dict.fromkeys(SIZES, constants.ATTR_NOT_SPECIFIED)
    return subnet_alloc.SubnetPoolReader({'tenant_id': 'p', 'name': 'pool', 'is_default': False, 'shared': False, 'prefixes': prefixes, **wanted})


for prefixes in (('10.77.0.0/24',), ('10.77.0.0/24', '10.77.1.0/24'), ('2001:db8:1::/80',)):
    read = reader(*prefixes)
    print('%s: by default /%s of %s to %s, prefixes %s' % (list(prefixes), *(getattr(read, size) for size in SIZES), [str(p) for p in read.prefixes]))

# What is in the database is answered by Neutron's own code; the database itself isn't there.
read = reader('10.77.0.0/24')
pool = subnetpool.SubnetPool(context.Context(project_id='p'), id='7a1c6f6e-0b1d-4a52-9b1a-2f53e0c7a9d1', project_id='p', name='pool', ip_version=4, is_default=False,
                             shared=False, prefixes=read.prefixes, default_quota=None, address_scope_id=None, hash='',
                             **{size: getattr(read, size) for size in SIZES})
pool.default_prefixlen = 26
with mock.patch.object(plugin.resource_extend, 'apply_funcs'), mock.patch.object(plugin.db_api, 'CONTEXT_WRITER', mock.MagicMock()), \
        mock.patch.object(subnetpool.SubnetPool, 'is_shared_with_project', return_value=False), mock.patch.object(subnetpool.SubnetPool, 'update'), \
        mock.patch.object(subnetpool.SubnetPool, 'update_fields'):
    base = mock.Mock(spec=plugin.NeutronDbPluginV2, _get_subnetpool=lambda *args, **named: pool)
    got = plugin.NeutronDbPluginV2._make_subnetpool_dict(base, pool)
    print('the answer to GET: %r %r %r' % tuple(got[size] for size in SIZES))
    update = inspect.unwrap(plugin.NeutronDbPluginV2.update_subnetpool)
    got = update(base, context.Context(project_id='p'), pool.id, {'subnetpool': {'name': 'other'}})
    print("the answer to PUT: %r %r %r, and a member 'key': %r" % (*(got[size] for size in SIZES), got.get('key')))
END
