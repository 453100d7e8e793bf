package pages

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
)

const mark = "<!-- Written by go generate ./... -->\n\n"

// addReference adds the reference in Markdown: an index, a page for each noun, and the tables.
func addReference(files map[string][]byte, root *cobra.Command) {
	add := func(name, text string) {
		files["docs/reference/"+name] = []byte(mark + strings.TrimRight(text, "\n") + "\n")
	}
	var index strings.Builder
	index.WriteString("# Reference\n\n")
	for _, noun := range visible(root) {
		fmt.Fprintf(&index, "- [`novactl %s`](%s.md): %s\n", noun.Name(), noun.Name(), prose(noun.Short))
		add(noun.Name()+".md", nounPage(noun))
	}
	index.WriteString("- [Settings](settings.md): what every command can be told, by flag, environment and profile\n")
	index.WriteString("- [Exit codes](exit-codes.md)\n")
	add("README.md", index.String())
	add("settings.md", settingsPage())
	add("exit-codes.md", exitCodesPage())
}

// nounPage describes a command, and all below it.
func nounPage(c *cobra.Command) string {
	var b strings.Builder
	commandSection(&b, c, "#")
	subSections(&b, c, "##")
	return b.String()
}

// subSections describes all that is below a command, the commands of a group right after it.
func subSections(b *strings.Builder, c *cobra.Command, heading string) {
	for _, sub := range visible(c) {
		commandSection(b, sub, heading)
		subSections(b, sub, heading+"#")
	}
}

func commandSection(b *strings.Builder, c *cobra.Command, heading string) {
	fmt.Fprintf(b, "%s %s\n\n%s\n\n", heading, c.CommandPath(), prose(description(c)))
	subs := visible(c)
	for _, sub := range subs {
		fmt.Fprintf(b, "- [`%s`](#%s): %s\n", sub.Name(), strings.ReplaceAll(sub.CommandPath(), " ", "-"), prose(sub.Short))
	}
	if len(subs) > 0 {
		b.WriteString("\nEvery command takes the [settings](settings.md) as flags too, and ends with an [exit code](exit-codes.md).\n\n")
		return
	}
	fmt.Fprintf(b, "    %s\n\n", usageLine(c))
	if len(c.Aliases) > 0 {
		fmt.Fprintf(b, "Also: `%s`\n\n", strings.Join(c.Aliases, "`, `"))
	}
	for _, f := range flags(c) {
		fmt.Fprintf(b, "- `%s`: %s\n", f.term, prose(f.text))
	}
	if len(flags(c)) > 0 {
		b.WriteString("\n")
	}
	if columns := app.Columns(c); len(columns) > 0 {
		b.WriteString("| column | shows in | |\n|---|---|---|\n")
		for _, col := range columns {
			fmt.Fprintf(b, "| `%s` | %s | %s |\n", col.Key, col.Where, cell(col.Text))
		}
		b.WriteString("\n")
	}
	if c.Example != "" {
		fmt.Fprintf(b, "```sh\n%s\n```\n\n", unindent(c.Example))
	}
}

func settingsPage() string {
	var b strings.Builder
	b.WriteString(`# Settings

A setting is a flag of every command, an environment variable, and a key of a profile in the configuration file, in this
order of precedence; of several variables the first that is set wins. A secret has no flag that takes the secret itself,
because the list of processes is public: it has one that names a file, and one that reads standard input.

| setting | flag | environment | value | |
|---|---|---|---|---|
`)
	for _, s := range settings() {
		fmt.Fprintf(&b, "| %s | `%s` | `%s` | %s | %s |\n", s.name, strings.ReplaceAll(s.flags, ", ", "` `"),
			strings.ReplaceAll(s.env, ", ", "` `"), cell(s.values), cell(s.text))
	}
	return b.String()
}

func exitCodesPage() string {
	var b strings.Builder
	b.WriteString("# Exit codes\n\nWith `-o json` the `kind` of the error on standard error goes with the code.\n\n| code | kind | meaning |\n|---|---|---|\n")
	for _, c := range fail.ExitCodes() {
		fmt.Fprintf(&b, "| %d | %s | %s |\n", c.Code, c.Kind, cell(c.Meaning))
	}
	return b.String()
}

// prose makes plain text harmless as Markdown. Its indented lines become code, which takes four blanks there.
func prose(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if isCode(line) {
			lines[i] = "  " + line
		} else {
			lines[i] = strings.NewReplacer("<", "&lt;", "*", `\*`, "`", "\\`").Replace(line)
		}
	}
	return strings.Join(lines, "\n")
}

// cell is prose in a table.
func cell(text string) string { return strings.ReplaceAll(prose(text), "|", `\|`) }

// isCode reports whether a line of a help text is indented: an example to type.
func isCode(line string) bool { return strings.HasPrefix(line, "\t") || strings.HasPrefix(line, "  ") }

// unindent takes away the two blanks that help texts put before examples.
func unindent(text string) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimPrefix(lines[i], "  ")
	}
	return strings.Join(lines, "\n")
}
