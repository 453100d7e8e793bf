#!/usr/bin/env bash
# Guessed: `PUT /v2.0/floatingips/ID {"floatingip": {}}` changes nothing, as an empty update of a network does.
# What happens: it takes the floating IP from its port. With any other member in the body, a description for instance, the port stays:
#   only a body without members says the same as {"port_id": null}.
# Where: Neutron 21.0 (Zed), and just so 29.0 (2026.2), where it was seen over the API too: neutron/db/l3_db.py
#   _check_and_get_fip_assoc.
# Why it matters: a client whose update has nothing to say (no flag was given) cuts a server off from the network. It must not send it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-neutron=2:21.0.0-7+deb12u1

IFS= read -r -d '' expected <<'END' || true
{'description': 'x'}: port port, address 10.0.0.5
{'port_id': None}: port None, address None
{}: port None, address None
END

python <<'END' | expect "$expected"
import types

from neutron.db import l3_db

router = object.__new__(l3_db.L3_NAT_dbonly_mixin)
router._get_assoc_data = lambda context, fip, current: (fip['port_id'], '10.0.0.5', 'router')
for body in ({'description': 'x'}, {'port_id': None}, {}):
    current = types.SimpleNamespace(id='fip', fixed_port_id='port', router_id='router', floating_network_id='public')
    port, address, _ = router._check_and_get_fip_assoc(None, dict(body), current)
    print('%s: port %s, address %s' % (body, port, address))
END
