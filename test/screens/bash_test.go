package screens

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestBashCompletes types into a bash that is one on a terminal, and looks at the line after a Tab: what bash makes of the script's answers, nobody else knows.
func TestBashCompletes(t *testing.T) {
	t.Parallel()
	needTmux(t)
	if _, err := exec.LookPath("bash"); err != nil {
		t.Skip("skipped: there is no bash, so nobody tries its completions")
	}
	tm := newTmux(t)
	tm.write("notes.txt")
	tm.start(120, 50, nil, "cd "+tm.folder+"; novactl completion bash >script; novactl server create 'w b (touch ran)' --image golden --flavor Tiny >out 2>&1; "+
		`printf '%s\n' 'PS1="> "' 'bind "set bell-style none"' 'source ./script' >rc; bash --noprofile --rcfile rc -i`)
	tm.screenWith("> ")
	for n, test := range []struct{ typed, tabs, want string }{
		{"novactl serve", "Tab", "> novactl server"},
		{"novactl server show w", "Tab", "> novactl server show w"}, // several, which begin alike
		{`novactl server show w\ `, "Tab", `> novactl server show w\ b\ \(touch\ ran\)`},
		{`novactl server show "w `, "Tab", `> novactl server show "w b (touch ran)"`},
		{"novactl server show w", "Tab Tab", "web-1"}, // they are listed
		{"novactl server list --status AC", "Tab", "> novactl server list --status ACTIVE"},
		{"novactl server list --sort=na", "Tab", "> novactl server list --sort=name"},
		{"novactl server show $(touch ran) w", "Tab", "> novactl server show $(touch ran) w"},
		{"novactl server create x --user-data not", "Tab", "> novactl server create x --user-data notes.txt"},
		{"novactl server list --limit ", "Tab Tab", "> novactl server list --limit"}, // no files
		{"novactl auth login ", "Tab Tab", "> novactl auth login"},
	} {
		tm.run("send-keys", "C-l")
		tm.run("send-keys", "-l", test.typed)
		tm.run(append([]string{"send-keys"}, strings.Fields(test.tabs)...)...)
		mark := fmt.Sprintf("#%d#", n) // comes when the Tab has been dealt with
		tm.run("send-keys", "-l", mark)
		got := tm.screenWith(mark)
		if !strings.Contains(got, test.want) {
			t.Errorf("%s %s:\n%s\nwant %s", test.typed, test.tabs, got, test.want)
		}
		if strings.Contains(got, "notes.txt") != strings.Contains(test.want, "notes.txt") {
			t.Errorf("%s %s: of files:\n%s", test.typed, test.tabs, got)
		}
		tm.run("send-keys", "C-u")
	}
	if _, err := os.Stat(filepath.Join(tm.folder, "ran")); err == nil {
		t.Error("what a name or a line says was run")
	}
}
