package pages

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
)

// addManPages adds a man page for a command, and one for each below it: novactl-server-create.1.
func addManPages(files map[string][]byte, root *cobra.Command) {
	files["docs/man/"+manName(root)+".1"] = []byte(manPage(root))
	for _, c := range visible(root) {
		addManPages(files, c)
	}
}

func manName(c *cobra.Command) string { return strings.ReplaceAll(c.CommandPath(), " ", "-") }

// manPage is the page of c in the man macros. Its header has no date, so that it changes only with the command.
func manPage(c *cobra.Command) string {
	var b strings.Builder
	b.WriteString(".\\\" Written by go generate ./...\n")
	fmt.Fprintf(&b, ".TH %q 1 \"\" \"novactl\" \"novactl\"\n", strings.ToUpper(manName(c)))
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(manName(c)), roff(c.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", roff(usageLine(c)))
	b.WriteString(".SH DESCRIPTION\n" + paragraphs(description(c)))
	manEntries(&b, "OPTIONS", flags(c))
	var columns []entry
	for _, col := range app.Columns(c) {
		text := col.Text
		if col.Where != "" {
			text += " (" + col.Where + ")"
		}
		columns = append(columns, entry{col.Key, text})
	}
	manEntries(&b, "COLUMNS", columns)
	if !c.HasParent() {
		manEntries(&b, "SETTINGS", settingEntries())
		manEntries(&b, "EXIT STATUS", exitCodes())
	}
	if c.Example != "" {
		fmt.Fprintf(&b, ".SH EXAMPLES\n.nf\n%s\n.fi\n", roff(unindent(c.Example)))
	}
	if see := seeAlso(c); len(see) > 0 {
		fmt.Fprintf(&b, ".SH SEE ALSO\n%s\n", strings.Join(see, ",\n"))
	}
	return b.String()
}

func manEntries(b *strings.Builder, title string, entries []entry) {
	if len(entries) == 0 {
		return
	}
	fmt.Fprintf(b, ".SH %s\n", title)
	for _, e := range entries {
		fmt.Fprintf(b, ".TP\n.B %s\n%s\n", roff(e.term), roff(e.text))
	}
}

// settingEntries are the settings as the program's page lists them.
func settingEntries() []entry {
	var out []entry
	for _, s := range settings() {
		out = append(out, entry{s.flags, fmt.Sprintf("%s. Value: %s. Environment: %s.", s.text, s.values, s.env)})
	}
	return out
}

// seeAlso names the pages of the commands above and below c; settings and exit codes are on the topmost.
func seeAlso(c *cobra.Command) []string {
	var out []string
	if c.HasParent() {
		out = append(out, manReference(c.Root()))
		if c.Parent().HasParent() {
			out = append(out, manReference(c.Parent()))
		}
	}
	for _, sub := range visible(c) {
		out = append(out, manReference(sub))
	}
	return out
}

func manReference(c *cobra.Command) string { return `\fB` + roff(manName(c)) + `\fR(1)` }

// paragraphs sets plain text in paragraphs, and its indented lines as they stand.
func paragraphs(text string) string {
	var b strings.Builder
	code := false
	set := func(to bool) {
		if code != to {
			b.WriteString(map[bool]string{true: ".nf\n", false: ".fi\n"}[to])
		}
		code = to
	}
	for line := range strings.SplitSeq(text, "\n") {
		set(isCode(line))
		if line == "" {
			b.WriteString(".PP\n")
		} else {
			b.WriteString(roff(line) + "\n")
		}
	}
	set(false)
	return b.String()
}

// roff makes plain text harmless as roff: no line of it is a macro, and what can be typed keeps its dashes and quotes.
func roff(text string) string {
	lines := strings.Split(strings.NewReplacer(`\`, `\e`, "-", `\-`, "'", `\(aq`, "`", `\(ga`, "~", `\(ti`, "^", `\(ha`).Replace(text), "\n")
	for i, line := range lines {
		if strings.HasPrefix(line, ".") {
			lines[i] = `\&` + line
		}
	}
	return strings.Join(lines, "\n")
}
