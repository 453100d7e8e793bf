package cmd

import (
	"net/http"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// versionsAsked is a cloud that notes which microversions it is asked for.
type versionsAsked struct {
	numberedCloud
	lock  sync.Mutex
	asked []string
}

func (f *versionsAsked) RoundTrip(req *http.Request) (*http.Response, error) {
	if v, ok := strings.CutPrefix(req.Header.Get("Openstack-Api-Version"), "compute "); ok {
		f.lock.Lock()
		f.asked = append(f.asked, v)
		f.lock.Unlock()
	}
	return f.numberedCloud.RoundTrip(req)
}

// versionsOf are the microversions that a command asks for, each once.
func versionsOf(t *testing.T, line string, edit ...func(*output.Streams)) []string {
	t.Helper()
	f := &versionsAsked{numberedCloud: numberedCloud{denial: http.StatusNotFound, uuids: true}}
	streams, _, errs := output.Buffers("")
	for _, e := range edit {
		e(streams)
	}
	root := tree(&app.App{Streams: streams, Version: "test", Network: f, Environ: []string{
		"HOME=" + t.TempDir(), "OS_AUTH_URL=" + numberedKeystone, "OS_USERNAME=u", "OS_PASSWORD=p", "OS_PROJECT_NAME=t1",
	}})
	root.SetArgs(strings.Fields(line))
	// What becomes of it is no matter: this cloud knows little. But it must not stop at the words.
	if code := fail.Report(streams, root.ExecuteContext(t.Context()), func(_ error, hint string) string { return hint }); code == 2 {
		t.Errorf("%s: %s", line, errs)
	}
	slices.Sort(f.asked)
	return slices.Compact(f.asked)
}

// The page's table of microversions is what commands ask for, and names every version that any asks for.
func TestVersionsPage(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../docs/real-openstack.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := regexp.MustCompile("(?m)^\\| `([a-z][^`]*)` \\| 2\\.([0-9]+) \\|").FindAllStringSubmatch(string(page), -1)
	if len(rows) < 15 {
		t.Fatalf("docs/real-openstack.md has %d rows of commands with versions", len(rows))
	}
	written := map[int]bool{}
	for _, row := range rows {
		if got := versionsOf(t, row[1]); cmp.Diff([]string{"2." + row[2]}, got) != "" {
			t.Errorf("%s: the page says 2.%s, and it asks for %q", row[1], row[2], got)
		}
		minor, _ := strconv.Atoi(row[2])
		written[minor] = true
	}
	for _, line := range []string{"server list", "server show web", "server delete web --yes", "server migrate web", "flavor list", "keypair list", "image list"} {
		if got := versionsOf(t, line); got != nil {
			t.Errorf("%s asks for %q: it is to do with any", line, got)
		}
	}
	for _, minor := range versionsInSource(t) {
		if !written[minor] {
			t.Errorf("docs/real-openstack.md has no command that asks for 2.%d", minor)
		}
	}
}

// What a person looks at is asked for with all that newer versions tell; what a program reads is the base, unless it names a column.
func TestVersionsOfWhatIsRead(t *testing.T) {
	t.Parallel()
	terminal := func(s *output.Streams) { s.OutTTY = true }
	for _, c := range []struct {
		line     string
		terminal bool
		want     []string
	}{
		{"server show web", true, []string{"2.100"}},
		{"server show web", false, nil},
		{"server show web -o json", true, nil},
		{"server show web --jq .id", true, nil},
		{"server show web --columns name,locked", true, []string{"2.9"}},
		{"server list", true, nil},
		{"server list --columns name,tags,locked", false, []string{"2.26"}},
		{"server list --sort pinned-zone", false, []string{"2.96"}},
		{"server list --columns name,tags --compute-api-version 2.60", false, []string{"2.60"}},
		{"flavor list --columns name,description", false, []string{"2.55"}},
		{"server group list --columns name,rules", false, []string{"2.64"}},
	} {
		edit := func(*output.Streams) {}
		if c.terminal {
			edit = terminal
		}
		if diff := cmp.Diff(c.want, versionsOf(t, c.line, edit)); diff != "" {
			t.Errorf("%s, on a terminal: %v (-want +got):\n%s", c.line, c.terminal, diff)
		}
	}
}

// versionsInSource are the microversions that requests of commands name, as numbers or as constants. Those of columns are in the help of their lists.
func versionsInSource(t *testing.T) (minors []int) {
	t.Helper()
	named := regexp.MustCompile(`Since:? *=? ([0-9]+)|optionalHost\(([0-9]+)\)|"(?:diagnostics|topology)", ([0-9]+)\)|(?:tags?|uuids|quota|described|crashDump)From = ([0-9]+)|(?:Description|Hostname) += ([0-9]+)`)
	columns := regexp.MustCompile(`(?m)^.* Member: .*$`)
	for _, dir := range []string{"server", "server/parts", "server/moves", "admin", "flavor", "../pkg/client", "../pkg/client/internal/microversion"} {
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range entries {
			if !strings.HasSuffix(e.Name(), ".go") || strings.HasSuffix(e.Name(), "_test.go") {
				continue
			}
			text, err := os.ReadFile(dir + "/" + e.Name())
			if err != nil {
				t.Fatal(err)
			}
			requests := columns.ReplaceAllString(string(text), "")
			for _, m := range named.FindAllStringSubmatch(requests, -1) {
				for _, number := range m[1:] {
					if minor, err := strconv.Atoi(number); err == nil {
						minors = append(minors, minor)
					}
				}
			}
		}
	}
	return minors
}
