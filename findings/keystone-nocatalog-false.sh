#!/usr/bin/env bash
# Guessed: `?nocatalog=false` asks for the catalog.
# What happens: it leaves it out: that the parameter is there is what counts, as with `?effective` of role assignments; only
#   `?effective=0` means no. Two parameters of one API, two readings.
# Where: Keystone 22.0 (Zed), and just so 30.0 (2026.2): keystone/api/auth.py, keystone/server/flask/common.py query_filter_is_true.
# Why it matters: a client that writes its booleans out, as most do, loses the catalog, and finds no service at all.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-keystone=2:22.0.2-0+deb12u6

IFS= read -r -d '' expected <<'END' || true
                  catalog: True
?nocatalog        catalog: False
?nocatalog=true   catalog: False
?nocatalog=false  catalog: False
?nocatalog=0      catalog: False
                  ['admin']
&effective        ['admin', 'member', 'reader']
&effective=false  ['admin', 'member', 'reader']
&effective=0      ['admin']
END

python <<'END' | expect "$expected"
import keystone_app as keystone

_, document, token = keystone.sign_in()
for query in ('', '?nocatalog', '?nocatalog=true', '?nocatalog=false', '?nocatalog=0'):
    _, document, _ = keystone.call('GET', '/auth/tokens' + query, token=token, X_Subject_Token=token)
    print('%-17s catalog: %s' % (query, 'catalog' in document['token']))
_, document, _ = keystone.call('GET', '/roles', token=token)
for query in ('', '&effective', '&effective=false', '&effective=0'):
    status, document, _ = keystone.call('GET', '/role_assignments?include_names' + query, token=token)
    names = sorted({a['role']['name'] for a in document['role_assignments'] if 'project' in a['scope']})
    print('%-17s %s' % (query, names))
END
