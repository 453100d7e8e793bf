#!/usr/bin/env bash
# Guessed: a role that is named twice for an application credential counts once, or is refused as such.
# What happens: 409 "Duplicate entry found with name fresh", as if the credential's own name were taken. It isn't: nothing of
#   that name is there, and the same name with the role once is made.
# Where: Keystone 22.0 (Zed), and just so 30.0 (2026.2): keystone/application_credential/backends/sql.py, whose rows of roles collide.
# Why it matters: a user who repeats --role is sent to look for a credential that doesn't exist, and a client that reads 409 as "it is
#   there already" goes on without one. It has to drop what is twice before it asks.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-keystone=2:22.0.2-0+deb12u6

IFS= read -r -d '' expected <<'END' || true
member, member: 409 Conflict occurred attempting to store application_credential - Duplicate entry found with name fresh.
there are: []
member: 201 made
END

python <<'END' | expect "$expected"
import keystone_app as keystone

_, document, token = keystone.sign_in()
path = '/users/%s/application_credentials' % document['token']['user']['id']


def create(*roles):
    status, document, _ = keystone.call('POST', path, {
        'application_credential': {'name': 'fresh', 'roles': [{'name': r} for r in roles]}}, token)
    return status, document.get('error', {}).get('message', 'made')


print('member, member:', *create('member', 'member'))
print('there are:', [c['name'] for c in keystone.call('GET', path, token=token)[1]['application_credentials']])
print('member:', *create('member'))
END
