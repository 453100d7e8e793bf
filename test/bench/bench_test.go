// Package bench measures novactl as its users feel it: whole processes, start-up and all. Compare two runs with benchstat; a
// single absolute time says nothing on a shared machine.
package bench

import (
	"context"
	"fmt"
	"testing"

	"github.com/novactl/novactl/test/novactl"
)

func TestMain(m *testing.M) { novactl.Main(m) }

// BenchmarkProcess starts a process for each command: version needs nothing but to start, a list signs in with the kept token and
// asks once.
func BenchmarkProcess(b *testing.B) {
	home := novactl.NewHome(b)
	run(b, home, "--cloud", "sandbox", "server", "create", "web", "--count", "20", "--wait",
		"--image", "80fbcb55-b206-41f9-9bc2-2dd7aac6c061", "--flavor", "2", "-o", "id")
	for _, args := range [][]string{
		{"version"},
		{"--cloud", "sandbox", "server", "list"},
		{"--cloud", "sandbox", "server", "list", "-o", "json"},
		{"--cloud", "sandbox", "server", "list", "--wire", "xml"},
		{"--cloud", "sandbox", "server", "show", "web-7"},
	} {
		b.Run(fmt.Sprint(args), func(b *testing.B) {
			for b.Loop() {
				run(b, home, args...)
			}
		})
	}
}

func run(b *testing.B, home *novactl.Home, args ...string) {
	b.Helper()
	if out, err := home.Command(context.Background(), args...).CombinedOutput(); err != nil {
		b.Fatalf("%q: %v: %s", args, err, out)
	}
}
