#!/usr/bin/env bash
# Guessed: a filter that Cinder doesn't know is 400, or is passed over, for everybody alike.
# What happens: it depends on who asks. `GET /volumes?nmae=web` lists all volumes to a user and none to an administrator. From 3.31 on the
#   user gets 400 "Invalid filters"; the administrator goes on getting an empty list, with 200.
# Where: Cinder 21.3 (Zed), and just so 29.0 (2026.2), where all of it was seen over the API: cinder/api/api_utils.py
#   remove_invalid_filter_options, cinder/api/common.py reject_invalid_filters, cinder/db/sqlalchemy/api.py _process_volume_filters.
# Why it matters: what was tried as a user and found to delete nothing too much says "there are no volumes" in the administrator's hands,
#   and the other way round it deletes everything. A client has to know the filters itself.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-cinder=2:21.3.1-1~deb12u1

IFS= read -r -d '' expected <<'END' || true
3.0  user          ?name=web: those that are called web
3.0  user          ?nmae=web: everything
3.0  administrator ?name=web: those that are called web
3.0  administrator ?nmae=web: nothing
3.31 user          ?name=web: those that are called web
3.31 user          ?nmae=web: 400 Invalid filters nmae are found in query options.
3.31 administrator ?name=web: those that are called web
3.31 administrator ?nmae=web: nothing
3.59 user          ?name=web: those that are called web
3.59 user          ?nmae=web: 400 Invalid filters nmae are found in query options.
3.59 administrator ?name=web: those that are called web
3.59 administrator ?nmae=web: nothing
END

python <<'END' | expect "$expected"
import json
import tempfile
import types

import sqlalchemy
import webob
from oslo_config import cfg
from sqlalchemy import orm

from cinder import objects
objects.register_all()
from cinder.api.openstack import api_version_request  # noqa: E402
from cinder.api.v3 import volumes  # noqa: E402
from cinder.db.sqlalchemy import api as database  # noqa: E402
from cinder.db.sqlalchemy import models  # noqa: E402

# The file of Cinder's own distribution, as far as volumes' names go; another one that a cloud has changes the names alone.
file = tempfile.NamedTemporaryFile('w', suffix='.json')
json.dump({'volume': ['name', 'status', 'metadata', 'bootable']}, file)
file.flush()
cfg.CONF([], project='cinder', default_config_files=[])
cfg.CONF.set_override('resource_query_filters_file', file.name)
controller = volumes.VolumeController.__new__(volumes.VolumeController)
session = orm.Session(sqlalchemy.create_engine('sqlite://'))
for version in ('3.0', '3.31', '3.59'):
    for who in ('user', 'administrator'):
        for given in ({'name': 'web'}, {'nmae': 'web'}):
            filters = dict(given)
            try:
                controller._process_volume_filtering(
                    context=types.SimpleNamespace(is_admin=who == 'administrator'), filters=filters,
                    req_version=api_version_request.APIVersionRequest(version))
            except webob.exc.HTTPBadRequest as refusal:
                found = '400 %s' % refusal.explanation
            else:
                if 'name' in filters:
                    filters['display_name'] = filters.pop('name')  # as the controller does
                query = database._process_volume_filters(session.query(models.Volume), filters)
                found = 'nothing' if query is None else 'those that are called web' if 'WHERE' in str(query) else 'everything'
            print('%-4s %-13s ?%s=web: %s' % (version, who, *given, found))
END
