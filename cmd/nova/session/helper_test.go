package session

import (
	"testing"

	"github.com/novactl/novactl/cmd/nova/pytext"
)

// document reads an object.
func document(t *testing.T, text string) *pytext.Dict {
	t.Helper()
	v, err := pytext.Decode([]byte(text))
	d, ok := v.(*pytext.Dict)
	if err != nil || !ok {
		t.Fatalf("%s: %v", text, err)
	}
	return d
}
