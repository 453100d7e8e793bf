package sandbox

import (
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

// A file that a release wrote with layout 1, and has been in the repository since, says what it said then: servers in every kind of state,
// an image, a key pair, a volume, a fault on demand, the clock. Members may have come, none may have gone or changed. Who has to change
// this test has to write a migration, and add a file of the new layout.
func TestStoreOfLayout1(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	packed, err := os.Open("testdata/layout-1.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	data, err := io.ReadAll(unpacked)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, string(data))
	answers, err := os.ReadFile("testdata/layout-1.json")
	if err != nil {
		t.Fatal(err)
	}
	var want map[string]any
	if err := json.Unmarshal(answers, &want); err != nil {
		t.Fatal(err)
	}
	clock := newClock()
	c, err := Open(Options{Path: path, Clock: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	u := &cloudUnderTest{Cloud: c, t: t, clock: clock, token: layoutToken}
	for request, answer := range want {
		method, path, _ := strings.Cut(request, " ")
		got := u.json(u.want(200, u.send(method, path, "")))
		if lost := missing(answer, any(got), ""); len(lost) > 0 {
			t.Errorf("%s: %s", request, strings.Join(lost, "\n"))
		}
	}
	status, err := c.Status()
	if err != nil {
		t.Fatal(err)
	}
	checkRecords(t, u.db.Store, status.Now)
	u.create("after")
}

// missing lists what want has and got hasn't, or has otherwise.
func missing(want, got any, where string) (lost []string) {
	switch want := want.(type) {
	case map[string]any:
		got, _ := got.(map[string]any)
		for name, v := range want {
			lost = append(lost, missing(v, got[name], where+"."+name)...)
		}
	case []any:
		items, _ := got.([]any)
		if len(items) != len(want) {
			return []string{where + " has another length"}
		}
		for i, v := range want {
			lost = append(lost, missing(v, items[i], where)...)
		}
	default:
		if want != got {
			lost = append(lost, where+" was "+show(want)+", is "+show(got))
		}
	}
	return lost
}

func show(v any) string {
	text, _ := json.Marshal(v)
	return string(text)
}
