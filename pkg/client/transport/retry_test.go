package transport

import (
	"context"
	"errors"
	"syscall"
	"testing"
	"time"
)

// What is sent again, and what never: a server created twice costs money.
func TestRetryDelay(t *testing.T) {
	t.Parallel()
	const backOff = 7 * time.Second
	refused := func(status int) *Error { return &Error{Status: status} }
	after := func(status int, d time.Duration) *Error {
		return &Error{Status: status, RetryAfter: d, HasRetryAfter: true}
	}
	lost := &UnreachableError{Err: syscall.ECONNRESET, lost: true}
	tests := []struct {
		why    string
		method string
		err    error
		delay  time.Duration
		again  bool
	}{
		{"it worked", "GET", nil, 0, false},
		{"a lost GET changed nothing", "GET", lost, backOff, true},
		{"a lost HEAD changed nothing", "HEAD", lost, backOff, true},
		{"a PUT done twice is done once", "PUT", lost, backOff, true},
		{"a DELETE done twice is done once", "DELETE", lost, backOff, true},
		{"a lost POST may have created a server", "POST", lost, 0, false},
		{"a PATCH may not be the same twice, and says so where it is", "PATCH", lost, 0, false},
		{"a gateway's GET", "GET", refused(502), backOff, true},
		{"a gateway's DELETE", "DELETE", refused(504), backOff, true},
		{"a gateway may have passed the POST on", "POST", refused(502), 0, false},
		{"a gateway gave up on a POST that may go on", "POST", refused(504), 0, false},
		{"busy", "GET", refused(503), backOff, true},
		{"busy, and nobody says whether the POST was done", "POST", refused(503), 0, false},
		{"busy, and says that nothing was done", "POST", after(503, time.Second), time.Second, true},
		{"a time of 0 says nothing", "POST", after(503, 0), 0, false},
		{"the rate: nothing was done", "POST", after(413, 2*time.Second), 2 * time.Second, true},
		{"the rate, of later clouds", "POST", after(429, 2*time.Second), 2 * time.Second, true},
		{"the cloud's time beats the back-off", "GET", after(413, 2*time.Second), 2 * time.Second, true},
		{"a quota doesn't mend", "GET", refused(413), 0, false},
		{"a quota doesn't mend, and says 0", "GET", after(413, 0), 0, false},
		{"a quota of later clouds", "POST", refused(403), 0, false},
		{"the cloud's own error stays", "GET", refused(500), 0, false},
		{"it isn't there", "GET", refused(404), 0, false},
		{"the state doesn't allow it", "POST", refused(409), 0, false},
		{"a certificate doesn't mend", "GET", &UnreachableError{Err: errors.New("x509"), final: true}, 0, false},
		{"what came whole but garbled comes garbled again", "GET", &UnreachableError{Err: errors.New("no JSON")}, 0, false},
		{"the user gave up", "GET", context.Canceled, 0, false},
	}
	for _, test := range tests {
		delay, again := retryDelay(repeatable(test.method), test.err, backOff)
		if again != test.again || again && delay != test.delay {
			t.Errorf("%s (%s): %v, %v; want %v, %v", test.why, test.method, delay, again, test.delay, test.again)
		}
	}
}

// The pauses grow, and all of them together stay near three seconds.
func TestBackOffGrows(t *testing.T) {
	t.Parallel()
	var low, high time.Duration
	for attempt := 1; attempt < maxTries; attempt++ {
		full := 200 * time.Millisecond << (attempt - 1)
		low, high = low+full*3/4, high+full*5/4
		for range 100 {
			if d := backOff(attempt); d < full*3/4 || d > full*5/4 {
				t.Errorf("attempt %d: %v is far from %v", attempt, d, full)
			}
		}
	}
	if low < 2*time.Second || high > 4*time.Second {
		t.Errorf("together %v to %v", low, high)
	}
}
