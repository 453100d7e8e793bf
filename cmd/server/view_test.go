package server

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// The flavor column shows which flavor a server has, also where the cloud tells only its name.
func TestFlavorCell(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]string{
		`{"flavor":{"id":"2","links":[]}}`:                                            "2",
		`{"flavor":{"vcpus":1,"ram":128,"original_name":"m1.nano","extra_specs":{}}}`: "m1.nano",
		`{"flavor":{}}`: "",
		`{}`:            "",
	} {
		s, err := view.Decode(jsontext.Value(doc))
		if err != nil {
			t.Fatal(err)
		}
		if got := flavor(s); got != want {
			t.Errorf("%s: %q, want %q", doc, got, want)
		}
	}
}
