#!/usr/bin/env bash
# Guessed: a subnet's gateway must be an address of the subnet, so a slip of a digit (10.93.0.1 for 10.92.0.0/24) is 400.
# What happens: it is taken: a gateway outside of the subnet is allowed, one inside that can't be (the first and the last address) is
#   not. And as the gateway isn't among the subnet's addresses, .1 is free then: a server may get the address that everybody takes for the gateway's.
#   So it is with `gateway_ip: null`.
# Where: Neutron 21.0 (Zed), and just so 29.0 (2026.2), where such a subnet was made: neutron/ipam/utils.py
#   check_gateway_invalid_in_subnet, generate_pools.
# Why it matters: the slip shows when servers don't reach anything. A client that takes both values from a person can say that the gateway is
#   outside; and nobody should add --gateway later and count on .1.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-neutron=2:21.0.0-7+deb12u1

IFS= read -r -d '' expected <<'END' || true
10.92.0.0/24 gateway 10.92.0.1: valid, servers get 10.92.0.2 - 10.92.0.254
10.92.0.0/24 gateway 10.93.0.1: valid, servers get 10.92.0.1 - 10.92.0.254
10.92.0.0/24 gateway None: valid, servers get 10.92.0.1 - 10.92.0.254
10.92.0.0/24 gateway 10.92.0.0: not valid
10.92.0.0/24 gateway 10.92.0.255: not valid
2001:db8::/64 gateway 2001:db9::1: valid, servers get 2001:db8::1 - 2001:db8::ffff:ffff:ffff:ffff
END

python <<'END' | expect "$expected"
import netaddr

from neutron.ipam import utils

for cidr, gateway in (('10.92.0.0/24', '10.92.0.1'), ('10.92.0.0/24', '10.93.0.1'), ('10.92.0.0/24', None), ('10.92.0.0/24', '10.92.0.0'),
                      ('10.92.0.0/24', '10.92.0.255'), ('2001:db8::/64', '2001:db9::1')):
    if gateway and utils.check_gateway_invalid_in_subnet(cidr, gateway):
        print('%s gateway %s: not valid' % (cidr, gateway))
        continue
    pools = utils.generate_pools(cidr, gateway)
    print('%s gateway %s: valid, servers get %s' % (cidr, gateway, ', '.join('%s - %s' % (netaddr.IPAddress(p.first), netaddr.IPAddress(p.last)) for p in pools)))
END
