#!/usr/bin/env bash
# Guessed: a list with changes-since has every server whose document says something else than before.
# What happens: it has those whose row in one table was written: after a new name, description or lock, and after metadata. Tags, addresses
#   (an interface more) and attached volumes are kept in other tables: `updated` stays, and the list is empty.
# Where: Nova 26.2 (Zed), and just so over the API of 34.0 (2026.2), where security groups don't count either: nova/db/main/api.py.
# Why it matters: who keeps a copy of the list up to date by changes-since, as the API's guide advises, has yesterday's addresses and tags,
#   without an error; and `updated` can't tell whether a server is as it was.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
change             in the list  updated
nothing            no           2026-01-01
another name       yes          2026-11-01
locked             yes          2026-11-01
metadata           yes          2026-11-01
a tag              no           2026-01-01
an address         no           2026-01-01
a volume attached  no           2026-01-01
END

python <<'END' | expect "$expected"
import datetime
import uuid

from oslo_utils import timeutils

from nova import context
from nova import objects
from nova.conf import CONF
from nova.db.main import api as db
from nova.db.main import models

CONF([], default_config_files=[])
CONF.set_override('connection', 'sqlite://', 'database')
db.context_manager.configure(connection='sqlite://')
objects.register_all()
user = context.RequestContext('u', 'p', is_admin=True)
models.BASE.metadata.create_all(db.get_engine())


def saved(id, **members):
    server = objects.Instance.get_by_uuid(user, id, expected_attrs=['metadata', 'system_metadata'])
    server.update(members)
    server.save()


changes = {
    'nothing': lambda id: None,
    'another name': lambda id: saved(id, display_name='web'),
    'locked': lambda id: saved(id, locked=True, locked_by='owner'),
    'metadata': lambda id: saved(id, metadata={'env': 'prod'}),
    'a tag': lambda id: objects.Tag(user, resource_id=id, tag='prod').create(),
    'an address': lambda id: db.instance_info_cache_update(user, id, {'network_info': '[{"address": "fa:16:3e:00:00:01"}]'}),
    'a volume attached': lambda id: objects.BlockDeviceMapping(
        user, instance_uuid=id, source_type='volume', destination_type='volume', volume_id=str(uuid.uuid4()), device_name='/dev/vdb').create(),
}
print('%-18s %-12s %s' % ('change', 'in the list', 'updated'))
for what, change in changes.items():
    id = str(uuid.uuid4())
    timeutils.set_time_override(datetime.datetime(2026, 1, 1))
    db.instance_create(user, {'uuid': id, 'display_name': 'db', 'project_id': 'p', 'user_id': 'u', 'vm_state': 'active', 'host': 'h',
                              'updated_at': timeutils.utcnow()})
    timeutils.set_time_override(datetime.datetime(2026, 11, 1))
    change(id)
    since = datetime.datetime(2026, 10, 1, tzinfo=datetime.timezone.utc)
    listed = [s['uuid'] for s in db.instance_get_all_by_filters(user, {'changes-since': since})]
    print('%-18s %-12s %s' % (what, 'yes' if id in listed else 'no', db.instance_get_by_uuid(user, id)['updated_at'].date()))
END
