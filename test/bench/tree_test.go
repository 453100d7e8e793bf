package bench

import (
	"testing"

	"github.com/novactl/novactl/cmd"
)

// BenchmarkTree makes the command tree, which every start of the program does before anything else. Its allocations are what to
// watch: they don't vary with the machine.
func BenchmarkTree(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		cmd.Root()
	}
}
