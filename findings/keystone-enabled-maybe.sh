#!/usr/bin/env bash
# Guessed: `GET /users?enabled=maybe` is 400, and `?limit=1` is a page of one.
# What happens: a word that isn't known counts as true, "disabled" too: the list has those that are enabled. `limit` is ignored, without an error.
# Where: Keystone 22.0 (Zed): keystone/server/flask/common.py filter_by_attributes. In 30.0 (2026.2) the word is 400, limit=1 gives one with
#   `truncated: true` and no link to the rest, and `enabled=` still is true; regions refuse `limit` with 400.
# Why it matters: `--disabled` that is sent as a word that Keystone doesn't know lists the opposite. And a client that cuts its list in
#   pages gets all at once from one version, and a part without a link from the next.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-keystone=2:22.0.2-0+deb12u6

IFS= read -r -d '' expected <<'END' || true
enabled=true      200 ['admin', 'on']
enabled=false     200 ['off']
enabled=0         200 ['off']
enabled=no        200 ['off']
enabled=disabled  200 ['admin', 'on']
enabled=maybe     200 ['admin', 'on']
enabled=          200 ['admin', 'on']
limit=1           200 ['admin', 'off', 'on']
END

python <<'END' | expect "$expected"
import keystone_app as keystone

token = keystone.sign_in()[2]
for name, enabled in (('on', True), ('off', False)):
    keystone.call('POST', '/users', {'user': {'name': name, 'domain_id': 'default', 'enabled': enabled}}, token)
for query in ('enabled=true', 'enabled=false', 'enabled=0', 'enabled=no', 'enabled=disabled', 'enabled=maybe', 'enabled=', 'limit=1'):
    status, document, _ = keystone.call('GET', '/users?' + query, token=token)
    print('%-17s %d %s' % (query, status, sorted(user['name'] for user in document['users'])))
END
