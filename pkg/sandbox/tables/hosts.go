package tables

import "fmt"

// Zone is the availability zone that every region has.
const Zone = "nova"

// Hosts are the hosts of a region, as an administrator sees them.
//
//go:noinline
func Hosts() []string { return []string{"compute-1", "compute-2"} }

// HostAddress is the address of the i-th host: one for documentation (RFC 5737), so that it leads nowhere.
func HostAddress(i int) string { return fmt.Sprintf("192.0.2.%d", i+11) }

// MAC is the address of a network card, which follows from what it is of.
func MAC(of string) string {
	id := DerivedID(of)
	return fmt.Sprintf("fa:16:3e:%s:%s:%s", id[:2], id[2:4], id[4:6])
}

// DefaultGroup is the id of the security group that every tenant has.
func DefaultGroup(tenant string) string { return GroupID(tenant, "default") }

// GroupID is the id of a security group that servers have by a name alone.
func GroupID(tenant, name string) string { return DerivedID("group/" + tenant + name) }
