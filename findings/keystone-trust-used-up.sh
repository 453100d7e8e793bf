#!/usr/bin/env bash
# Guessed: a trust whose uses are spent is still there for who made it, or is gone.
# What happens: both. The list has it, with remaining_uses 0; to show it or to delete it is 404. The next who signs in with it is told
#   401, as for a wrong password. Uses count sign-ins, not requests.
# Where: Keystone 22.0 (Zed), and just so 30.0 (2026.2): keystone/trust/backends/sql.py consume_use.
# Why it matters: a client that signs in anew for each command uses the trust up with each command: the token has to be kept. And what a
#   list shows can be neither shown nor cleaned up by its id.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-keystone=2:22.0.2-0+deb12u6

IFS= read -r -d '' expected <<'END' || true
first sign-in: 201
second sign-in: 401
show: 404
list: [(True, 0)]
delete: 404
END

python <<'END' | expect "$expected"
import keystone_app as keystone

_, document, token = keystone.sign_in()
maker, project = document['token']['user']['id'], document['token']['project']['id']
_, document, _ = keystone.call('POST', '/users', {'user': {'name': 'bob', 'domain_id': 'default', 'password': 'bob-pass'}}, token)
_, document, _ = keystone.call('POST', '/OS-TRUST/trusts', {'trust': {
    'trustor_user_id': maker, 'trustee_user_id': document['user']['id'], 'project_id': project, 'impersonation': False,
    'roles': [{'name': 'member'}], 'remaining_uses': 1}}, token)
trust = document['trust']['id']
bob = keystone.password('bob', 'bob-pass')
for turn in ('first', 'second'):
    print(turn, 'sign-in:', keystone.sign_in(bob, {'OS-TRUST:trust': {'id': trust}})[0])
print('show:', keystone.call('GET', '/OS-TRUST/trusts/' + trust, token=token)[0])
found = keystone.call('GET', '/OS-TRUST/trusts?trustor_user_id=' + maker, token=token)[1]['trusts']
print('list:', [(t['id'] == trust, t['remaining_uses']) for t in found])
print('delete:', keystone.call('DELETE', '/OS-TRUST/trusts/' + trust, token=token)[0])
END
