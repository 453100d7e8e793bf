#!/usr/bin/env bash
# Guessed: a list of servers with `status=SOFT_DELETED` has those that can still be restored, and `deleted=false` beside `changes-since` leaves
#   those out that are gone.
# What happens: `status=SOFT_DELETED` lists none, for an administrator too: servers that are soft-deleted are taken out again, unless
#   `deleted=true` stands beside it, which counts for administrators alone. And a member's `deleted=false` is dropped as any `deleted` of
#   a member's, so a list with `changes-since` has what is gone.
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2): nova/api/openstack/compute/servers.py, _get_servers; db/main/api.py,
#   instance_get_all_by_filters_sort.
# Why it matters: who deleted a server by mistake finds its id for a restore with `changes-since` only, and a client that keeps its list up to
#   date by changes-since can't have the deleted ones left out: it must look at each status.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
                                       member                   administrator
                                       runs                     runs
deleted=true                           runs                     gone, reclaimable
status=DELETED                         403                      gone
status=SOFT_DELETED                    none                     none
status=SOFT_DELETED&deleted=true       none                     reclaimable
changes-since=2026-01-01               gone, reclaimable, runs  gone, reclaimable, runs
changes-since=2026-01-01&deleted=false gone, reclaimable, runs  runs
END

python <<'END' | expect "$expected"
import uuid

import webob
from oslo_utils import timeutils

from nova import context
from nova import objects
from nova import policy
from nova.api.openstack import api_version_request
from nova.api.openstack import wsgi
from nova.api.openstack.compute import servers
from nova.conf import CONF
from nova.db.main import api as db
from nova.db.main import models

CONF([], default_config_files=[])
CONF.set_override('connection', 'sqlite://', 'database')
db.context_manager.configure(connection='sqlite://')
objects.register_all()
policy.init(suppress_deprecation_warnings=True)
admin = context.RequestContext('a', 'p', is_admin=True, roles=['admin', 'member', 'reader'])
member = context.RequestContext('u', 'p', is_admin=False, roles=['member', 'reader'])
engine = db.get_engine()
models.BASE.metadata.create_all(engine)
for name, state in (('runs', 'active'), ('reclaimable', 'soft-delete'), ('gone', 'deleted')):
    values = {'uuid': str(uuid.uuid4()), 'display_name': name, 'vm_state': state, 'project_id': 'p', 'user_id': 'u', 'host': 'h',
              'updated_at': timeutils.utcnow()}
    db.instance_create(admin, values)
    if name == 'gone':
        db.instance_destroy(admin, values['uuid'])
found = []


class Found(Exception):
    pass


class Compute:
    def get_all(self, context, search_opts=None, **more):
        """Names of the servers that the filters find in the database."""
        filters = dict(search_opts)
        found[:] = sorted(i['display_name'] for i in db.instance_get_all_by_filters(context, filters))
        raise Found


controller = servers.ServersController.__new__(servers.ServersController)
controller.compute_api = Compute()


def look(query, who):
    request = wsgi.Request.blank('/servers?' + query)
    request.environ['nova.context'] = who
    request.api_version_request = api_version_request.APIVersionRequest('2.1')
    try:
        controller._get_servers(request, is_detail=False)
    except Found:
        return ', '.join(found) or 'none'
    except webob.exc.HTTPError as error:
        return '%d' % error.code


print('%-38s %-24s %s' % ('', 'member', 'administrator'))
for query in ('', 'deleted=true', 'status=DELETED', 'status=SOFT_DELETED', 'status=SOFT_DELETED&deleted=true', 'changes-since=2026-01-01',
              'changes-since=2026-01-01&deleted=false'):
    print('%-38s %-24s %s' % (query, look(query, member), look(query, admin)))
END
