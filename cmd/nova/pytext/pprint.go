package pytext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const prettyWidth = 80

// Pretty shows a value as pprint.pformat does.
func Pretty(v any) string {
	var b strings.Builder
	pretty(&b, v, 0, 0, 1)
	return b.String()
}

// pretty writes a value that begins in column indent; allowance is how much comes after it on its last line.
func pretty(b *strings.Builder, v any, indent, allowance, level int) {
	text := sortedRepr(v)
	if utf8.RuneCountInString(text) <= prettyWidth-indent-allowance {
		b.WriteString(text)
		return
	}
	switch v := v.(type) {
	case *Dict:
		prettyDict(b, v, indent, allowance, level)
	case []any:
		prettyList(b, v, indent, allowance, level)
	case string:
		prettyString(b, v, indent, allowance, level)
	default:
		b.WriteString(text)
	}
}

func prettyDict(b *strings.Builder, d *Dict, indent, allowance, level int) {
	b.WriteByte('{')
	indent++
	keys := slices.Sorted(slices.Values(d.Keys()))
	for i, k := range keys {
		after := 1
		if i == len(keys)-1 {
			after = allowance + 1
		}
		name := quoted(k)
		b.WriteString(name + ": ")
		pretty(b, d.values[k], indent+utf8.RuneCountInString(name)+2, after, level+1)
		if i < len(keys)-1 {
			b.WriteString(",\n" + strings.Repeat(" ", indent))
		}
	}
	b.WriteByte('}')
}

func prettyList(b *strings.Builder, list []any, indent, allowance, level int) {
	b.WriteByte('[')
	indent++
	for i, item := range list {
		after := 1
		if i == len(list)-1 {
			after = allowance + 1
		}
		pretty(b, item, indent, after, level+1)
		if i < len(list)-1 {
			b.WriteString(",\n" + strings.Repeat(" ", indent))
		}
	}
	b.WriteByte(']')
}

// prettyString writes a long string as several that stand below each other.
func prettyString(b *strings.Builder, s string, indent, allowance, level int) {
	if level == 1 {
		indent, allowance = indent+1, allowance+1
	}
	width := prettyWidth - indent
	var chunks []string
	lines := strings.SplitAfter(s, "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	for i, line := range lines {
		last := 0
		if i == len(lines)-1 {
			last = allowance
		}
		if text := quoted(line); utf8.RuneCountInString(text) <= width-last {
			chunks = append(chunks, text)
			continue
		}
		chunks = append(chunks, prettyWords(line, width, last)...)
	}
	text := strings.Join(chunks, "\n"+strings.Repeat(" ", indent))
	if level == 1 && len(chunks) > 1 {
		text = "(" + text + ")"
	}
	b.WriteString(text)
}

// prettyWords parts a line where words end, so that each part fits width; the last one leaves room for what comes after.
func prettyWords(line string, width, after int) (chunks []string) {
	current := ""
	words := wordsOf(line)
	for i, word := range words {
		if i == len(words)-1 {
			width -= after
		}
		if utf8.RuneCountInString(quoted(current+word)) > width {
			if current != "" {
				chunks = append(chunks, quoted(current))
			}
			current = word
			continue
		}
		current += word
	}
	if current != "" {
		chunks = append(chunks, quoted(current))
	}
	return chunks
}

// wordsOf parts a line into words, each with the space behind it.
func wordsOf(line string) (words []string) {
	start, space := 0, false
	for i, r := range line {
		is := unicode.IsSpace(r)
		if space && !is {
			words = append(words, line[start:i])
			start = i
		}
		space = is
	}
	return append(words, line[start:])
}
