package recording

import "strings"

// markKey is the metadata item by which creates with --ensure and --journal know what they made. Its first word is new in each run: what was asked
// in one fits another, whose word is put in the answers.
const markKey = "novactl-ensure"

// runLength is that of such a word, which is of rand.Text.
const runLength = 26

// replaceRuns returns a body with other words in its marks.
func replaceRuns(body string, other func(run string) string) string {
	before, rest, marked := strings.Cut(body, markKey)
	if !marked {
		return body
	}
	var b strings.Builder
	for ; marked; before, rest, marked = strings.Cut(rest, markKey) {
		b.WriteString(before)
		b.WriteString(markKey)
		at := strings.IndexFunc(rest, func(c rune) bool { return c >= 'A' && c <= 'Z' || c >= '2' && c <= '7' }) // behind ":" in JSON, > in XML
		if at >= 0 && len(rest) >= at+runLength {
			b.WriteString(rest[:at])
			b.WriteString(other(rest[at : at+runLength]))
			rest = rest[at+runLength:]
		}
	}
	b.WriteString(before)
	return b.String()
}

// runOf is the word of the first mark of a body; "" where it has none.
func runOf(body string) (run string) {
	replaceRuns(body, func(r string) string {
		if run == "" {
			run = r
		}
		return r
	})
	return run
}
