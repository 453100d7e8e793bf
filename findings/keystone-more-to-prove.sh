#!/usr/bin/env bash
# Guessed: a 401 of Keystone is a document with `error` in it, and says that something was wrong.
# What happens: where a user has to prove more than one thing, the right password alone is 401 with no `error`: a receipt, in a header, and
#   required_auth_methods, which names what was proved already as well, in no fixed order. The right code alone is answered just so.
#   A wrong password is 401 with an `error`, and no receipt. And a HTTP method that isn't there is 405 with neither: {"message": ...}.
# Where: Keystone 22.0 (Zed), and just so 30.0 (2026.2): keystone/auth/core.py, keystone/server/flask/application.py.
# Why it matters: a client that prints the `error` of a 401 prints nothing here. It has to ask for what required_auth_methods has beyond
#   the receipt's own methods, and send both.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-keystone=2:22.0.2-0+deb12u6

IFS= read -r -d '' expected <<'END' || true
a wrong password: 401 ['error'], wants []
the password: 401 ['receipt', 'required_auth_methods'], wants [['password', 'totp']]
the code: 401 ['receipt', 'required_auth_methods'], wants [['password', 'totp']]
the code and the receipt: 201 ['token'], wants []
PATCH of tokens: 405 {'message': 'The method is not allowed for the requested URL.'}
END

python <<'END' | expect "$expected"
import base64
import hashlib
import hmac
import struct
import time

import keystone_app as keystone

KEY = b'12345678901234567890'


def passcode():
    digest = hmac.new(KEY, struct.pack('>Q', int(time.time() // 30)), hashlib.sha1).digest()
    at = digest[-1] & 15
    return '%06d' % ((struct.unpack('>I', digest[at:at + 4])[0] & 0x7fffffff) % 10 ** 6)


def says(title, identity, **headers):
    status, document, answer = keystone.call('POST', '/auth/tokens', {'auth': {'identity': identity}}, **headers)
    required = [sorted(rule) for rule in document.get('required_auth_methods', [])]
    print('%s: %s %s, wants %s' % (title, status, sorted(document), required))
    return answer.get('Openstack-Auth-Receipt')


_, _, token = keystone.sign_in()
_, document, _ = keystone.call('POST', '/users', {'user': {'name': 'bob', 'domain_id': 'default', 'password': 'bob-pass', 'options': {
    'multi_factor_auth_enabled': True, 'multi_factor_auth_rules': [['password', 'totp']]}}}, token)
bob = document['user']['id']
keystone.call('POST', '/credentials', {'credential': {
    'type': 'totp', 'user_id': bob, 'blob': base64.b32encode(KEY).decode()}}, token)

says('a wrong password', keystone.password('bob', 'no'))
receipt = says('the password', keystone.password('bob', 'bob-pass'))
code = {'methods': ['totp'], 'totp': {'user': {'id': bob, 'passcode': passcode()}}}
says('the code', code)
says('the code and the receipt', code, Openstack_Auth_Receipt=receipt)
print('PATCH of tokens:', *keystone.call('PATCH', '/auth/tokens', {}, token)[:2])
END
