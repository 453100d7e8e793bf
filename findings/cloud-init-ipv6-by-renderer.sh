#!/usr/bin/env bash
# The guess: what a server's network_data.json says of IPv6 comes to the same on every system, whichever tool cloud-init writes the
# configuration for: netplan, ifupdown, systemd-networkd.
#
# What happens: it goes by the type. What Nova calls ipv6_dhcpv6-stateful is DHCPv6 for netplan and ifupdown, and `DHCP=no` for networkd,
# where the server gets no address; the old word ipv6_dhcp, which Nova doesn't write where Neutron says the mode, turns it on there.
# ipv6_slaac, a network without DHCPv6, is `dhcp6: true` for netplan and `auto` for ifupdown. And the resolvers in the document's own
# `services` reach ifupdown and networkd, but not netplan, unless the address is a fixed one.
#
# cloud-init 22.4.2 (Debian 12): cloudinit/net/network_state.py, and the renderers beside it: netplan.py, eni.py, networkd.py.
#
# Why care: one image works on a network and its successor, whose image renders for networkd, comes up without an address; the cloud shows
# the same address for both. The document that a cloud serves doesn't say what the server makes of it.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
cloud_init

python - <<'END' | seen
import re

from cloudinit.net import eni, netplan, network_state, networkd
from cloudinit.sources.helpers import openstack

MAC = "fa:16:3e:00:00:01"
for kind in "ipv6_slaac", "ipv6_dhcpv6-stateless", "ipv6_dhcpv6-stateful", "ipv6_dhcp", "ipv6":
    data = {"links": [{"id": "tap1", "type": "ovs", "mtu": 1450, "ethernet_mac_address": MAC}],
            "networks": [{"id": "network0", "type": kind, "link": "tap1", "ip_address": "2001:db8::5",
                          "netmask": "ffff:ffff:ffff:ffff::", "routes": [], "network_id": "net"}],
            "services": [{"type": "dns", "address": "2001:db8::53"}]}
    state = network_state.parse_net_config_data(openstack.convert_net_json(data, known_macs={MAC: "ens3"}))
    print(kind)
    def show(renderer, text, wanted):
        print("  %-9s" % renderer, "; ".join(" ".join(line.split()) for line in re.findall(wanted, text, re.M)))
    show("netplan", netplan.Renderer({})._render_content(state), r"accept-ra.*|dhcp6.*|- 2001.*")
    show("ifupdown", eni.Renderer()._render_interfaces(state), r"iface ens3.*|address .*|dns-n.*")
    show("networkd", networkd.Renderer({})._render_content(state)["ens3"], r"^(?:DHCP|Address|DNS)=.*")
END
expect <<'END'
ipv6_slaac
  netplan   dhcp6: true
  ifupdown  dns-nameservers 2001:db8::53; iface ens3 inet6 auto
  networkd  DHCP=no; DNS=2001:db8::53
ipv6_dhcpv6-stateless
  netplan   dhcp6: true
  ifupdown  dns-nameservers 2001:db8::53; iface ens3 inet6 auto
  networkd  DHCP=no; DNS=2001:db8::53
ipv6_dhcpv6-stateful
  netplan   accept-ra: true; dhcp6: true
  ifupdown  dns-nameservers 2001:db8::53; iface ens3 inet6 dhcp
  networkd  DHCP=no; DNS=2001:db8::53
ipv6_dhcp
  netplan   accept-ra: true; dhcp6: true
  ifupdown  dns-nameservers 2001:db8::53; iface ens3 inet6 dhcp
  networkd  DHCP=ipv6; DNS=2001:db8::53
ipv6
  netplan   accept-ra: false; - 2001:db8::5/64; - 2001:db8::53
  ifupdown  dns-nameservers 2001:db8::53; iface ens3 inet6 static; address 2001:db8::5/64
  networkd  Address=2001:db8::5/64; DHCP=no; DNS=2001:db8::53
END
