package client

import (
	"context"
	"errors"
	"net/http"
	"syscall"
	"testing"
	"testing/synctest"
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

// A cloud that is out for a moment isn't noticed; one that stays out is told about within seconds.
func TestRetryBackOff(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := &fakeCloud{handle: inTurn(failing(syscall.ECONNRESET), always(503, ""), always(502, ""), failing(syscall.ECONNREFUSED), always(200, `{}`))}
		start := time.Now()
		if _, err := getServers(f.newClient(t)); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took < 2*time.Second || took > 4*time.Second {
			t.Errorf("it took %v, want about 3s", took)
		}

		f = &fakeCloud{handle: failing(syscall.ECONNREFUSED)}
		_, err := getServers(f.newClient(t))
		if !IsUnavailable(err) || len(f.seen()) != maxTries {
			t.Errorf("%v after %d tries, want unavailable after %d", err, len(f.seen()), maxTries)
		}
		if want := "no answer from https://dfw.servers.example.com: connection refused"; err.Error() != want {
			t.Errorf("%q, want %q", err, want)
		}
	})
}

// A rate limit is waited out to the second that the cloud names, for a create too.
func TestRetryAfterIsHonoured(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := &fakeCloud{handle: inTurn(
			always(413, `{"overLimit":{"code":413,"message":"OverLimit Retry..."}}`, "Retry-After", "20"),
			always(429, `{"overLimit":{"code":413,"message":"OverLimit Retry...","retryAfter":"15"}}`),
			always(202, `{"server":{"id":"x"}}`))}
		start := time.Now()
		if _, err := f.newClient(t).Do(t.Context(), Request{Method: "POST", Path: "/servers", Raw: []byte(`{}`)}); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(start); took != 35*time.Second || len(f.seen()) != 3 {
			t.Errorf("%v, %d requests; want 35s, 3", took, len(f.seen()))
		}
	})
}

// A command doesn't hang: 60 seconds and five tries are the most, and a longer time is told instead of waited for.
func TestRetryBudget(t *testing.T) {
	t.Parallel()
	for retryAfter, want := range map[string]struct {
		tries int
		took  time.Duration
	}{
		"1":    {5, 4 * time.Second},
		"25":   {3, 50 * time.Second},
		"60":   {2, 60 * time.Second},
		"61":   {1, 0},
		"3600": {1, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			f := &fakeCloud{handle: always(429, `{"overLimit":{"code":429,"message":"slow down"}}`, "Retry-After", retryAfter)}
			start := time.Now()
			_, err := getServers(f.newClient(t))
			if took := time.Since(start); !IsOverLimit(err) || len(f.seen()) != want.tries || took != want.took {
				t.Errorf("Retry-After %s: %v after %d tries and %v, want %+v", retryAfter, err, len(f.seen()), took, want)
			}
		})
	}
}

// A delete whose first answer got lost finds nothing the second time: it is done, not failed.
func TestRetriedDelete(t *testing.T) {
	t.Parallel()
	gone := fromNova(t, "server-missing")
	for name, test := range map[string]struct {
		first func(sentRequest) (*http.Response, error)
		ok    bool
	}{
		"lost":                  {failing(syscall.ECONNRESET), true},
		"a gateway's error":     {always(502, "<html>Bad Gateway</html>"), true},
		"rate: nothing done":    {always(413, "", "Retry-After", "1"), false},
		"not there to begin":    {gone, false},
		"the cloud's own error": {always(500, ""), false},
	} {
		synctest.Test(t, func(t *testing.T) {
			f := &fakeCloud{handle: inTurn(test.first, gone)}
			err := f.newClient(t).DeleteServer(t.Context(), "x")
			if (err == nil) != test.ok {
				t.Errorf("%s: %v after %d requests", name, err, len(f.seen()))
			}
		})
	}
}

// Interrupting a command ends it at once, in the middle of a pause too.
func TestRetryInterrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := &fakeCloud{handle: always(429, "", "Retry-After", "50")}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		_, err := f.newClient(t).Do(ctx, Request{Path: "/servers"})
		if took := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || took != time.Second {
			t.Errorf("%v after %v", err, took)
		}
	})
}

// The pauses grow, and all of them together stay near three seconds.
func TestBackOffGrows(t *testing.T) {
	t.Parallel()
	var low, high time.Duration
	for try := 1; try < maxTries; try++ {
		full := 200 * time.Millisecond << (try - 1)
		low, high = low+full*3/4, high+full*5/4
		for range 100 {
			if d := backOff(try); d < full*3/4 || d > full*5/4 {
				t.Errorf("try %d: %v is far from %v", try, d, full)
			}
		}
	}
	if low < 2*time.Second || high > 4*time.Second {
		t.Errorf("together %v to %v", low, high)
	}
}
