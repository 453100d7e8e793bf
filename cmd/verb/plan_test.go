package verb_test

import (
	"slices"
	"strings"
	"testing"
)

// On a terminal a deletion shows what will go, and more than a few want their number typed. Elsewhere nothing is asked.
func TestPlanAsks(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, typed, line string
		n                 int
		says              string
		gone, code        int
	}{
		{name: "one", typed: "y\n", line: "server delete", n: 1, says: "| web-1 |", gone: 1},
		{name: "five", typed: "y\n", line: "server delete", n: 5, says: "delete 5 servers, and lose its disk? [y/N]", gone: 5},
		{name: "six", typed: "6\n", line: "server delete", n: 6, says: "To delete 6 servers, and lose its disk, type 6:", gone: 6},
		{name: "a yes for six", typed: "y\n", line: "server delete", n: 6, says: "nothing was changed", code: 1},
		{name: "another number", typed: "5\n", line: "server delete", n: 6, says: "nothing was changed", code: 1},
		{name: "no answer", typed: "\n", line: "server delete", n: 6, says: "nothing was changed", code: 1},
		{name: "--yes", typed: "\n", line: "server delete --yes", n: 6, says: "6 servers are being deleted", gone: 6},
		{name: "reboot of many", typed: "y\n", line: "server reboot -o id", n: 6, says: "reboot 6 servers? [y/N]", gone: 6},
		{name: "no reboot of many", typed: "n\n", line: "server reboot", n: 6, says: "| web-6 |", code: 1},
		{name: "reboot of a few", typed: "n\n", line: "server reboot -o id", n: 5, gone: 5},
		{name: "--dry-run", typed: "n\n", line: "server delete --dry-run", n: 6, says: "| web-6 |"},
		{name: "--dry-run off a terminal", line: "server delete --dry-run", n: 6, says: "| web-6 |"},
		{name: "no terminal", line: "server delete", n: 6, says: "delete 6 servers, and lose its disk?", code: 2},
		{name: "reboot of many, no terminal", line: "server reboot -o id", n: 6, gone: 6},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := fleet(8)
			f.latency = 0
			got := f.run(t, test.typed, named(test.line, test.n)...)
			if got.code != test.code || len(f.requests) != test.gone || !strings.Contains(got.err, test.says) {
				t.Errorf("exit code %d, %d changes, stderr:\n%s", got.code, len(f.requests), got.err)
			}
			if strings.Count(got.err, "web-3 ") > 1 {
				t.Errorf("it is said twice:\n%s", got.err)
			}
		})
	}
}

// What its metadata protects stays, whatever it is named by and wherever it is asked for, unless it is forced.
func TestProtected(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, typed, line string
		gone, code        int
	}{
		{name: "by name", line: "server delete web-1 --yes", code: 5},
		{name: "by id", line: "server delete " + fleetID(1) + " --yes", code: 5},
		{name: "among others", line: "server delete web-2 web-1 --yes", gone: 1, code: 5},
		{name: "among many, by id", line: "server delete --yes " + strings.Join([]string{fleetID(1), fleetID(2), fleetID(3), fleetID(4), fleetID(5)}, " "), gone: 4, code: 5},
		{name: "on a terminal", typed: "y\n", line: "server delete web-2 web-1", gone: 1, code: 5},
		{name: "alone on a terminal", typed: "y\n", line: "server delete web-1", code: 5},
		{name: "forced", line: "server delete web-1 --yes --force", gone: 1},
		{name: "what destroys nothing", line: "server reboot web-1 -o id", gone: 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			f := fleet(8)
			f.latency = 0
			f.servers[0].Metadata = map[string]string{"novactl:protect": "true"}
			got := f.run(t, test.typed, strings.Fields(test.line)...)
			if got.code != test.code || len(f.requests) != test.gone {
				t.Errorf("exit code %d, %d changes: %s", got.code, len(f.requests), got.err)
			}
			if test.code == 5 && (!strings.Contains(got.err, "protected by its metadata") || !strings.Contains(got.err, "--force")) {
				t.Errorf("stderr: %s", got.err)
			}
			protected := slices.Contains(f.requests, "DELETE /servers/"+fleetID(1))
			if protected != strings.Contains(test.line, "--force") {
				t.Errorf("deleted: %v", protected)
			}
		})
	}
}

// A cloud that ignores what it is asked for doesn't get more servers deleted than fit.
func TestFilterIsHeldAgainstTheCloud(t *testing.T) {
	t.Parallel()
	for line, want := range map[string][]string{
		"server delete --filter status=ERROR --yes":           {"DELETE /servers/" + fleetID(2)},
		"server delete --all --filter status=error --yes":     {"DELETE /servers/" + fleetID(2)},
		"server delete web-[12] --filter status!=ERROR --yes": {"DELETE /servers/" + fleetID(1)},
		"server delete web-1 web-3 --filter name=*3 --yes":    {"DELETE /servers/" + fleetID(3)},
		"server delete --filter age>1s --yes":                 nil, // none says how old it is
		"server delete --filter status=BUILD --yes":           nil,
	} {
		f := fleet(4)
		f.latency = 0
		f.servers[1].Status = "ERROR"
		got := f.run(t, "", strings.Fields(line)...)
		slices.Sort(f.requests)
		if !slices.Equal(f.requests, want) || got.code != 0 {
			t.Errorf("%s: exit code %d, sent %q: %s", line, got.code, f.requests, got.err)
		}
	}
}
