#!/usr/bin/env bash
# Guessed: `ip` of a list of servers is a regular expression, as novaclient's help says of --ip, and ip together with ip6 is both.
# What happens: where Neutron can look for parts of addresses, as it does by default, Nova asks it for the text as it stands: an expression
#   finds nothing. ip=10.0.0.5 has 10.0.0.50 too, and no spelling means one address. ip with ip6 is either. An IPv6 address counts as the
#   database has it, so another spelling of it finds nothing.
# Where: Nova 26.2 with Neutron 21.0 (Zed), and over the API of 2026.2 just so: nova/compute/api.py get_all, _ip_filter_using_neutron;
#   neutron/plugins/ml2/plugin.py _get_ports_query.
# Why it matters: `nova list --ip '^10\.0\.0\.5$'` prints an empty table, whoever has the address, and a script that deletes what `--ip
#   10.0.0.5` lists takes 10.0.0.50 along. Who wants one address asks Neutron for the port.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5 python3-neutron=2:21.0.0-7+deb12u1

IFS= read -r -d '' expected <<'END' || true
ip=10.0.0.5                  asks for 10.0.0.5                 fifty five
ip=10.0.0                    asks for 10.0.0                   fifty five other
ip=^10\.0\.0\.5$             asks for ^10\.0\.0\.5$            none
ip=10.0.0.(5|7)              asks for 10.0.0.(5|7)             none
ip=10.0.0.5&ip6=2001:db8::7  asks for 10.0.0.5, 2001:db8::7    fifty five other
ip6=2001:DB8::7              asks for 2001:DB8::7              other
ip6=2001:db8:0:0::7          asks for 2001:db8:0:0::7          none
END

python <<'END' | expect "$expected"
from unittest import mock
from urllib import parse

import sqlalchemy
from neutron.conf import common
common.register_core_common_config_opts()
from neutron.db.migration.models import head  # noqa: E402,F401  every table, for the keys between them
from neutron.db import db_base_plugin_v2  # noqa: E402
from neutron.db import models_v2  # noqa: E402
from neutron.plugins.ml2 import plugin  # noqa: E402
from oslo_config import cfg  # noqa: E402
from sqlalchemy import orm  # noqa: E402
cfg.CONF = cfg.ConfigOpts()  # both have an option `host`

from nova import context  # noqa: E402
from nova import policy  # noqa: E402
from nova.api.openstack import api_version_request  # noqa: E402
from nova.api.openstack import wsgi  # noqa: E402
from nova.api.openstack.compute import servers  # noqa: E402
from nova.compute import api  # noqa: E402
from nova.compute import instance_list  # noqa: E402
from nova import objects  # noqa: E402

engine = sqlalchemy.create_engine('sqlite://')
for table in (models_v2.Port.__table__, models_v2.IPAllocation.__table__):
    table.create(engine)
session = orm.Session(engine)
for at, (name, addresses) in enumerate((('five', ['10.0.0.5']), ('fifty', ['10.0.0.50']), ('other', ['10.0.0.7', '2001:db8::7']))):
    session.execute(models_v2.Port.__table__.insert().values(id=name, network_id='n', mac_address=str(at), device_id=name, status='ACTIVE',
                                                             device_owner='compute:nova', admin_state_up=True, standard_attr_id=at))
    for address in addresses:
        session.execute(models_v2.IPAllocation.__table__.insert().values(port_id=name, ip_address=address, subnet_id='s', network_id='n'))
db_base_plugin_v2.NeutronDbPluginV2._get_ports_query = lambda self, context, filters: session.query(models_v2.Port).options(orm.noload('*'))
ml2 = plugin.Ml2Plugin.__new__(plugin.Ml2Plugin)
asked, found = [], []


def list_ports(context, fixed_ips, fields):
    """What Neutron answers to the question that Nova asks it."""
    key, text = fixed_ips.split('=', 1)
    asked.append(text)
    return {'ports': [{'device_id': port.device_id} for port in ml2._get_ports_query(context, {'fixed_ips': {key: [text]}})]}


def look_up(context, filters, *_, **__):
    found.extend(filters['uuid'])
    return objects.InstanceList(), []


objects.register_all()
cfg.CONF([], default_config_files=[])
policy.init(suppress_deprecation_warnings=True)
nova = api.API.__new__(api.API)
nova.network_api = mock.Mock(list_ports=list_ports)
nova.network_api.has_substr_port_filtering_extension.return_value = True
instance_list.get_instance_objects_sorted = look_up
controller = servers.ServersController.__new__(servers.ServersController)
controller.compute_api, controller._view_builder = nova, mock.Mock()
for query in ('ip=10.0.0.5', 'ip=10.0.0', r'ip=^10\.0\.0\.5$', 'ip=10.0.0.(5|7)', 'ip=10.0.0.5&ip6=2001:db8::7', 'ip6=2001:DB8::7', 'ip6=2001:db8:0:0::7'):
    asked.clear(), found.clear()
    request = wsgi.Request.blank('/servers?' + parse.quote(query, safe='&='))
    request.environ['nova.context'] = context.RequestContext('u', 'p', is_admin=False, roles=['member', 'reader'])
    request.api_version_request = api_version_request.APIVersionRequest('2.5')
    controller._get_servers(request, is_detail=False)
    print('%-28s asks for %-24s %s' % (query, ', '.join(asked), ' '.join(sorted(found)) or 'none'))
END
