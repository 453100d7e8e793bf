package cmd

import (
	"strings"
	"unicode/utf8"
)

// maxHelpWidth is how wide help is at most: nobody reads longer lines.
const maxHelpWidth = 120

// wrapHelp breaks the lines of a help text for a terminal of so many columns (0: none). What goes on stands below the beginning of its description.
// Paragraphs are filled anew; commands stay on a line, so that they can be copied.
func wrapHelp(text string, width int) string {
	if width <= 0 {
		return text
	}
	width = min(width, maxHelpWidth)
	lines := strings.Split(text, "\n")
	var b strings.Builder
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		for tooWide(line, width) && prose(line) && i+1 < len(lines) && prose(lines[i+1]) {
			i++
			line += " " + lines[i]
		}
		if command := strings.HasPrefix(strings.TrimLeft(line, " $"), "novactl "); !command && tooWide(line, width) {
			line = wrapLine(line, width)
		}
		b.WriteString(line)
		if i+1 < len(lines) {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func tooWide(line string, width int) bool { return utf8.RuneCountInString(line) > width }

// prose reports whether line is one of a paragraph.
func prose(line string) bool {
	return line != "" && line[0] != ' ' && !strings.HasPrefix(line, "- ") && !strings.HasSuffix(line, ":")
}

// wrapLine breaks a line after words. A word that is too wide stays whole.
func wrapLine(line string, width int) string {
	indent := hanging(line, width)
	var b strings.Builder
	at := 0 // the column
	for n, word := range strings.SplitAfter(line, " ") {
		length := utf8.RuneCountInString(strings.TrimRight(word, " "))
		if n > 0 && at > indent && at+length > width && length > 0 {
			b.WriteString("\n" + strings.Repeat(" ", indent))
			at = indent
		}
		b.WriteString(word)
		at += utf8.RuneCountInString(word)
	}
	out := strings.Split(b.String(), "\n")
	for i := range out {
		out[i] = strings.TrimRight(out[i], " ")
	}
	return strings.Join(out, "\n")
}

// hanging is the column below which a line goes on: that of its description, behind a gap, where half of the terminal is left for it.
func hanging(line string, width int) int {
	start := len(line) - len(strings.TrimLeft(line, " "))
	if start == 0 {
		return 0
	}
	if gap := strings.LastIndex(strings.TrimRight(line, " "), "  "); gap > start && gap+2 <= width/2 {
		return utf8.RuneCountInString(line[:gap+2])
	}
	return start + len("  ")
}
