package output

import (
	"io"
	"testing"
)

// What --debug shows is text with lines, safe for a terminal; with -o json it is JSON like all of stderr.
func TestTrace(t *testing.T) {
	t.Parallel()
	s, out, errs := Buffers("")
	for _, text := range []string{"curl \\\n\t-X GET \x1b[31m\n", "second\n"} {
		if n, err := io.WriteString(s.Trace(), text); n != len(text) || err != nil {
			t.Errorf("wrote %d bytes, %v", n, err)
		}
	}
	want(t, errs.String(), "curl \\\n\t-X GET \\x1b[31m\nsecond\n")
	errs.Reset()
	s.JSONErrors = true
	if _, err := io.WriteString(s.Trace(), "two\nlines\n"); err != nil {
		t.Error(err)
	}
	want(t, errs.String(), `{"debug":{"message":"two\nlines"}}`+"\n")
	want(t, out.String(), "")
}
