#!/usr/bin/env bash
# Guessed: a filter with a comparison that doesn't exist, `name__regex=x`, is refused, or finds nothing.
# What happens: it is left out, and everybody is listed, with 200. So is any filter that Keystone doesn't know. What it knows of are
#   contains, startswith, endswith, the same with an i before it, and equals.
# Where: Keystone 22.0 (Zed), and just so 30.0 (2026.2): keystone/server/flask/common.py build_driver_hints.
# Why it matters: a client that looks for one user and takes the first of the list gets somebody else. It must look at the name of what
#   it was given.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-keystone=2:22.0.2-0+deb12u6

IFS= read -r -d '' expected <<'END' || true
name=bob 200 ['bob']
name__contains=o 200 ['bob']
name__startswith=b 200 ['bob']
name__icontains=O 200 ['bob']
name__regex=zzz 200 ['admin', 'alice', 'bob']
name__like=zzz 200 ['admin', 'alice', 'bob']
nmae=zzz 200 ['admin', 'alice', 'bob']
END

python <<'END' | expect "$expected"
import keystone_app as keystone

_, _, token = keystone.sign_in()
for name in ('alice', 'bob'):
    keystone.call('POST', '/users', {'user': {'name': name, 'domain_id': 'default'}}, token)
for query in ('name=bob', 'name__contains=o', 'name__startswith=b', 'name__icontains=O', 'name__regex=zzz', 'name__like=zzz', 'nmae=zzz'):
    status, document, _ = keystone.call('GET', '/users?' + query, token=token)
    print(query, status, sorted(u['name'] for u in document['users']))
END
