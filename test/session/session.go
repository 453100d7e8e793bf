// Session makes docs/session.svg: what a first session looks like, from the program's own output.
//
//	go run ./test/session >docs/session.svg
package main

import (
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// commands are what is typed.
var commands = []string{
	"export NOVACTL_CLOUD=sandbox",
	`novactl server create web-1 --image "Debian 7 (Wheezy)" --flavor 2 --wait -o id`,
	"novactl server list --columns id,name,status,created",
	"novactl server resize web-1 --flavor 3 --wait --columns name,status",
	"novactl server list -o json --jq '.[] | {name, flavor: .flavor.id, ip: .accessIPv4}'",
	"novactl server show web-2 || echo $?",
	"novactl server delete web-1 --yes --wait",
}

func main() {
	lines, err := record()
	if err != nil {
		fmt.Fprintln(os.Stderr, "session:", err)
		os.Exit(1)
	}
	fmt.Print(draw(lines))
}

// record builds novactl, types the commands into a shell with an empty home, and returns what is on the screen then.
func record() ([]string, error) {
	dir, err := os.MkdirTemp("", "novactl-session-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	build := exec.Command("go", "build", "-o", filepath.Join(dir, "novactl"), "github.com/novactl/novactl")
	if out, err := build.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	var script strings.Builder
	for _, c := range commands {
		fmt.Fprintf(&script, "printf '%%s\\n' %s\n%s\n", quote("$ "+c), c)
	}
	shell := exec.Command("bash", "-e", "-c", "exec 2>&1\n"+script.String())
	shell.Dir = dir
	shell.Env = []string{"HOME=" + dir, "PATH=" + dir + ":" + os.Getenv("PATH"), "NOVACTL_SANDBOX_SPEED=20"}
	out, err := shell.Output()
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, out)
	}
	return strings.Split(strings.TrimRight(string(out), "\n"), "\n"), nil
}

// quote returns text as one word of a shell.
func quote(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// A character of the picture is this large, and its text is so far from the edges.
const (
	charWidth  = 7.8
	lineHeight = 18
	margin     = 16
	titleBar   = 28
)

// draw makes a picture of lines, light or dark as the reader's page is.
func draw(lines []string) string {
	columns := 0
	for _, line := range lines {
		columns = max(columns, len([]rune(line)))
	}
	width, height := int(float64(columns)*charWidth)+2*margin, len(lines)*lineHeight+2*margin+titleBar
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" role="img" aria-label="A session with novactl in a terminal">
<style>
.page { fill: #ffffff; stroke: #d0d7de } .dot { fill: #d0d7de } text { font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: #1f2328; white-space: pre }
.typed { font-weight: 600 } .prompt { fill: #1a7f37 }
@media (prefers-color-scheme: dark) {
.page { fill: #0d1117; stroke: #3d444d } .dot { fill: #3d444d } text { fill: #d1d7e0 } .prompt { fill: #3fb950 } }
</style>
<rect class="page" x="0.5" y="0.5" width="%d" height="%d" rx="8"/>
`, width, height, width, width-1, height-1)
	for i := range 3 {
		fmt.Fprintf(&b, "<circle class=\"dot\" cx=\"%d\" cy=\"18\" r=\"5\"/>\n", margin+5+i*16)
	}
	for i, line := range lines {
		text := html.EscapeString(line)
		if typed, ok := strings.CutPrefix(line, "$ "); ok {
			text = `<tspan class="prompt">$ </tspan><tspan class="typed">` + html.EscapeString(typed) + "</tspan>"
		}
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"%d\" xml:space=\"preserve\">%s</text>\n", margin, titleBar+margin+(i+1)*lineHeight-5, text)
	}
	b.WriteString("</svg>\n")
	return b.String()
}
