package nova

import (
	"iter"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/cmd/nova/session"
)

// braced is a value within a path or a line of text.
var braced = regexp.MustCompile(`\{=?([a-z_]+)(?::[a-z]+)?(?:\.\.\.)?\}`)

// forms are the requests that a row has for one version of the API or another.
func forms(c *session.Command) iter.Seq[string] {
	return func(yield func(string) bool) {
		for form := range strings.SplitSeq(c.Send, ";") {
			if !yield(strings.TrimSpace(form)) {
				return
			}
		}
	}
}

// Each value that a row speaks of is one of its arguments: a mistyped one would be null in each request.
func TestRowsNameTheirArguments(t *testing.T) {
	t.Parallel()
	rows := 0
	for c := range commands() {
		rows++
		dests := []string{"project"}
		for _, o := range argparse.Parse(c.Takes) {
			dests = append(dests, o.Dest)
		}
		for _, dest := range append(namedIn(c), sentBy(c)...) {
			if !slices.Contains(dests, dest) {
				t.Errorf("%s: %s is none of its arguments: %s", c.Name, dest, c.Takes)
			}
		}
		if (c.Send == "") == (c.Run == nil) {
			t.Errorf("%s: a row has a request or a function, and not both", c.Name)
		}
	}
	if rows < 120 {
		t.Errorf("%d rows only", rows)
	}
}

// reading is what a row has an argument read by; in quotes stands a value, and behind || what is there instead of one.
var reading = regexp.MustCompile(`[a-z_]\|(\w+)`)

// Each reader that a row speaks of is there: a mistyped one would be an error of the command, which no other test may see.
func TestRowsNameTheirReaders(t *testing.T) {
	t.Parallel()
	found := 0
	for c := range commands() {
		for _, m := range reading.FindAllStringSubmatch(c.Send, -1) {
			found++
			if !c.KnowsReader(m[1]) {
				t.Errorf("%s: there is no reader %s", c.Name, m[1])
			}
		}
	}
	if found < 40 {
		t.Errorf("%d readers only", found)
	}
}

// namedIn are the arguments in a row's paths and lines, and in novactl's command for it.
func namedIn(c *session.Command) (dests []string) {
	texts := []string{c.Says, c.Failed, strings.ReplaceAll(c.Same, ":", " ")}
	_, columns, _ := strings.Cut(c.Answer, ": ")
	for column := range strings.SplitSeq(columns, ", ") {
		if _, option, ok := strings.Cut(column, "?"); ok {
			dests = append(dests, option)
		}
	}
	for form := range forms(c) {
		if option, ok := strings.CutPrefix(strings.Fields(form + " .")[0], "?"); ok {
			dests = append(dests, option)
		}
		for word := range strings.FieldsSeq(form) {
			if strings.HasPrefix(word, "/") || strings.HasPrefix(form, "FIND") {
				path, _, _ := strings.Cut(word, "?")
				texts = append(texts, path)
			}
		}
	}
	for _, m := range braced.FindAllStringSubmatch(strings.Join(texts, " "), -1) {
		dests = append(dests, m[1])
	}
	return dests
}

// sentBy are the arguments in the parameters and the body of a row's request.
func sentBy(c *session.Command) (dests []string) {
	for form := range forms(c) {
		_, form, _ = strings.Cut(form, "/")
		path, body, _ := strings.Cut(form, " ")
		_, query, _ := strings.Cut(path, "?")
		for _, object := range []string{"|null", "|list"} {
			body = strings.ReplaceAll(body, "}"+object, "}")
		}
		opened := regexp.MustCompile(`[\w:@-]+\{`).ReplaceAllString(body, " ")
		for _, word := range append(strings.Split(query, "&"), strings.Fields(strings.ReplaceAll(opened, "}", " "))...) {
			word, _, _ = strings.Cut(word, "@")
			name, source, ok := strings.Cut(word, "=")
			if !ok {
				source = strings.ReplaceAll(strings.TrimRight(name, "?!~"), "-", "_")
			}
			source = strings.TrimPrefix(source, "!")
			if source == "" || source == "null" || source[0] == '\'' {
				continue
			}
			source, _, _ = strings.Cut(source, "|")
			source, _, _ = strings.Cut(strings.TrimSuffix(source, ".id"), ":")
			dests = append(dests, source)
		}
	}
	return dests
}
