package network

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
)

// securityGroups are sets of rules about what may reach servers.
func securityGroups() *resource.Type {
	return typeAt("security-group", "/security-groups", "security_group", []resource.Column{
		{Name: "ID", Member: "id", Help: "the group's id"},
		{Name: "Name", Member: "name", Help: "its name"},
		{Name: "Description", Member: "description", Help: "what its owner says of it"},
		{Name: "Shared", Member: "shared", In: resource.Wide, Help: "whether other projects have it"},
		{Name: "Stateful", Member: "stateful", In: resource.Detail, Help: "whether answers to what was let through pass"},
		{Name: "Rules", Member: "security_group_rules.id", In: resource.Detail, Help: "ids of its rules: see security-group-rule list --group"},
	})
}

// SecurityGroupFinder finds security groups.
func SecurityGroupFinder() *ref.Finder { return securityGroups().Finder() }

// SecurityGroup is the noun with its verbs.
func SecurityGroup(a *app.App) *cobra.Command {
	t := securityGroups()
	in := inProject
	in.Usage += "; Neutron makes the group default of a project that has none yet, and of one that isn't there"
	return verb.Group("security-group", "Work on security groups",
		t.List(a, resource.List{Short: "List security groups", Example: "  novactl security-group list", Filters: []resource.Field{nameFilter, in}}),
		t.Show(a, "Show a security group in detail", "  novactl security-group show default"),
		t.Create(a, resource.Create{
			Operand: "NAME", Short: "Create a security group",
			Long: "Create a security group. Its rules let everything out and nothing in: see security-group-rule create.",
			Example: `  novactl security-group create http
  novactl security-group-rule create http --protocol tcp --port 80`,
			Fields: []resource.Field{
				description, ofProject,
				{Flag: "stateless", Member: "stateful", Kind: resource.No, Usage: "let answers pass by rules alone"},
			},
		}),
		t.Act(a, resource.Act{Verb: "set", Short: "Change security groups", Example: "  novactl security-group set http --name web", Fields: []resource.Field{name, description}}),
		t.Delete(a, "Delete security groups", "the rules", "  novactl security-group delete http --yes"))
}

// rules are what security groups let through.
func rules() *resource.Type {
	t := typeAt("security-group-rule", "/security-group-rules", "security_group_rule", []resource.Column{
		{Name: "ID", Member: "id", Help: "the rule's id"},
		{Name: "Group", Member: "security_group_id", Help: "id of its group"},
		{Name: "Direction", Member: "direction", Help: "ingress: into servers; egress: out of them"},
		{Name: "Protocol", Member: "protocol", Help: "tcp, udp, icmp, ...; empty: all"},
		{Name: "From Port", Member: "port_range_min", In: resource.Numbers, Help: "the lowest port, or the type of ICMP"},
		{Name: "To Port", Member: "port_range_max", In: resource.Numbers, Help: "the highest port, or the code of ICMP"},
		{Name: "Remote", Member: "remote_ip_prefix|remote_group_id|remote_address_group_id", Help: "whom it lets through: addresses or a group; empty: everybody"},
		{Name: "Ether Type", Member: "ethertype", In: resource.Wide, Help: "IPv4 or IPv6"},
	})
	t.Filter, t.Name = "", "id" // rules have no names
	return t
}

// protocols are those that rules are about most.
var protocols = []string{"tcp", "udp", "icmp", "ipv6-icmp"}

// SecurityGroupRule is the noun with its verbs.
func SecurityGroupRule(a *app.App) *cobra.Command {
	t, groups := rules(), securityGroups().Finder()
	return verb.Group("security-group-rule", "Work on the rules of security groups",
		t.List(a, resource.List{
			Short: "List the rules of security groups", Example: "  novactl security-group-rule list --group http",
			Filters: []resource.Field{
				{Flag: "group", Member: "security_group_id", Of: groups, Usage: "only rules of this `group`"},
				{Flag: "direction", Member: "direction", Words: []string{"ingress", "egress"}, Usage: "only rules of this `direction`: ingress or egress"},
				{Flag: "protocol", Member: "protocol", Words: protocols, Usage: "only rules for this `protocol`"},
				inProject,
			},
		}),
		t.Show(a, "Show a rule in detail", "  novactl security-group-rule show RULE"),
		t.Create(a, resource.Create{
			Operand: "GROUP", Member: "security_group_id", Of: groups, Short: "Add a rule to a security group",
			Long: "Add a rule, which lets something through that no other rule does. It is about what comes in, unless --egress is given.",
			Example: `  novactl security-group-rule create http --protocol tcp --port 80
  novactl security-group-rule create ssh --protocol tcp --port 22 --remote-ip 192.0.2.0/24
  novactl security-group-rule create ping --protocol icmp`,
			Fields: []resource.Field{
				{Flag: "protocol", Member: "protocol", Words: protocols, Usage: "the `protocol`: tcp, udp, icmp, or a number (default: all)"},
				{Flag: "port", Member: "port", Usage: "a port or a `range`: 80 or 8000:8080; of icmp its type and code, 8:0"},
				{Flag: "remote-ip", Member: "remote_ip_prefix", Usage: "the `addresses` to let through: 192.0.2.0/24 (default: all)"},
				{Flag: "remote-group", Member: "remote_group_id", Of: groups, Usage: "let the servers of this `group` through"},
				{Flag: "egress", Member: "egress", Kind: resource.Yes, Usage: "it is about what goes out"},
				{Flag: "ipv6", Member: "ipv6", Kind: resource.Yes, Usage: "it is about IPv6 (default: IPv4, unless --remote-ip says)"},
				description, ofProject,
			},
			Check: completeRule,
		}),
		t.Delete(a, "Delete rules of security groups", "what is let through", "  novactl security-group-rule delete RULE --yes"))
}

// completeRule makes the members of the API of those of the command line.
func completeRule(members map[string]any) error {
	pop := func(name string) (value any, given bool) {
		value, given = members[name]
		delete(members, name)
		return value, given
	}
	members["direction"], members["ethertype"] = "ingress", "IPv4"
	if _, out := pop("egress"); out {
		members["direction"] = "egress"
	}
	remote, _ := members["remote_ip_prefix"].(string)
	if _, v6 := pop("ipv6"); v6 || strings.Contains(remote, ":") {
		members["ethertype"] = "IPv6"
	}
	port, given := pop("port")
	if !given {
		return nil
	}
	if members["protocol"] == nil {
		return fail.Usagef("--port: which protocol it is of is missing: add --protocol tcp, say")
	}
	from, to, isRange := strings.Cut(port.(string), ":")
	if !isRange {
		to = from
	}
	for name, text := range map[string]string{"port_range_min": from, "port_range_max": to} {
		n, err := strconv.Atoi(text)
		if err != nil || n < 0 || n > 65535 {
			return fail.Usagef("--port %s: it must be a port such as 80, or two such as 8000:8080", port)
		}
		members[name] = n
	}
	return nil
}
