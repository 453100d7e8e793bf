#!/usr/bin/env bash
# Guessed: the hours of a month that is over stay what they were, and a server's hours are counted from the day it was made.
# What happens: os-simple-tenant-usage counts from launched_at, which a rescue, a resize, its revert, a rebuild and an unshelve each set to
#   now. From then on the server has no hours before that, in any period: a month that is over loses what it had, and its sum gets smaller.
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2), where it was seen over the API: nova/compute/manager.py, nova/db/main/api.py
#   instance_get_active_by_window_joined, nova/api/openstack/compute/simple_tenant_usage.py.
# Why it matters: `usage` of last month, asked twice, gives two answers, and the smaller one is the later. It's no ground for a bill, and
#   "uptime" in it is none: who wants the hours has to keep each answer, or to count by the server's actions.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
                         October    November  since
made in September        744.0 h    240.0 h   2026-09-01T00:00:00
rescued                  none       24.0 h    2026-11-10T00:00:00
resized                  none       24.0 h    2026-11-10T00:00:00
put back to its size     none       24.0 h    2026-11-10T00:00:00
rebuilt or unshelved     none       24.0 h    2026-11-10T00:00:00
END

python <<'END' | expect "$expected"
import datetime
import uuid
from unittest import mock

from oslo_utils import timeutils

from nova import context
from nova import objects
from nova import policy
from nova.api.openstack.compute import simple_tenant_usage
from nova.compute import manager
from nova.conf import CONF
from nova.db.main import api as db
from nova.db.main import models

CONF([], default_config_files=[])
CONF.set_override('connection', 'sqlite://', 'database')
db.context_manager.configure(connection='sqlite://')
objects.register_all()
policy.init(suppress_deprecation_warnings=True)
admin = context.RequestContext('a', 'p', is_admin=True, roles=['admin', 'member', 'reader'])
models.BASE.metadata.create_all(db.get_engine())
today, yesterday = datetime.datetime(2026, 11, 11), datetime.datetime(2026, 11, 10)
made = datetime.datetime(2026, 9, 1)
flavor = objects.Flavor(flavorid='1', name='small', memory_mb=1024, vcpus=1, root_gb=10, ephemeral_gb=0)
row = db.instance_create(admin, {'uuid': str(uuid.uuid4()), 'display_name': 'web', 'vm_state': 'active', 'project_id': 'p', 'user_id': 'u',
                                 'launched_at': made, 'host': 'h'})
controller = simple_tenant_usage.SimpleTenantUsageController()


def usage(start, end):
    """The server's usage in the period, as the API answers it."""
    start, end = (controller._parse_datetime('2026-%s-01T00:00:00' % m if m else '') for m in (start, end))
    with mock.patch.object(objects.CellMappingList, 'get_all', return_value=[mock.sentinel.cell]), \
            mock.patch('nova.context.target_cell') as cell, mock.patch.object(objects.Instance, 'get_flavor', return_value=flavor), \
            mock.patch.object(objects.Instance, 'flavor', flavor, create=True):
        cell.return_value.__enter__.return_value = admin
        found, _ = controller._tenant_usages_for_period(admin, start, end, tenant_id='p')
    return found[0]['server_usages'][0] if found else None


def show(what):
    timeutils.set_time_override(today)
    october, november = usage('10', '11'), usage('11', '')
    print('%-24s %-10s %-9s %s' % (what, '%.1f h' % october['hours'] if october else 'none', '%.1f h' % november['hours'],
                                   november['started_at'].isoformat()))


def rescue(self, server):
    method = manager.ComputeManager.rescue_instance
    while hasattr(method, '__wrapped__'):
        method = method.__wrapped__
    method(self, admin, server, None, None, True)


acts = {
    'rescued': rescue,
    'resized': lambda self, server: manager.ComputeManager._finish_resize(self, admin, server, mock.MagicMock(), *[mock.MagicMock()] * 4),
    'put back to its size': lambda self, server: manager.ComputeManager._finish_revert_resize(self, admin, server, mock.MagicMock()),
    'rebuilt or unshelved': lambda self, server: manager.ComputeManager._update_instance_after_spawn(self, server),
}
print('%-24s %-10s %-9s %s' % ('', 'October', 'November', 'since'))
show('made in September')
for what, act in acts.items():
    db.instance_update(admin, row['uuid'], {'launched_at': made})
    server = mock.MagicMock()
    server.launched_at = made
    timeutils.set_time_override(yesterday)
    with mock.patch.object(objects.BlockDeviceMappingList, 'get_by_instance_uuid'), mock.patch.object(manager, 'compute_utils'), \
            mock.patch.object(manager, 'configdrive'):
        act(mock.MagicMock(), server)
    db.instance_update(admin, row['uuid'], {'launched_at': server.launched_at})
    show(what)
END
