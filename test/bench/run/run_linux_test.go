package main

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/novactl/novactl/test/novactl"
)

// TestMain lets the test's own program be the stub and novactl, as they are processes of a run.
func TestMain(m *testing.M) {
	if len(os.Args) == 3 && os.Args[1] == "-stub" {
		exitOn(serveStub(os.Args[2]))
		return
	}
	novactl.Main(m)
}

// Each row of the table still runs, on tiny clouds and without the peers: its commands exit with 0 and print what they have to. What they
// use is not looked at.
func TestTableRuns(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	o := options{binary: novactl.Script(t), rounds: 1, servers: 20, many: 40, batch: 3, latency: 1, busy: time.Millisecond}
	o.base = o.binary
	if err := run(t.Context(), &out, o); err != nil {
		t.Fatal(err)
	}
	for _, row := range (&bench{o: o}).rows() {
		if !strings.Contains(out.String(), "| "+row.name+" | novactl") {
			t.Errorf("the table lacks %s:\n%s", row.name, out.String())
		}
	}
	for _, line := range strings.Split(strings.TrimSpace(out.String()), "\n")[2:] {
		if columns := strings.Count(line, " | ") + 1; columns != 12 && !strings.HasPrefix(line, "|---") {
			t.Errorf("%d columns: %s", columns, line)
		}
	}
}
