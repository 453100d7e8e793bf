package script

import (
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strconv"
	"strings"

	"github.com/clipperhouse/displaywidth"
	"github.com/go-json-experiment/json"
	"github.com/itchyny/gojq"
	"github.com/rogpeppe/go-internal/testscript"

	"github.com/novactl/novactl/test/novactl"
)

// setup gives each script a home of its own, and a sandbox whose builds take milliseconds.
func setup(env *testscript.Env) error {
	env.Setenv("HOME", env.WorkDir+"/home")
	env.Setenv("XDG_CONFIG_HOME", env.WorkDir+"/config")
	env.Setenv("XDG_STATE_HOME", env.WorkDir+"/state")
	env.Setenv("XDG_CACHE_HOME", env.WorkDir+"/cache")
	env.Setenv("NOVACTL_SANDBOX_SPEED", "1000")
	env.Setenv("NOVACTL_POLL_INTERVAL", "10ms")
	env.Setenv("IMAGE", "Ubuntu 12.04 LTS (Precise Pangolin)")
	env.Setenv("VOLUME", "4ab50df6-7480-45df-8604-b1ee39fe857c")
	env.Setenv("GORACE", "atexit_sleep_ms=0")
	env.Setenv(novactl.HoldToSchema, "1")
	return os.MkdirAll(env.WorkDir+"/home", 0o700)
}

// exits runs a command and wants this exit code of it: exits CODE COMMAND [ARG…].
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	code := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		code = exit.ExitCode()
	}
	if code != want {
		ts.Fatalf("exit code %d, want %d", code, want)
	}
}

// jsonIs runs a jq expression on a file, which must be one JSON document, and compares: json FILE EXPR WANT. WANT is text for
// a string, else JSON; with ! it must differ.
func jsonIs(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: json FILE EXPR WANT")
	}
	var doc any
	if err := json.Unmarshal([]byte(ts.ReadFile(args[0])), &doc); err != nil {
		ts.Fatalf("%s is not one JSON document: %v", args[0], err)
	}
	query, err := gojq.Parse(args[1])
	ts.Check(err)
	got, ok := query.Run(doc).Next()
	if !ok {
		ts.Fatalf("%s gives nothing", args[1])
	}
	if err, bad := got.(error); bad {
		ts.Fatalf("%s: %v", args[1], err)
	}
	text, isText := got.(string)
	if !isText {
		b, err := json.Marshal(got, json.Deterministic(true)) // members by name
		ts.Check(err)
		text = string(b)
	}
	if (text == args[2]) == neg {
		ts.Fatalf("%s is %s", args[1], text)
	}
}

// xmlHas wants a file to be one XML document whose root is an element with an attribute: xmlhas FILE ROOT ATTRIBUTE WANT.
func xmlHas(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 4 {
		ts.Fatalf("usage: xmlhas FILE ROOT ATTRIBUTE WANT")
	}
	d := xml.NewDecoder(strings.NewReader(ts.ReadFile(args[0])))
	var root *xml.StartElement
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		ts.Check(err)
		if start, ok := tok.(xml.StartElement); ok && root == nil {
			copied := start.Copy()
			root = &copied
		}
	}
	if root == nil || root.Name.Local != args[1] {
		ts.Fatalf("the root is %v, not %s", root, args[1])
	}
	for _, a := range root.Attr {
		if a.Name.Local == args[2] && a.Value == args[3] {
			return
		}
	}
	ts.Fatalf("<%s> has no %s=%q: %v", args[1], args[2], args[3], root.Attr)
}

// serve starts `sandbox serve` on a free port, with the script's environment, and sets what it prints: serve [ARG…].
func serve(ts *testscript.TestScript, neg bool, args []string) {
	path, err := exec.LookPath("novactl")
	ts.Check(err)
	c := exec.Command(path, append([]string{"sandbox", "serve", "--listen", "127.0.0.1:0"}, args...)...)
	for _, name := range []string{"HOME", "PATH", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "NOVACTL_SANDBOX_SPEED", "GORACE", "TMPDIR"} {
		c.Env = append(c.Env, name+"="+ts.Getenv(name))
	}
	c.Dir = ts.MkAbs(".")
	out, err := c.StdoutPipe()
	ts.Check(err)
	ts.Check(c.Start())
	ts.Defer(func() { _ = c.Process.Kill(); _ = c.Wait() })
	ts.Setenv("SERVE_PID", strconv.Itoa(c.Process.Pid))
	lines := bufio.NewScanner(out)
	for range 7 {
		if !lines.Scan() {
			ts.Fatalf("sandbox serve said only so much: %v", lines.Err())
		}
		name, value, ok := strings.Cut(strings.TrimPrefix(lines.Text(), "export "), "=")
		if !ok {
			ts.Fatalf("sandbox serve printed %q", lines.Text())
		}
		ts.Setenv(name, value)
	}
}

// identity3 signs in by Identity v3, and so to Compute v2.1, at the server that serve started: identity3 USER PROJECT. The password is the user's name.
func identity3(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: identity3 USER PROJECT")
	}
	ts.Setenv("OS_AUTH_URL", strings.TrimSuffix(strings.TrimSuffix(ts.Getenv("OS_AUTH_URL"), "/v2.0"), "/v3")+"/v3")
	for name, value := range map[string]string{
		"OS_USERNAME": args[0], "OS_PASSWORD": args[0], "OS_PROJECT_NAME": args[1], "OS_USER_DOMAIN_NAME": "Default", "OS_PROJECT_DOMAIN_NAME": "Default",
		"OS_API_KEY": "", "OS_TENANT_ID": "", "OS_TENANT_NAME": "",
	} {
		ts.Setenv(name, value)
	}
}

// crash ends the server that serve started, at once: crash.
func crash(ts *testscript.TestScript, neg bool, _ []string) {
	pid, err := strconv.Atoi(ts.Getenv("SERVE_PID"))
	ts.Check(err)
	p, err := os.FindProcess(pid)
	ts.Check(err)
	ts.Check(p.Kill())
}

// colours are what a terminal takes to set the look of what follows.
var colours = regexp.MustCompile("\x1b\\[[0-9;]*m")

// fits wants no line of a file to be wider than so many columns of a terminal: fits COLUMNS FILE.
func fits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: fits COLUMNS FILE")
	}
	columns, err := strconv.Atoi(args[0])
	ts.Check(err)
	for line := range strings.Lines(ts.ReadFile(args[1])) {
		if width := displaywidth.String(colours.ReplaceAllString(strings.TrimRight(line, "\r\n"), "")); width > columns {
			ts.Fatalf("this line is %d columns wide: %s", width, line)
		}
	}
}
