#!/usr/bin/env bash
# Guessed: `PUT /servers/ID {"server": {"accessIPv4": ""}}` takes the access address away: a server without one shows "" there.
# What happens: 400, for "" as for null. An access address can be changed, but not removed: no microversion has a way. (A rebuild
#   takes no "" either.)
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2): nova/api/openstack/compute/schemas/servers.py, parameter_types.py.
# Why it matters: what a server document shows can't be sent back as it is, so a client that edits a document and PUTs it fails on
#   each server that never had an address.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
update '192.0.2.1' - taken
rebuild '192.0.2.1' - taken
update '' - Invalid input for field/attribute accessIPv4. Value: . '' is not a 'ipv4'
rebuild '' - Invalid input for field/attribute accessIPv4. Value: . '' is not a 'ipv4'
update None - Invalid input for field/attribute accessIPv4. Value: None. None is not of type 'string'
rebuild None - Invalid input for field/attribute accessIPv4. Value: None. None is not of type 'string'
update at 2.90 '' - Invalid input for field/attribute accessIPv4. Value: . '' is not a 'ipv4'
END

python <<'END' | expect "$expected"
from nova import exception
from nova.api.openstack.compute.schemas import servers
from nova.api.validation import validators


def takes(schema, body):
    try:
        validators._SchemaValidator(schema).validate(body)
    except exception.ValidationError as refusal:
        return str(refusal)
    return 'taken'


image = '5d52519e-1db1-4252-906e-809d48301158'
for value in ('192.0.2.1', '', None):
    print('update', repr(value), '-', takes(servers.update, {'server': {'accessIPv4': value}}))
    print('rebuild', repr(value), '-', takes(servers.rebuild, {'rebuild': {'imageRef': image, 'accessIPv4': value}}))
print('update at 2.90', repr(''), '-', takes(servers.update_v290, {'server': {'accessIPv4': ''}}))
END
