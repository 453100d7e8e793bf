#!/usr/bin/env bash
# Guessed: network_data.json, which a server configures its network by, has what `GET /servers/ID` has under addresses: of a port with two
#   fixed addresses, or with addresses of two subnets, both.
# What happens: of each port it has the first IPv4 subnet's first address, and the first IPv6 subnet's. The others are in the API, in the
#   security groups, in ARP's allowed addresses, and on the server nowhere. Where the subnet has DHCP the document says so alone: the
#   address, the routes and the MTU are left out, and MTU is null.
# Where: Nova 26.2 (Zed), and just so 34.0 (2026.2): nova/virt/netutils.py get_network_metadata.
# Why it matters: `--nic port=` of a port with two addresses, or a second one that was added, gives a server that doesn't answer on it,
#   and every command shows the address as the server's. It has to be configured on the server by hand; two ports work by themselves.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=/dev/null # lib/debian.sh
. "$here/lib/debian.sh"

unpack python3-nova=2:26.2.2-1~deb12u5

IFS= read -r -d '' expected <<'END' || true
two addresses of a subnet
  Nova knows  ['10.0.0.5', '10.0.0.6']
  server gets [('ipv4', '10.0.0.5')] mtu 1450
two subnets
  Nova knows  ['10.0.0.5', '10.9.0.7']
  server gets [('ipv4', '10.0.0.5')] mtu 1450
IPv4 and IPv6
  Nova knows  ['10.0.0.5', '2001:db8::5']
  server gets [('ipv4', '10.0.0.5'), ('ipv6', '2001:db8::5')] mtu 1450
DHCP
  Nova knows  ['10.0.0.5', '10.0.0.6']
  server gets [('ipv4_dhcp', None)] mtu None
END

python <<'END' | expect "$expected"
from nova.network import model
from nova.virt import netutils


def subnet(cidr, *addresses, dhcp=None):
    return model.Subnet(cidr=cidr, version=6 if ':' in cidr else 4, dns=[], routes=[], gateway=model.IP(address=addresses[0]), dhcp_server=dhcp,
                        ips=[model.FixedIP(address=address) for address in addresses[1:]])


def show(what, *subnets):
    network = model.Network(id='net', label='private', subnets=list(subnets), mtu=1450)
    port = model.VIF(id='port', address='fa:16:3e:00:00:01', network=network, type='ovs', devname='tap1')
    data = netutils.get_network_metadata(model.NetworkInfo([port]))
    print(what)
    print('  Nova knows ', [ip['address'] for ip in port.fixed_ips()])
    print('  server gets', [(n['type'], n.get('ip_address')) for n in data['networks']], 'mtu', data['links'][0]['mtu'])


show('two addresses of a subnet', subnet('10.0.0.0/24', '10.0.0.1', '10.0.0.5', '10.0.0.6'))
show('two subnets', subnet('10.0.0.0/24', '10.0.0.1', '10.0.0.5'), subnet('10.9.0.0/24', '10.9.0.1', '10.9.0.7'))
show('IPv4 and IPv6', subnet('10.0.0.0/24', '10.0.0.1', '10.0.0.5'), subnet('2001:db8::/64', '2001:db8::1', '2001:db8::5'))
show('DHCP', subnet('10.0.0.0/24', '10.0.0.1', '10.0.0.5', '10.0.0.6', dhcp='10.0.0.2'))
END
