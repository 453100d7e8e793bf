#!/usr/bin/env bash
# Guessed: the access rules of an application credential are a part of it, and go away with it.
# What happens: they are the user's own. While a credential has a rule, to delete the rule is 403; when the credential is deleted, the rule
#   stays. A new credential with the same path, method and service gets the old rule's id.
# Where: Keystone 22.0 (Zed), and just so 30.0 (2026.2): keystone/application_credential/backends/sql.py.
# Why it matters: a program that makes a credential for each job leaves a row behind for each new path (with an id of a server in it, say),
#   which `application credential list` doesn't show. Who cleans up has to delete the credential first and its rules after it, and must
#   not mind a 403 from a rule that another credential shares.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-keystone=2:22.0.2-0+deb12u6

IFS= read -r -d '' expected <<'END' || true
delete the rule: 403 May not delete access rule in use
delete the credential: 204
rules left: ['GET /v2.1/servers']
the same rule in a new credential has the same id: True
END

python <<'END' | expect "$expected"
import keystone_app as keystone

_, document, token = keystone.sign_in()
user = '/users/' + document['token']['user']['id']
rule = {'path': '/v2.1/servers', 'method': 'GET', 'service': 'compute'}


def make(name):
    body = {'application_credential': {'name': name, 'access_rules': [rule]}}
    made = keystone.call('POST', user + '/application_credentials', body, token)[1]['application_credential']
    return '/application_credentials/' + made['id'], '/access_rules/' + made['access_rules'][0]['id']


credential, kept = make('job-1')
status, document, _ = keystone.call('DELETE', user + kept, token=token)
print('delete the rule:', status, document['error']['message'])
print('delete the credential:', keystone.call('DELETE', user + credential, token=token)[0])
left = keystone.call('GET', user + '/access_rules', token=token)[1]['access_rules']
print('rules left:', ['%(method)s %(path)s' % r for r in left])
print('the same rule in a new credential has the same id:', make('job-2')[1] == kept)
END
