package journal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var reboot = Command{What: "reboot server", Arguments: "a1", Endpoint: "https://cloud", Run: "r1"}

func open(t *testing.T, path string) *Journal {
	t.Helper()
	j, err := Open(path, reboot)
	if err != nil {
		t.Fatal(err)
	}
	return j
}

// A journal that is cut off anywhere still says of each thing what was on the disk, and goes on.
func TestCutOffAnywhere(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "journal")
	j := open(t, path)
	if err := j.SetPlan([]Item{{"i1", "web-1"}, {"i2", "web-2"}}); err != nil {
		t.Fatal(err)
	}
	for _, e := range []Entry{{State: Begun, ID: "i1"}, {State: Done, ID: "i1"}, {State: Begun, ID: "i2", Before: "req-1"}, {State: Failed, ID: "i2"}} {
		if err := j.Note(e); err != nil {
			t.Fatal(err)
		}
	}
	j.Close()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	states := []State{"", "", "", Begun, Done, Done, Done} // of i1, by the number of whole lines
	for n := range len(data) + 1 {
		cut := filepath.Join(t.TempDir(), "cut")
		if err := os.WriteFile(cut, data[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		lines := strings.Count(string(data[:n]), "\n")
		j := open(t, cut)
		if got := j.Of("i1").State; got != states[lines] || (len(j.Plan) == 2) != (lines > 1) {
			t.Errorf("after %d bytes: %q, plan %v", n, got, j.Plan)
		}
		if lines < 2 {
			if err := j.SetPlan([]Item{{"i1", ""}}); err != nil {
				t.Error(err)
			}
		}
		if err := j.Note(Entry{State: Done, ID: "i9"}); err != nil {
			t.Error(err)
		}
		j.Close()
		if j = open(t, cut); j.Of("i9").State != Done {
			t.Errorf("after %d bytes it doesn't go on", n)
		}
		j.Close()
	}
}

// What is no journal, and one of another command, is left as it is.
func TestOtherFiles(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a letter": "Dear Sir,\n", "without a line end": "Dear Sir", "JSON": `{"a":1}` + "\n",
		"another cloud": `{"command":"reboot server","arguments":"a1","endpoint":"https://other","run":"r"}` + "\n",
		"other names":   `{"command":"reboot server","arguments":"b2","endpoint":"https://cloud","run":"r"}` + "\n",
		"torn inside":   `{"command":"reboot server","arguments":"a1","endpoint":"https://cloud","run":"r"}` + "\n{\"pl\n{}\n",
	} {
		path := filepath.Join(t.TempDir(), "journal")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if j, err := Open(path, reboot); err == nil {
			j.Close()
			t.Errorf("%s was taken for a journal", name)
		}
		if data, _ := os.ReadFile(path); string(data) != text {
			t.Errorf("%s was changed: %q", name, data)
		}
	}
	path := filepath.Join(t.TempDir(), "journal")
	j := open(t, path)
	defer j.Close()
	if _, err := Open(path, reboot); err == nil || !strings.Contains(err.Error(), "another novactl") {
		t.Errorf("two at a time: %v", err)
	}
}
