package pytext

import (
	"slices"
	"strings"
	"unicode"
)

// Wrap parts text into lines of a width, as textwrap.fill does.
func Wrap(text string, width int) string {
	runes := []rune(strings.Map(func(r rune) rune {
		if strings.ContainsRune("\t\n\v\f\r", r) {
			return ' '
		}
		return r
	}, expandTabs(text)))
	var lines []string
	chunks := chunksOf(runes)
	for len(chunks) > 0 {
		if blank(chunks[0]) && len(lines) > 0 {
			chunks = chunks[1:]
		}
		var line [][]rune
		line, chunks = takeLine(chunks, width)
		if n := len(line); n > 0 && blank(line[n-1]) {
			line = line[:n-1]
		}
		if len(line) > 0 {
			lines = append(lines, string(slices.Concat(line...)))
		}
	}
	return strings.Join(lines, "\n")
}

// takeLine returns as many chunks as fit a line, and the rest. A chunk that no line holds is cut, though no room be left for any of it: what comes
// of it then is an empty chunk, and the blanks before that stay, as textwrap leaves them.
func takeLine(chunks [][]rune, width int) (line, rest [][]rune) {
	used := 0
	for len(chunks) > 0 && used+len(chunks[0]) <= width {
		used += len(chunks[0])
		line, chunks = append(line, chunks[0]), chunks[1:]
	}
	if len(chunks) == 0 || len(chunks[0]) <= width {
		return line, chunks
	}
	room := max(width-used, 0)
	if hyphen := lastIndex(chunks[0][:room], '-'); hyphen > 0 && strings.Trim(string(chunks[0][:hyphen]), "-") != "" {
		room = hyphen + 1
	}
	return append(line, chunks[0][:room]), append([][]rune{chunks[0][room:]}, chunks[1:]...)
}

func expandTabs(s string) string {
	if !strings.ContainsRune(s, '\t') {
		return s
	}
	var b strings.Builder
	column := 0
	for _, r := range s {
		switch r {
		case '\t':
			n := 8 - column%8
			b.WriteString(strings.Repeat(" ", n))
			column += n
			continue
		case '\n', '\r':
			column = -1
		}
		b.WriteRune(r)
		column++
	}
	return b.String()
}

// chunksOf parts text where a line may end: at spaces, behind hyphens within words, and at dashes between them.
func chunksOf(text []rune) (chunks [][]rune) {
	for at := 0; at < len(text); {
		end := chunkEnd(text, at)
		chunks, at = append(chunks, text[at:end]), end
	}
	return chunks
}

// chunkEnd is where the chunk that begins at at ends.
func chunkEnd(t []rune, at int) int {
	if t[at] == ' ' {
		end := at + 1
		for end < len(t) && t[end] == ' ' {
			end++
		}
		return end
	}
	if n := dashes(t[at:]); n > 0 && at > 0 && wordPunct(t[at-1]) {
		return at + n
	}
	for j := at + 1; j < len(t); j++ {
		switch {
		case t[j] == '-' && afterHyphenable(t, j) && beforeLetters(t, j+1):
			return j + 1
		case t[j] == ' ':
			return j
		case wordPunct(t[j-1]) && dashes(t[j:]) > 0:
			return j
		}
	}
	return len(t)
}

// dashes is how many hyphens, two or more, t begins with, where a word goes on after them; else 0.
func dashes(t []rune) int {
	n := 0
	for n < len(t) && t[n] == '-' {
		n++
	}
	if n < 2 || n == len(t) || !wordRune(t[n]) {
		return 0
	}
	return n
}

func afterHyphenable(t []rune, j int) bool {
	twoLetters := j >= 2 && letter(t[j-2]) && letter(t[j-1])
	short := j >= 3 && letter(t[j-3]) && t[j-2] == '-' && wordPunct(t[j-1])
	return twoLetters || short
}

func beforeLetters(t []rune, i int) bool {
	if i+1 >= len(t) || !letter(t[i]) {
		return false
	}
	return letter(t[i+1]) || t[i+1] == '-' && i+2 < len(t) && letter(t[i+2])
}

func letter(r rune) bool { return wordRune(r) && !unicode.IsDigit(r) }

func wordRune(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

func wordPunct(r rune) bool { return wordRune(r) || strings.ContainsRune(`!"'&.,?`, r) }

func blank(t []rune) bool { return strings.TrimSpace(string(t)) == "" }

func lastIndex(t []rune, r rune) int {
	for i := len(t) - 1; i >= 0; i-- {
		if t[i] == r {
			return i
		}
	}
	return -1
}
