package test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/fail"
)

// TestAgentsPageHasKinds checks that the page for programs says of each kind of error what to do, under the right code.
func TestAgentsPageHasKinds(t *testing.T) {
	t.Parallel()
	page := read(t, "docs/agents.md")
	for _, row := range fail.ExitCodes() {
		ofSandboxRun := row.Kind == "no_command" || row.Kind == "not_executable"
		if row.Kind != "" && !ofSandboxRun && !strings.Contains(page, fmt.Sprintf("| `%s` | %d |", row.Kind, row.Code)) {
			t.Errorf("docs/agents.md has no row for %s, %d", row.Kind, row.Code)
		}
	}
}
