package cmd

import "strings"

// line is a command line that a person is typing in bash, up to the cursor. Nothing in it is expanded: neither variables nor commands
// run because somebody pressed Tab.
type line struct {
	words []string // without quotes; the first is the program, the last the word at the cursor
	raw   string   // the word at the cursor as it was typed
	quote byte     // what it is inside of at the cursor: ' or ", else 0
	start int      // where in raw the text begins that readline replaces: behind a break or an opening quote
	text  string   // what raw[:start] says, without quotes
}

// readLine splits a command line as bash does. Breaks are the characters at which readline begins a word anew (COMP_WORDBREAKS).
func readLine(typed, breaks string) line {
	var l line
	var word strings.Builder
	begin, inWord := 0, false
	l.clear(0)
	for i := 0; i < len(typed); i++ {
		c := typed[i]
		switch {
		case l.quote == 0 && (c == ' ' || c == '\t' || c == '\n'):
			if inWord {
				l.words = append(l.words, word.String())
			}
			word.Reset()
			inWord, begin = false, i+1
			l.clear(0)
			continue
		case c == '\\' && l.quote != '\'' && i+1 < len(typed):
			if i++; l.quote == '"' && !strings.ContainsRune("\"\\$`", rune(typed[i])) {
				word.WriteByte(c)
			}
			word.WriteByte(typed[i])
		case l.quote == 0 && (c == '\'' || c == '"'):
			l.quote, l.start, l.text = c, i+1-begin, word.String()
		case c == l.quote && c != 0:
			l.quote, l.start, l.text = 0, 0, ""
		default:
			word.WriteByte(c)
			if l.quote == 0 && strings.IndexByte(breaks, c) >= 0 {
				l.start, l.text = i+1-begin, word.String()
			}
		}
		inWord = true
	}
	l.words, l.raw = append(l.words, word.String()), typed[begin:]
	return l
}

func (l *line) clear(start int) { l.start, l.text = start, "" }

// replacement is what readline puts in place of what was typed, so that the word says text; ok is false where it can't.
func (l line) replacement(text string) (typed string, ok bool) {
	rest, ok := strings.CutPrefix(text, l.text)
	switch l.quote {
	case '\'':
		return rest, ok && !strings.Contains(rest, "'")
	case '"':
		return strings.NewReplacer(`"`, `\"`, `\`, `\\`, `$`, `\$`, "`", "\\`").Replace(rest), ok
	}
	return escape(rest), ok
}

// escape puts a backslash before what bash would take for more than text.
func escape(text string) string {
	var b strings.Builder
	for i, r := range text {
		if strings.ContainsRune(" \t\"'\\$`&|;<>()[]{}*?!#", r) || r == '~' && i == 0 {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// commonPrefix is the longest beginning that all of texts have.
func commonPrefix(texts []string) string {
	prefix := texts[0]
	for _, t := range texts[1:] {
		for !strings.HasPrefix(t, prefix) {
			runes := []rune(prefix)
			prefix = string(runes[:len(runes)-1])
		}
	}
	return prefix
}
