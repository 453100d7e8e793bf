package cmd

import (
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// What people type who come from elsewhere is answered with what they were after.
func TestHintsOfOtherWords(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"server restart x":                "server reboot SERVER",
		"server get x":                    "server show SERVER",
		"server describe x":               "server show SERVER",
		"vm list":                         "server list",
		"vms":                             "server list",
		"servers":                         "server list",
		"instance create x":               "server create",
		"server poweron x":                "server start SERVER",
		"server destroy x":                "server delete SERVER",
		"flavor get x":                    "flavor show FLAVOR",
		"volume remove x y":               "volume detach",
		"server frobnicate x":             "see novactl server --help",
		"server reboot x --soft":          "a reboot is soft unless --hard",
		"server create x --password y":    "--admin-pass-file",
		"server password x --password":    "--password-file",
		"server create x --property y":    "--meta",
		"server addresses x --property y": "novactl metadata set",
		"server list --json":              "-o json",
	} {
		streams, out, errs := output.Buffers("")
		root := tree(&app.App{Streams: streams, Environ: []string{"HOME=" + t.TempDir()}})
		root.SetArgs(strings.Fields(line))
		err := root.ExecuteContext(t.Context())
		code := fail.Report(streams, withOwnCommand(root, err), func(_ error, hint string) string { return hint })
		if code != 2 || out.Len() > 0 || !strings.Contains(errs.String(), want) {
			t.Errorf("%s: exit code %d, want 2 and %q: %s", line, code, want, errs)
		}
	}
}

// A word that stands for another is none of ours, and each of the others is one of ours somewhere.
func TestSynonyms(t *testing.T) {
	t.Parallel()
	verbs, root := map[string]bool{}, Root()
	for _, group := range root.Commands() {
		for _, c := range group.Commands() {
			verbs[c.Name()] = true
		}
	}
	for theirs, ours := range otherNouns {
		if topCommand(root, theirs) != nil || topCommand(root, ours) == nil {
			t.Errorf("the noun %s for %s", theirs, ours)
		}
	}
	for _, row := range otherVerbs {
		theirs, ours := row.theirs, strings.Fields(row.ours)
		for _, verb := range ours {
			if !verbs[verb] {
				t.Errorf("the verb %s for %s", theirs, verb)
			}
		}
	}
}
