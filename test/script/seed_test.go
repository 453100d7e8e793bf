package script

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/sandbox/seed"
)

// TestSeedExample runs the example of a cloud of one's own in docs/sandbox.md, and wants of it what the page says.
func TestSeedExample(t *testing.T) {
	t.Parallel()
	const page, heading = "docs/sandbox.md", "A cloud of your own"
	script := "cat >cloud.yaml <<'END OF THE SEED'\n" + blockOf(t, page, heading, "yaml") + "END OF THE SEED\n" +
		"export NOVACTL_SANDBOX_SPEED=1000 NOVACTL_POLL_INTERVAL=10ms\n" + blockOf(t, page, heading, "sh") +
		"novactl server show db --jq '\"db \" + .flavor.id'\nnovactl server list --jq 'map(.name)|sort|join(\" \")'\n" +
		"novactl --region ORD sandbox status --jq '.servers|map(.tenant)|join(\" \")'\n"
	out := runBash(t, script)
	for _, want := range []string{`(?m)^3$`, `(?m)^\| \S+ \| web-3 +\| ACTIVE`, `(?m)^db 3$`, `(?m)^broken db web-2 web-3$`, `(?m)^010101 030303$`} {
		if !regexp.MustCompile(want).MatchString(out) {
			t.Errorf("%s isn't in what the example prints:\n%s", want, out)
		}
	}
}

// TestSeedStatusesDocumented wants every status that a seeded server can have in docs/sandbox.md.
func TestSeedStatusesDocumented(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join(repository, "docs/sandbox.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, list, _ := strings.Cut(string(page), "Its status is ")
	list, _, _ = strings.Cut(list, ". ")
	got := regexp.MustCompile(`[A-Z_]+`).FindAllString(list, -1)
	if want := seed.Statuses(); !slices.Equal(got, want) {
		t.Errorf("the page has %v, the sandbox %v", got, want)
	}
}
