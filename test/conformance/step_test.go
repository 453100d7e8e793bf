package conformance

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/itchyny/gojq"
)

// step is a command as a user types it, and what it must give. A word in braces stands for a value: of the cloud (its image,
// its flavors), of the session (its name), or one that a step before kept.
type step struct {
	what    string // what the user does
	run     string // novactl's arguments, parted by blanks
	exit    int
	want    want
	out     string            // a regular expression that stdout must match, where it is no JSON
	says    string            // a regular expression that stderr must match
	capture map[string]string // values for the steps to come: name to jq expression
	only    func(*cloud) bool // whether this cloud has it; nil: every cloud
	why     string            // of only, with the fact
}

// want is what stdout must hold: jq expressions with their results, text without quotes, the rest as JSON.
type want map[string]string

// session is steps that follow each other, with servers of their own.
type session struct {
	name  string
	steps []step
	only  func(*cloud) bool // whether this cloud has what it is about; nil: every cloud
	why   string            // of only
}

// commandLimit ends a command that hangs. The commands' own waits end earlier.
const commandLimit = 10 * time.Minute

// run does the steps in order, and ends at the first that fails: the others rest on it.
func (s session) run(t *testing.T, c *cloud) {
	if s.only != nil && !s.only(c) {
		t.Skip(s.why)
	}
	values := c.values(s.name)
	for _, st := range s.steps {
		ok := t.Run(st.what, func(t *testing.T) {
			if st.only != nil && !st.only(c) {
				t.Skip(st.why)
			}
			st.do(t, c, values)
		})
		if !ok {
			t.Fatalf("%s: the steps after this one are left out", st.what)
		}
	}
}

func (st step) do(t *testing.T, c *cloud, values map[string]string) {
	words := strings.Fields(st.run)
	for i, w := range words {
		words[i] = expand(t, w, values)
	}
	r := c.novactl(t, words...)
	if r.exit != st.exit {
		t.Fatalf("novactl %s: exit code %d, want %d\n%s", strings.Join(words, " "), r.exit, st.exit, r.stderr)
	}
	if st.says != "" && !regexp.MustCompile(st.says).MatchString(r.stderr) {
		t.Errorf("novactl %s: stderr doesn't match %s:\n%s", strings.Join(words, " "), st.says, r.stderr)
	}
	if st.out != "" && !regexp.MustCompile(expand(t, st.out, values)).MatchString(r.stdout) {
		t.Errorf("novactl %s: stdout doesn't match %s:\n%s", strings.Join(words, " "), st.out, r.stdout)
	}
	for expr, text := range st.want {
		if got, text := r.jq(t, expand(t, expr, values)), expand(t, text, values); got != text {
			t.Errorf("novactl %s: %s is %s, want %s", strings.Join(words, " "), expr, got, text)
		}
	}
	for name, expr := range st.capture {
		values[name] = r.jq(t, expr)
	}
}

// placeholder is a word in braces; the braces of jq objects hold more than a word.
var placeholder = regexp.MustCompile(`\{[a-z][a-z0-9-]*\}`)

func expand(t *testing.T, text string, values map[string]string) string {
	t.Helper()
	return placeholder.ReplaceAllStringFunc(text, func(p string) string {
		v, ok := values[strings.Trim(p, "{}")]
		if !ok {
			t.Fatalf("nothing is kept as %s", p)
		}
		return v
	})
}

// result is what a command gave.
type result struct {
	args           []string
	stdout, stderr string
	exit           int
}

// novactl runs a command on the cloud.
func (c *cloud) novactl(t testing.TB, args ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), commandLimit)
	defer cancel()
	cmd := c.home.Command(ctx, c.onNetwork(args)...)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("novactl %s: %v", strings.Join(args, " "), err)
	}
	return result{args: args, stdout: out.String(), stderr: errs.String(), exit: cmd.ProcessState.ExitCode()}
}

// onNetwork names the cloud's network where a server is made and the step doesn't say.
func (c *cloud) onNetwork(args []string) []string {
	says := func(arg string) bool { return arg == "--network" || arg == "--nic" }
	if c.network == "" || len(args) < 2 || args[0] != "server" || args[1] != "create" || slices.ContainsFunc(args, says) {
		return args
	}
	return slices.Concat(args, []string{"--network", c.network})
}

// ok is a result that must be a success.
func (r result) ok(t testing.TB) result {
	t.Helper()
	if r.exit != 0 {
		t.Fatalf("novactl %s: exit code %d\n%s", strings.Join(r.args, " "), r.exit, r.stderr)
	}
	return r
}

// document is stdout, which must be one JSON document.
func (r result) document(t testing.TB) any {
	t.Helper()
	var doc any
	if err := json.Unmarshal([]byte(r.stdout), &doc); err != nil {
		t.Fatalf("novactl %s: stdout is not one JSON document: %v\n%s", strings.Join(r.args, " "), err, r.stdout)
	}
	return doc
}

// jq is the one result of an expression on stdout.
func (r result) jq(t testing.TB, expr string) string {
	t.Helper()
	query, err := gojq.Parse(expr)
	if err != nil {
		t.Fatalf("%s: %v", expr, err)
	}
	got, _ := query.Run(r.document(t)).Next()
	if err, bad := got.(error); bad {
		t.Fatalf("novactl %s: %s: %v\n%s", strings.Join(r.args, " "), expr, err, r.stdout)
	}
	if text, ok := got.(string); ok {
		return text
	}
	b, err := json.Marshal(got, json.Deterministic(true))
	if err != nil {
		t.Fatalf("%s: %v", expr, err)
	}
	return string(b)
}
