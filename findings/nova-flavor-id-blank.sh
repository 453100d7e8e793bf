#!/usr/bin/env bash
# Guessed: a flavor's id can stand in a URL as it is, since it does in the links of each flavor and server; and no flavor is named as another's id.
# What happens: an id may have blanks inside and dots. The links have the blank as it is, so they are no URLs. (Of two flavors one may well be
#   called as the other's id: the real cloud took that.)
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2), where such flavors were made: nova/api/validation/parameter_types.py flavor id,
#   nova/api/openstack/common.py _get_href_link.
# Why it matters: a client that follows links has to escape what should have been escaped, and must not do it twice; one that takes the
#   words of a line apart at blanks loses half of the id. And "by id, else by name" finds another flavor than "by name, else by id".
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
'm1.tiny': http://localhost/v2.1/p/flavors/m1.tiny
'big one': http://localhost/v2.1/p/flavors/big one
' big': not valid
'a/b': not valid
'a+b': not valid
'é': not valid
END

python <<'END' | expect "$expected"
from nova import exception
from nova.api.openstack import wsgi
from nova.api.openstack.compute.schemas import flavor_manage
from nova.api.openstack.compute.views import flavors
from nova.api.validation import validators


class Context:
    project_id = 'p'


schema = validators._SchemaValidator(flavor_manage.create)


def valid(ident):
    try:
        schema.validate({'flavor': {'name': 'x', 'ram': 1, 'vcpus': 1, 'disk': 1, 'id': ident}})
    except exception.ValidationError:
        return False
    return True


request = wsgi.Request.blank('/flavors', base_url='http://localhost/v2.1')
request.environ['nova.context'] = Context()
for ident in ('m1.tiny', 'big one', ' big', 'a/b', 'a+b', 'é'):
    links = flavors.ViewBuilder()._get_links(request, ident, 'flavors') if valid(ident) else [{'href': 'not valid'}]
    print('%r: %s' % (ident, links[0]['href']))
END
