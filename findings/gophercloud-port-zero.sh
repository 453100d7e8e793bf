#!/usr/bin/env bash
# The guess: a rule for ICMP of type 0, the answers to a ping, is sent with "port_range_min": 0, as one of type 8 is with 8.
#
# What happens: the type of ICMP is PortRangeMin, its code PortRangeMax, both are plain ints with `omitempty`, and 0 is left out: the rule
# for echo replies is word for word the rule for all of ICMP, and "type 8, code 0" is type 8 with any code. No error says so. In
# UpdateOpts of ports and subnets, whose fields are pointers, an empty value is sent: only types that can tell 0 from nothing do.
#
# gophercloud v2.15.0, openstack/networking/v2/extensions/security/rules/requests.go (CreateOpts).
#
# Why care: a rule that lets more through than was asked for is seen by nobody. A client needs a way to say "not given" in each number
# that may be 0, and a test with 0.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/gophercloud/gophercloud/v2@v2.15.0

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"encoding/json"
	"fmt"

	"github.com/gophercloud/gophercloud/v2/openstack/networking/v2/extensions/security/rules"
	"github.com/gophercloud/gophercloud/v2/openstack/networking/v2/subnets"
)

func main() {
	for _, r := range [][2]int{{8, 4}, {8, 0}, {0, 0}} {
		opts := rules.CreateOpts{Direction: rules.DirIngress, EtherType: rules.EtherType4, SecGroupID: "g", Protocol: rules.ProtocolICMP, PortRangeMin: r[0], PortRangeMax: r[1]}
		show(fmt.Sprintf("type %d, code %d", r[0], r[1]))(opts.ToSecGroupRuleCreateMap())
	}
	show("all of ICMP")(rules.CreateOpts{Direction: rules.DirIngress, EtherType: rules.EtherType4, SecGroupID: "g", Protocol: rules.ProtocolICMP}.ToSecGroupRuleCreateMap())
	none := ""
	show("no gateway, no DNS")(subnets.UpdateOpts{GatewayIP: &none, DNSNameservers: &[]string{}}.ToSubnetUpdateMap())
}

func show(what string) func(map[string]any, error) {
	return func(body map[string]any, err error) {
		text, _ := json.Marshal(body)
		fmt.Printf("%s: %s %v\n", what, text, err)
	}
}
END
go_run | seen
expect <<'END'
type 8, code 4: {"security_group_rule":{"direction":"ingress","ethertype":"IPv4","port_range_max":4,"port_range_min":8,"protocol":"icmp","security_group_id":"g"}} <nil>
type 8, code 0: {"security_group_rule":{"direction":"ingress","ethertype":"IPv4","port_range_min":8,"protocol":"icmp","security_group_id":"g"}} <nil>
type 0, code 0: {"security_group_rule":{"direction":"ingress","ethertype":"IPv4","protocol":"icmp","security_group_id":"g"}} <nil>
all of ICMP: {"security_group_rule":{"direction":"ingress","ethertype":"IPv4","protocol":"icmp","security_group_id":"g"}} <nil>
no gateway, no DNS: {"subnet":{"dns_nameservers":[],"gateway_ip":null}} <nil>
END
