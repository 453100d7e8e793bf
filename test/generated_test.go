package test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/test/gendocs/pages"
)

// TestGenerated checks that completions, reference and man pages are those of the commands as they are.
func TestGenerated(t *testing.T) {
	t.Parallel()
	generated := generate(t)
	committed, err := pages.Committed(top)
	if err != nil {
		t.Fatal(err)
	}
	if drift := pages.Drift(generated, committed); len(drift) > 0 {
		t.Errorf("generated files are not those of the commands and tables; run: go generate ./...\n%q", drift)
	}
}

// TestGeneratedIsStable checks that what is generated doesn't change from run to run, as it would with the order of a map.
func TestGeneratedIsStable(t *testing.T) {
	t.Parallel()
	first := generate(t)
	for range 5 {
		if drift := pages.Drift(generate(t), first); len(drift) > 0 {
			t.Errorf("a second run makes other files: %q", drift)
		}
	}
}

// TestGeneratedHasEveryCommand checks that the pages don't come out empty: names that a user looks up are there.
func TestGeneratedHasEveryCommand(t *testing.T) {
	t.Parallel()
	files := generate(t)
	for name, needle := range map[string]string{
		"completions/novactl.bash":         "complete -F _novactl novactl",
		"completions/_novactl":             "#compdef novactl",
		"completions/novactl.fish":         "complete -c novactl",
		"completions/novactl.ps1":          "Register-ArgumentCompleter",
		"docs/reference/README.md":         "(server.md)",
		"docs/reference/server.md":         "## novactl server create",
		"docs/reference/settings.md":       "`OS_AUTH_URL`",
		"docs/reference/exit-codes.md":     "| 124 |",
		"docs/man/novactl.1":               `\-\-region`,
		"docs/man/novactl-server.1":        `novactl\-server\-delete`,
		"docs/man/novactl-server-list.1":   ".SH EXAMPLES",
		"docs/man/novactl-auth-token.1":    `.SH SYNOPSIS`,
		"docs/man/novactl-sandbox-serve.1": `.SH NAME`,
	} {
		if !bytes.Contains(files[name], []byte(needle)) {
			t.Errorf("%s: %q is missing", name, needle)
		}
	}
}

// TestDrift checks that the comparison sees each way in which files can differ.
func TestDrift(t *testing.T) {
	t.Parallel()
	generated := map[string][]byte{"same": []byte("1"), "changed": []byte("2"), "new": nil}
	committed := map[string][]byte{"same": []byte("1"), "changed": []byte("3"), "old": nil}
	want := []string{"changed: out of date", "new: missing", "old: nothing makes it any more"}
	if diff := cmp.Diff(want, pages.Drift(generated, committed)); diff != "" {
		t.Errorf("drift (-want +got):\n%s", diff)
	}
}

// TestWrite checks that writing leaves what was generated and nothing else.
func TestWrite(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, files := range []map[string][]byte{
		{"docs/man/a.1": []byte("1"), "completions/b": []byte("2")},
		{"docs/man/a.1": []byte("3"), "docs/reference/c.md": []byte("4")},
	} {
		if err := pages.Write(dir, files); err != nil {
			t.Fatal(err)
		}
		there, err := pages.Committed(dir)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(files, there); diff != "" {
			t.Errorf("files (-written +there):\n%s", diff)
		}
	}
}

func generate(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := pages.All()
	if err != nil {
		t.Fatal(err)
	}
	return files
}
