#!/usr/bin/env bash
# Guessed: a tag is a set's element: `PUT /projects/ID/tags/blue` for a tag that is there already is 201 or 204 again, as in Nova and Neutron.
# What happens: it is 400, and the words are those of a JSON schema about a list that the client never sent. Blanks around a tag are
#   cut away after that check: with them the same tag is 201 twice, and the project has it once.
# Where: Keystone 22.0 (Zed), and just so 30.0 (2026.2): keystone/api/projects.py ProjectTagResource.put.
# Why it matters: a PUT that is sent again because its answer was lost fails, and reads as if the tag were wrong. "Make sure that the tag is
#   there" has to look first, or to take this 400 for a yes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-keystone=2:22.0.2-0+deb12u6

IFS= read -r -d '' expected <<'END' || true
PUT blue     201
PUT blue     400 ['blue', 'blue'] has non-unique elements
PUT %20blue  201
PUT Blue     201
PUT Blue     400 ['Blue', 'blue', 'Blue'] has non-unique elements
tags: ['Blue', 'blue']
END

python <<'END' | expect "$expected"
import keystone_app as keystone

token = keystone.sign_in()[2]
path = '/projects/' + keystone.call('POST', '/projects', {'project': {'name': 'p', 'domain_id': 'default'}}, token)[1]['project']['id']
for tag in ('blue', 'blue', '%20blue', 'Blue', 'Blue'):
    status, document, _ = keystone.call('PUT', path + '/tags/' + tag, token=token)
    print('PUT %-8s %d' % (tag, status), *(document['error']['message'].splitlines()[:1] if document else []))
print('tags:', keystone.call('GET', path + '/tags', token=token)[1]['tags'])
END
