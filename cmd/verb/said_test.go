package verb_test

import (
	"strings"
	"testing"
	"testing/synctest"
)

// On a terminal a delete says what it did; elsewhere it is silent, as its scripts expect.
func TestDeleteSays(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"server delete db":            "server db is being deleted\n",
		"server delete db --wait":     "server db is deleted\n",
		"server delete db " + id1:     "2 servers are being deleted\n",
		"server delete db nosuch":     "server db is being deleted\n",
		"server delete nosuch --wait": "",
	} {
		synctest.Test(t, func(t *testing.T) {
			for typed, want := range map[string]string{"y\n": want, "": ""} {
				cloud := three()
				for _, m := range cloud.servers {
					m.gone, m.looks = strings.Contains(line, "--wait"), 3
				}
				args := strings.Fields(line)
				if typed == "" {
					args = append(args, "--yes")
				}
				got := cloud.run(t, typed, args...)
				if got.out != "" {
					t.Errorf("%s: stdout %q", line, got.out)
				}
				if said := strings.Contains(got.err, "deleted\n"); said != (want != "") || !strings.Contains(got.err, want) {
					t.Errorf("%s, typed %q: %q, want %q", line, typed, got.err, want)
				}
			}
		})
	}
}
