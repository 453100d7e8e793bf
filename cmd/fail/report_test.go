package fail

import (
	"context"
	"errors"
	"fmt"
	"testing"
)

// signalError is the cause of a context of signal.NotifyContext (Go 1.26), as it looks to others.
type signalError struct{}

func (signalError) Error() string        { return "interrupt signal received" }
func (signalError) Is(target error) bool { return target == context.Canceled }

// Who presses ctrl-C reads that they interrupted it, and not what Go calls that.
func TestInterruption(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name string
		err  error
		want string // what is said of it
	}{
		{"a context", context.Canceled, "interrupted"},
		{"a signal", signalError{}, "interrupted"},
		{"a request", fmt.Errorf("Get %q: %w", "http://cloud/", signalError{}), `Get "http://cloud/": interrupted`},
		{"with another error", fmt.Errorf("%w (%w)", errors.New("sign in"), signalError{}), "sign in (interrupted)"},
		{"none", errors.New("interrupt signal received"), "interrupt signal received"},
	} {
		if got := problem(test.err).Message; got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}
