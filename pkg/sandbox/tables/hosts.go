package tables

import "fmt"

// Zone is the availability zone that every region has.
const Zone = "nova"

// Hosts are the hosts of a region, as an administrator sees them.
func Hosts() []string { return []string{"compute-1", "compute-2"} }

// MAC is the address of a network card, which follows from what it is of.
func MAC(of string) string {
	id := DerivedID(of)
	return fmt.Sprintf("fa:16:3e:%s:%s:%s", id[:2], id[2:4], id[4:6])
}
