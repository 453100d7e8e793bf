package main

import (
	"os"
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// varying is what differs from one run to the next: ids, times, and how far something is when it is looked at.
var varying = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|(?m)^<text [^\n]*>server web-1: [^\n]*\n`)

// TestPictureIsOfThisProgram records the session again, and wants what the picture shows but for what differs each time.
func TestPictureIsOfThisProgram(t *testing.T) {
	t.Parallel()
	picture, err := os.ReadFile("../../docs/session.svg")
	if err != nil {
		t.Fatal(err)
	}
	lines, err := record()
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(texts(string(picture)), texts(draw(lines))); diff != "" {
		t.Errorf("docs/session.svg shows other output than there is; run: go run ./test/session >docs/session.svg\n(-picture +real):\n%s", diff)
	}
}

// texts returns the lines of a picture, without what differs and without where they are: that depends on how many there are.
func texts(picture string) []string {
	var all []string
	for _, m := range regexp.MustCompile(`preserve">(.*)</text>`).FindAllStringSubmatch(varying.ReplaceAllString(picture, ""), -1) {
		all = append(all, m[1])
	}
	return all
}
