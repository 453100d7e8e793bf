package verb_test

import (
	"strings"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// Ids that look like ids cost no look-up.
const (
	id1 = "11111111-1111-4111-8111-111111111111"
	id2 = "22222222-2222-4222-8222-222222222222"
	id3 = "33333333-3333-4333-8333-333333333333"
)

func three() *fakeCloud {
	return &fakeCloud{servers: []*machine{
		{ID: id1, Name: "web", Status: "ACTIVE"}, {ID: id2, Name: "web", Status: "BUILD"}, {ID: id3, Name: "db", Status: "ACTIVE"},
	}}
}

// What verbs print, say, ask and end with, on a cloud of three servers of which two have one name.
func TestVerbs(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, line, typed string
		refuse            map[string]int
		out, err          string   // what stdout is; what stderr contains
		code              int      // exit code
		sent              []string // requests that change something
	}{
		{name: "list", line: "server list -o plain --no-headers", out: id1 + "\tweb\tACTIVE\n" + id2 + "\tweb\tBUILD\n" + id3 + "\tdb\tACTIVE\n"},
		{name: "list of ids", line: "server list -o id", out: id1 + "\n" + id2 + "\n" + id3 + "\n"},
		{name: "a column that isn't there", line: "server list --columns x", err: "unknown column", code: 2},
		{name: "show by name", line: "server show db -o json --jq .status", out: "ACTIVE\n"},
		{name: "show a name that is none", line: "server show dv", err: `did you mean "db"?`, code: 3},
		{name: "a name that fits several", line: "server show web", err: id2, code: 2},
		{name: "several with one name, in JSON", line: "server show web -o json", err: `"candidates":[{"id":"` + id1, code: 2},
		{name: "an id that is none", line: "server show 99999999-9999-4999-8999-999999999999", err: "could not be found", code: 3},
		{name: "the wrong number", line: "server show", err: "missing argument", code: 2},

		{name: "delete", line: "server delete db --yes", sent: []string{"DELETE /servers/" + id3}},
		{name: "delete without a terminal", line: "server delete db", err: "add --yes", code: 2},
		{name: "delete after a yes", line: "server delete db", typed: "y\n", err: "lose its disk?", sent: []string{"DELETE /servers/" + id3}},
		{name: "delete after a no", line: "server delete db", typed: "n\n", err: "nothing was changed", code: 1},
		{name: "delete a name that fits several", line: "server delete web --yes", err: "2 servers are named", code: 2},
		{
			name: "one of several is missing", line: "server delete nosuch db --yes", err: "no server has the id or name", code: 3,
			sent: []string{"DELETE /servers/" + id3},
		},
		{name: "one resource named twice", line: "server delete db " + id3 + " --yes", sent: []string{"DELETE /servers/" + id3}},

		{
			name: "an act prints what it did, in the order of its arguments", line: "server reboot db " + id1 + " -o plain --no-headers --columns id",
			out: id3 + "\n" + id1 + "\n", sent: []string{"POST /servers/" + id3 + "/action", "POST /servers/" + id1 + "/action"},
		},
		{
			name: "an act goes on after a refusal", line: "server reboot " + id1 + " db -o id", refuse: map[string]int{id1: 409},
			out: id3 + "\n", err: "refused", code: 5, sent: []string{"POST /servers/" + id1 + "/action", "POST /servers/" + id3 + "/action"},
		},
		{
			name: "refusals of one kind have its code", line: "server reboot " + id1 + " db", refuse: map[string]int{id1: 409, id3: 409},
			err: "refused", code: 5, sent: []string{"POST /servers/" + id1 + "/action", "POST /servers/" + id3 + "/action"},
		},
		{
			name: "those of several kinds have 1", line: "server reboot " + id1 + " db", refuse: map[string]int{id1: 409, id3: 403},
			err: "refused", code: 1, sent: []string{"POST /servers/" + id1 + "/action", "POST /servers/" + id3 + "/action"},
		},
		{
			name: "a password stands on the left", line: "server rescue db --password geheim -o plain --no-headers",
			out: id3 + "\tdb\tgeheim\tREBOOT\n", sent: []string{"POST /servers/" + id3 + "/action"},
		},
		{
			name: "a password is printed where --jq fails", line: "server rescue db --password geheim --jq .[0].id.x",
			out: `"adminPass": "geheim"`, err: "printed as JSON instead", code: 2, sent: []string{"POST /servers/" + id3 + "/action"},
		},
		{
			name: "--curl sends nothing", line: "server delete db --curl", out: "curl", sent: nil,
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			cloud := three()
			cloud.refuse = test.refuse
			got := cloud.run(t, test.typed, strings.Fields(test.line)...)
			if test.out != got.out && (test.out == "" || !strings.Contains(got.out, test.out)) {
				t.Errorf("stdout: %q, want %q", got.out, test.out)
			}
			if !strings.Contains(got.err, test.err) || test.err == "" && got.err != "" {
				t.Errorf("stderr: %q, want %q in it", got.err, test.err)
			}
			if got.code != test.code {
				t.Errorf("exit code %d, want %d; stderr %q", got.code, test.code, got.err)
			}
			if diff := cmp.Diff(test.sent, cloud.requests, cmpopts.SortSlices(strings.Compare)); diff != "" { // several are under way at a time
				t.Errorf("requests:\n%s", diff)
			}
		})
	}
}

// A wait ends where the operation does, and what was accepted is printed with its password however the wait ends.
func TestWaits(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name, line string
		out, err   string
		code       int
	}{
		{name: "until it is done", line: "server reboot db --wait -o json --jq .[].status", out: "ACTIVE\n"},
		{name: "until it is gone", line: "server delete db --wait --yes"},
		{
			name: "a wait that times out keeps the password", line: "server rescue " + id2 + " --password geheim --wait --wait-timeout 1m -o json",
			out: `"adminPass": "geheim"`, err: "wait again with: novactl server wait " + id2, code: 124,
		},
		{name: "wait alone", line: "server wait " + id2 + " --wait-timeout 1s -o id", err: "is still BUILD after 1s", code: 124, out: id2 + "\n"},
		{name: "wait for what is gone", line: "server wait nosuch --for deleted"},
		{name: "wait for what never was", line: "server wait nosuch", err: "no server", code: 3},
		{name: "a status that is none", line: "server wait db --for ACTIV", err: "did you mean ACTIVE?", code: 2},
		{name: "--curl of a wait", line: "server wait db --curl", err: "a wait sends many", code: 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				got := three().run(t, "", strings.Fields(test.line)...)
				if got.code != test.code {
					t.Errorf("exit code %d, want %d; stderr %q", got.code, test.code, got.err)
				}
				if test.out == "" && got.out != "" || !strings.Contains(got.out, test.out) {
					t.Errorf("stdout: %q, want %q", got.out, test.out)
				}
				if !strings.Contains(got.err, test.err) {
					t.Errorf("stderr: %q, want %q in it", got.err, test.err)
				}
			})
		})
	}
}

// Whoever mistypes a command is told the nearest, and a group alone prints its help.
func TestGroups(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		line, out, err string
		code           int
	}{
		{"server lsit", "", "did you mean list?", 2},
		{"server re x", "", "did you mean reboot or rescue?", 2},
		{"server", "Usage:", "", 0},
		{"server list x", "", `unexpected argument "x"`, 2},
	} {
		got := three().run(t, "", strings.Fields(test.line)...)
		if got.code != test.code || !strings.Contains(got.out, test.out) || !strings.Contains(got.err, test.err) {
			t.Errorf("%s: %+v", test.line, got)
		}
	}
}
