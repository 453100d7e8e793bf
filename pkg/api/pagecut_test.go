package api

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// pages are answers to the request for a page, good and bad.
var pages = []string{
	`{"servers":[{"id":"1","x": 1.0},{"id" : "2"}],"servers_links":[{"rel":"next","href":"http://h/servers?marker=2"}]}`,
	"\ufeff{ \"servers_links\" : [ ] , \"other\":{\"servers\":[1]},\n \"servers\" : [ {\"a\":\"]}\\\"\"} , null ] } \r\n", `{"servers":[]}`,
	`{"servers":null}`, `{"servers":[1],"servers":[2]}`, `{"servers":[1],"servers":null}`, `{"ser\u0076ers":[1]}`, "{\"servers\":[\"\xff\"]}",
	"{\"servers\":[\"caf\u00e9\"]}", "{\"\xff\":0,\"servers\":[\"\x7f\"]}", `{"servers":[1],"servers_links":5}`, `{"servers":[1],"servers\u005flinks":5}`,
	`{"servers":[1],"servers_links":[{"rel":"next"}]}`, ``, `{}`, `[]`, `{"servers":{}}`, `{"servers":"a"}`, `{"servers"}`, `{"servers":[1,]}`,
	`{"servers":[1]`, `{"servers":[1}`, `{"servers":[1]}x`, `{"images":[]}`, `{"servers":`, `{"servers":[`, `{"servers":[1],}`,
}

// A page is read in one pass as it is in several: whole, then its document, then its items.
func TestReadPage(t *testing.T) {
	t.Parallel()
	for _, data := range pages {
		compareReadings(t, []byte(data))
	}
}

func FuzzReadPage(f *testing.F) {
	for _, data := range pages {
		f.Add([]byte(data))
	}
	f.Fuzz(compareReadings)
}

func compareReadings(t *testing.T, data []byte) {
	t.Helper()
	doc, page, err := Documents{}.ReadPage(JSON, data, "servers")
	got := fmt.Sprintf("%s %s %v %v", string(doc), slices.Collect(orNone(page)), page.Links, err)
	if want := readInSteps(data); got != want {
		t.Errorf("%q:\n got %s\nwant %s", data, got, want)
	}
}

// readInSteps reads a page with nothing but jsontext.
func readInSteps(data []byte) string {
	doc := jsontext.Value(bytes.ToValidUTF8(trimmed(data), []byte("\ufffd")))
	if !doc.IsValid(lenientText) {
		return fmt.Sprintf(" [] [] %v", notJSON(doc))
	}
	var page Page
	cut, err := readCut(doc, "servers")
	if err == nil {
		page, err = cut.page("servers")
	}
	return fmt.Sprintf("%s %s %v %v", string(doc), slices.Collect(orNone(page)), page.Links, err)
}

// orNone returns the items of a page, which may be none for an error.
func orNone(p Page) func(func(jsontext.Value) bool) {
	if p.Items == nil {
		return func(func(jsontext.Value) bool) {}
	}
	return p.Items
}
