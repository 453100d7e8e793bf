package output

import (
	"io"
	"testing"
)

// A mistake in --columns is exit code 2; a full disk is 1.
func TestErrorKinds(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		err  interface{ Kind() string }
		want string
	}{
		{&UsageError{Message: "unknown column"}, "usage"},
		{&WriteError{Err: io.ErrShortWrite}, "failure"},
	} {
		if got := tc.err.Kind(); got != tc.want {
			t.Errorf("%T: kind %q, want %q", tc.err, got, tc.want)
		}
	}
}
