package script

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/test/novactl"
)

// TestReadmeExamples runs the examples of the README's three kinds of use, each as a script of its own in an empty home.
func TestReadmeExamples(t *testing.T) {
	t.Parallel()
	for _, section := range []string{"In a shell", "In a script", "In a pipeline"} {
		t.Run(section, func(t *testing.T) {
			t.Parallel()
			runBash(t, block(t, section, "sh"))
		})
	}
}

// TestReadmeFirstCommand runs the first command of the README to the letter, and wants what the README shows.
func TestReadmeFirstCommand(t *testing.T) {
	t.Parallel()
	text := block(t, "novactl", "console")
	command, want, ok := strings.Cut(strings.TrimPrefix(text, "$ "), "\n")
	if !ok || !strings.HasPrefix(text, "$ go run .") {
		t.Fatalf("the README's first block is %q", text)
	}
	got := runBash(t, "cd "+repository+" && "+command)
	if diff := cmp.Diff(mask(want), mask(got)); diff != "" {
		t.Errorf("the README shows other output than there is (-README +real):\n%s", diff)
	}
}

// repository is the folder of go.mod, as seen from this one.
const repository = "../.."

// block is the first fenced block of a language below a heading of the README.
func block(t *testing.T, heading, language string) string {
	t.Helper()
	return blockOf(t, "README.md", heading, language)
}

// blockOf is the first fenced block of a language below a heading of a file.
func blockOf(t *testing.T, file, heading, language string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(repository, file))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), "# "+heading+"\n")
	if !found {
		t.Fatalf("%s has no heading %q", file, heading)
	}
	_, rest, found = strings.Cut(rest, "```"+language+"\n")
	code, _, closed := strings.Cut(rest, "```")
	if !found || !closed {
		t.Fatalf("%s has no block of %s below %q", file, language, heading)
	}
	return code
}

// runBash runs a script with novactl on its PATH and an empty home, wants it to succeed, and gives its stdout.
func runBash(t *testing.T, script string) string {
	t.Helper()
	home := novactl.NewHome(t)
	program, err := exec.LookPath("novactl")
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command("bash", "-euo", "pipefail", "-c", script)
	c.Env = append(home.Env, "HOME="+home.Dir, "PATH="+filepath.Dir(program)+":"+os.Getenv("PATH"), "GORACE=atexit_sleep_ms=0")
	c.Dir = home.Dir
	if strings.Contains(script, repository) { // it builds novactl
		c.Dir = "."
		for _, name := range []string{"GOPATH", "GOCACHE", "GOFLAGS", "GOPROXY"} {
			c.Env = append(c.Env, name+"="+goEnv(t, name))
		}
	}
	var stderr bytes.Buffer
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%v\nstdout: %s\nstderr: %s", err, out, &stderr)
	}
	return string(out)
}

func goEnv(t *testing.T, name string) string {
	t.Helper()
	out, err := exec.Command("go", "env", name).Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(string(out))
}

// varying is what differs from one run to the next: ids, times and passwords.
var varying = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|(Admin Pass +\| )\w+`)

func mask(text string) string {
	return varying.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat("*", len(s)) })
}
