package yamlfile

import (
	"os"
	"path/filepath"
	"testing"
)

// A writer that was killed leaves a copy with all the passwords: it goes, and nothing else does. That of a writer at work stays.
func TestSweep(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "odd [name]*")
	path := filepath.Join(dir, "config.yaml")
	if err := Write(path, []byte("a: b\n")); err != nil {
		t.Fatal(err)
	}
	left := filepath.Join(dir, ".novactl-123")
	if err := os.WriteFile(left, []byte("password: p\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	own := ".novactl-2026-notes" // of the user, whose home may be this folder
	if err := os.WriteFile(filepath.Join(dir, own), []byte("mine\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	release := Lock(path)
	Sweep(path)
	checkNames(t, dir, ".lock", ".novactl-123", own, "config.yaml")
	release()
	Sweep(path)
	checkNames(t, dir, ".lock", own, "config.yaml")
}

// Who has a second document in the file doesn't lose it by a change to the first.
func TestSecondDocument(t *testing.T) {
	t.Parallel()
	for text, more := range map[string]bool{
		"": false, "a: b\n": false, "---\na: b\n": false, "---\na: b\n...\n": false, "# one\n": false,
		"a: b\n---\nc: d\n": true, "a: b\n---\n{": true, "---\n---\na: b\n": true,
	} {
		if _, err := ParseTree("f", []byte(text)); (err != nil) != more {
			t.Errorf("%q: %v", text, err)
		}
	}
}
