package api

import "testing"

// TestXMLCanHold: a request that XML would change on its way is told from one that it can carry.
func TestXMLCanHold(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]bool{
		`{"server":{"name":"web-1\n\tü 😀"}}`:  true,
		`{"metadata":{"x":"a\u001bb"}}`:       false,
		`{"metadata":{"\u0000":"a"}}`:         false,
		`{"server":{"min_count":1,"x":null}}`: true,
	} {
		if got := XMLCanHold([]byte(doc)); got != want {
			t.Errorf("%s: %v, want %v", doc, got, want)
		}
	}
}
