#!/usr/bin/env bash
# The guess: netaddr's IPAddress and IPNetwork read an address in the same way, a network without a length being one
# address.
#
# What happens: 010.0.0.1 is 8.0.0.1 for the one, which reads octal, and 10.0.0.1/32 for the other. 10.1 is 10.0.0.1
# and 10.1.0.0/32, and 10 is 0.0.0.10 and 10.0.0.0/32. None of it is an error, and `address in network` is False for
# the same text.
#
# netaddr 0.8.0 (Debian 12): netaddr/ip/__init__.py, parse_ip_network, expands the text with its own
# expand_partial_address (netaddr/strategy/ipv4.py) first, where IPAddress calls inet_aton.
#
# Why care: OpenStack's clients and services use it on what users type, as fixed addresses and in filters. An address
# with a zero in front, from a spreadsheet, is another host's. A CLI should refuse both forms, as Go's netip does.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
debian python3-netaddr=0.8.0-2

python - <<'END' | seen
import netaddr
for text in ("10.0.0.1", "010.0.0.1", "192.168.010.9", "10.1", "10"):
    address, network = netaddr.IPAddress(text), netaddr.IPNetwork(text)
    print(f"{text}: IPAddress {address}, IPNetwork {network}, the one in the other: {address in network}")
END
expect <<'END'
10.0.0.1: IPAddress 10.0.0.1, IPNetwork 10.0.0.1/32, the one in the other: True
010.0.0.1: IPAddress 8.0.0.1, IPNetwork 10.0.0.1/32, the one in the other: False
192.168.010.9: IPAddress 192.168.8.9, IPNetwork 192.168.10.9/32, the one in the other: False
10.1: IPAddress 10.0.0.1, IPNetwork 10.1.0.0/32, the one in the other: False
10: IPAddress 0.0.0.10, IPNetwork 10.0.0.0/32, the one in the other: False
END
