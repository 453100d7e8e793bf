#!/usr/bin/env bash
# Guessed: `GET /servers?config_drive=false`, which is what `openstack server list --no-config-drive` asks, lists the servers without a config drive.
# What happens: it lists none. What a server without one has is the empty text, and the filter is a regular expression over that text: "false" and "0" are
#   nowhere in it, and "1" is not in the text True of the others. `config_drive=^$` lists them; the empty filter is 400.
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2), over the API: nova/compute/api.py _check_config_drive keeps '' for false, in a column of text, which
#   _regex_instance_filter of nova/db/main/api.py compares. A plain user is heard from 2.83 on; below, the filter is ignored.
# Why it matters: an empty list reads as "every server has one". Before a filter is trusted it has to be tried with something that it must find.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
a create with None  keeps ''
a create with False keeps ''
a create with True  keeps 'True'
config_drive=False finds: nothing
config_drive=false finds: nothing
config_drive=0     finds: nothing
config_drive=True  finds: True
config_drive=1     finds: nothing
config_drive=^$    finds: False, None
END

python <<'END' | expect "$expected"
import logging
import os

import sqlalchemy
from nova import context, objects
from nova.compute import api as compute
from nova.db.main import api, models

logging.disable(logging.CRITICAL)
url = 'sqlite:///' + os.environ['HOME'] + '/sqlite'
api.CONF.set_override('connection', url, group='database')
api.context_manager.configure(connection=url)
models.BASE.metadata.create_all(sqlalchemy.create_engine(url))
user = context.RequestContext('user', 'project', is_admin=True)
for asked in (None, False, True):
    # The object makes text of it, as on its way into the database.
    kept = objects.Instance(config_drive=compute.API._check_config_drive(None, asked)).config_drive
    api.instance_create(user, {'project_id': 'project', 'display_name': str(asked), 'config_drive': kept})
    print('a create with %-5s keeps %r' % (asked, kept))
for given in ('False', 'false', '0', 'True', '1', '^$'):
    found = api.instance_get_all_by_filters(user, {'config_drive': given, 'deleted': False}, columns_to_join=[])
    print('config_drive=%-5s finds: %s' % (given, ', '.join(sorted(server['display_name'] for server in found)) or 'nothing'))
END
