#!/usr/bin/env bash
# Guessed: an application credential with `"roles": []` is one without roles, or is refused: a list that names nothing gives nothing.
# What happens: 201, and it has every role of the token that asked for it, as one with no `roles` at all, or with null (400 there).
#   A role that the token hasn't is refused with 400 or 404, so only the empty list gives more than it says.
# Where: Keystone 22.0 (Zed), and just so 30.0 (2026.2), where it was seen over the API too: keystone/api/users.py, where an empty list
#   is as good as none.
# Why it matters: a script that filters the roles it wants, and finds none, makes a credential that may do all that its owner may. A
#   client with a list of roles must not send an empty one, and shows which roles came back.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-keystone=2:22.0.2-0+deb12u6

IFS= read -r -d '' expected <<'END' || true
the token: ['admin', 'member', 'reader']
{} 201 ['admin', 'member', 'reader']
{'roles': []} 201 ['admin', 'member', 'reader']
{'roles': None} 400 Invalid input for field 'roles': None is not of type 'array'
{'roles': [{'name': 'reader'}]} 201 ['reader']
{'roles': [{'name': 'service'}]} 404 Role service is not defined
{'roles': [{}]} 400 Invalid input for field 'roles/0': {} does not have enough p
END

python <<'END' | expect "$expected"
import keystone_app as keystone

_, document, token = keystone.sign_in()
path = '/users/%s/application_credentials' % document['token']['user']['id']
print('the token: %s' % sorted(role['name'] for role in document['token']['roles']))
for number, body in enumerate(({}, {'roles': []}, {'roles': None}, {'roles': [{'name': 'reader'}]}, {'roles': [{'name': 'service'}]},
                               {'roles': [{}]})):
    status, document, _ = keystone.call('POST', path, {'application_credential': {'name': str(number), **body}}, token)
    print(body, status, sorted(role['name'] for role in document['application_credential']['roles']) if status == 201
          else document['error']['message'][:60])
END
