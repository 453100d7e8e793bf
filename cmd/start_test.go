package cmd_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// What a package makes before main begins, every command pays for, `novactl version` and each TAB too: nothing of it is big. Releases of
// tablewriter from 1.1.2 on make a cache of 650 KB, which was a quarter of the page faults of a start.
func TestNoPackageTakesMuchAtTheStart(t *testing.T) {
	t.Parallel()
	const limit = 256 << 10
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	start := exec.CommandContext(t.Context(), self, "-test.run=^$")
	start.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	var trace bytes.Buffer
	start.Stderr = &trace
	if err := start.Run(); err != nil {
		t.Fatal(err)
	}
	packages := 0
	for lines := bufio.NewScanner(&trace); lines.Scan(); {
		var name, at, clock string
		var made int
		line := strings.NewReplacer(" ms clock", "", " ms", "", ",", "").Replace(lines.Text())
		if _, err := fmt.Sscanf(line, "init %s %s %s %d bytes", &name, &at, &clock, &made); err != nil {
			continue
		}
		packages++
		if made > limit {
			t.Errorf("%s makes %d bytes before main begins, of %d at most", name, made, limit)
		}
	}
	if packages < 50 {
		t.Errorf("only %d packages were traced:\n%s", packages, trace.String())
	}
}
