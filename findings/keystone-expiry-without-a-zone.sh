#!/usr/bin/env bash
# Guessed: Keystone prints times in one way, 2030-01-01T00:00:00.000000Z, and takes any time of ISO 8601.
# What happens: the expires_at of an application credential comes back without a Z, that of a token and of a trust with one. It takes the
#   time with or without a Z, and with microseconds, but no zone but that, and no date alone: 400 "Timestamp not in expected format".
# Where: Keystone 22.0 (Zed), and just so 30.0 (2026.2): keystone/common/utils.py parse_expiration_date, keystone/api/users.py.
# Why it matters: a client that reads a time without a zone as local time is hours wrong about when a credential ends; one that sends the
#   user's zone is refused.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-keystone=2:22.0.2-0+deb12u6

IFS= read -r -d '' expected <<'END' || true
a token: expires_at ends in Z
2030-01-01T00:00:00Z 201 2030-01-01T00:00:00.000000
2030-01-01T00:00:00 201 2030-01-01T00:00:00.000000
2030-01-01T00:00:00.5Z 201 2030-01-01T00:00:00.500000
2030-01-01T00:00:00+00:00 400 Timestamp not in expected format. 
2030-01-01T00:00Z 201 2030-01-01T00:00:00.000000
2030-01-01 400 Timestamp not in expected format. 
END

python <<'END' | expect "$expected"
import keystone_app as keystone

_, document, token = keystone.sign_in()
user = document['token']['user']['id']
print('a token: expires_at ends in', document['token']['expires_at'][-1])
for number, time in enumerate(('2030-01-01T00:00:00Z', '2030-01-01T00:00:00', '2030-01-01T00:00:00.5Z', '2030-01-01T00:00:00+00:00',
                               '2030-01-01T00:00Z', '2030-01-01')):
    status, document, _ = keystone.call('POST', '/users/%s/application_credentials' % user, {
        'application_credential': {'name': str(number), 'expires_at': time}}, token)
    print(time, status, document['application_credential']['expires_at'] if status == 201 else document['error']['message'][:34])
END
