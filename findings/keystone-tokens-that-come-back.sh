#!/usr/bin/env bash
# Guessed: what ends a token ends it for good, and an application credential has the roles that Keystone says it has.
# What happens: a token of a project that is disabled works again when the project is enabled; one of a user who is disabled is gone for
#   good, as it is after a change of the password to the same one. A role that is taken away is missing in the tokens that were given
#   before, and is there again when it is given back. An application credential goes on listing the role that was taken, and signs in
#   without it.
# Where: Keystone 22.0 (Zed), and just so 30.0 (2026.2) over the API for projects, users and passwords: a token is looked up with its project and its
#   roles of now, and disabling a project does no more than drop the cache (keystone/token/provider.py).
# Why it matters: who disables a project for a while doesn't lock its tokens out, and a client that drops a kept token on its first 401 signs in without
#   need. What an application credential may do is told by the roles of its token, not by its own document.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-keystone=2:22.0.2-0+deb12u6

IFS= read -r -d '' expected <<'END' || true
project disabled: 404, then enabled: extra member reader
user disabled: 404, then enabled: 404
role taken: member reader, then given: extra member reader
role taken: the credential says extra member reader, its token has member reader
END

python <<'END' | expect "$expected"
import time

import keystone_app as keystone


def admin(method, path, body=None, **headers):
    return keystone.call(method, path, body, token, **headers)


def roles(document):
    return ' '.join(sorted(role['name'] for role in document['roles']))


def look(seen):
    status, document, _ = admin('GET', '/auth/tokens', X_Subject_Token=seen)
    return roles(document['token']) if status == 200 else status


def sign_in():
    time.sleep(1.1)  # a token's times are whole seconds
    _, _, seen = keystone.sign_in(keystone.password('web', 'secret'), {'project': {'name': 'web', 'domain': keystone.DEFAULT}})
    time.sleep(1.1)
    return seen


_, _, token = keystone.sign_in()
project = admin('POST', '/projects', {'project': {'name': 'web'}})[1]['project']['id']
user = admin('POST', '/users', {'user': {'name': 'web', 'password': 'secret'}})[1]['user']['id']
extra = admin('POST', '/roles', {'role': {'name': 'extra'}})[1]['role']['id']
member = next(role['id'] for role in admin('GET', '/roles')[1]['roles'] if role['name'] == 'member')
grant = '/projects/%s/users/%s/roles/' % (project, user)
for role in (extra, member):
    admin('PUT', grant + role)

for kind, number in (('project', project), ('user', user)):
    seen = sign_in()
    admin('PATCH', '/%ss/%s' % (kind, number), {kind: {'enabled': False}})
    disabled = look(seen)
    time.sleep(1.1)
    admin('PATCH', '/%ss/%s' % (kind, number), {kind: {'enabled': True}})
    print('%s disabled: %s, then enabled: %s' % (kind, disabled, look(seen)))

seen = sign_in()
path = '/users/%s/application_credentials' % user
credential = keystone.call('POST', path, {'application_credential': {'name': 'web'}}, seen)[1]['application_credential']
admin('DELETE', grant + extra)
taken = look(seen)
says = roles(admin('GET', path + '/' + credential['id'])[1]['application_credential'])
secret = {key: credential[key] for key in ('id', 'secret')}
_, document, _ = keystone.sign_in({'methods': ['application_credential'], 'application_credential': secret}, None)
admin('PUT', grant + extra)
print('role taken: %s, then given: %s' % (taken, look(seen)))
print('role taken: the credential says %s, its token has %s' % (says, roles(document['token'])))
END
