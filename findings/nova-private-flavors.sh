#!/usr/bin/env bash
# Guessed: the administrator's list of flavors has all of them, `sort_key` takes the names that flavors have in the API, and of a wrong filter
#   everybody is told.
# What happens: the administrator's list leaves the private ones out, too; `is_public=None`, the word, has all. A member's is_public is ignored,
#   whatever it says; an administrator's is checked. To sort by ram or disk is 400: the keys are the database's columns, memory_mb and root_gb;
#   and `id` is not the flavor's id, which is flavorid, but the number of its row.
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2): nova/api/openstack/compute/flavors.py _parse_is_public, schemas/flavors.py.
# Why it matters: a tool that looks a flavor up by its name says "there is none" to the very person who made it. And `sort_key=id` looks as if
#   it worked while ids are the numbers of the rows.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
               member                 administrator
               is_public is True      is_public is True
is_public=None is_public is True      is_public is None
is_public=no   is_public is True      is_public is False
is_public=     is_public is True      400 Invalid is_public filter []
sort_key takes ram: False, disk: False, memory_mb: True, root_gb: True, id: True, flavorid: True
by default: flavorid
END

python <<'END' | expect "$expected"
import webob

from nova import objects
from nova.api.openstack import api_version_request
from nova.api.openstack import wsgi
from nova.api.openstack.compute import flavors
from nova.api.openstack.compute.schemas import flavors as schema

objects.register_all()
controller = flavors.FlavorsController.__new__(flavors.FlavorsController)
asked = {}


class Found(Exception):
    pass


class Context:
    def __init__(self, admin):
        self.is_admin = admin


def get_all(context, filters=None, **options):
    asked.update(filters, **options)
    raise Found


objects.FlavorList.get_all = get_all


def look(query, admin):
    request = wsgi.Request.blank('/flavors?' + query)
    request.environ['nova.context'] = Context(admin)
    request.api_version_request = api_version_request.APIVersionRequest('2.1')
    try:
        controller._get_flavors(request)
    except Found:
        return 'is_public is %s' % asked['is_public']
    except webob.exc.HTTPError as error:
        return '%d %s' % (error.code, error.explanation)


print('%-14s %-22s %s' % ('', 'member', 'administrator'))
for query in ('', 'is_public=None', 'is_public=no', 'is_public='):
    print('%-14s %-22s %s' % (query, look(query, False), look(query, True)))
keys = schema.index_query['properties']['sort_key']['items']['enum']
print('sort_key takes', ', '.join('%s: %s' % (k, k in keys) for k in ('ram', 'disk', 'memory_mb', 'root_gb', 'id', 'flavorid')))
look('', True)
print('by default:', asked['sort_key'])
END
