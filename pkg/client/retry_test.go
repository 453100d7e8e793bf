package client

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/novactl/novactl/pkg/client/transport"
)

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
		if !transport.IsUnavailable(err) || len(f.seen()) != 5 {
			t.Errorf("%v after %d tries, want unavailable after %d", err, len(f.seen()), 5)
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

// A command doesn't hang: five minutes are the most, and a longer time is told instead of waited for. What is no pause at all is tried five times.
func TestRetryBudget(t *testing.T) {
	t.Parallel()
	for retryAfter, want := range map[string]struct {
		tries int
		took  time.Duration
	}{
		"0.001": {5, 4 * time.Millisecond},
		"1":     {301, 5 * time.Minute},
		"25":    {13, 5 * time.Minute},
		"60":    {6, 5 * time.Minute},
		"61":    {5, 244 * time.Second},
		"300":   {2, 5 * time.Minute},
		"301":   {1, 0},
		"1e300": {1, 0},
		"0":     {1, 0},
		"":      {1, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			f := &fakeCloud{handle: always(429, `{"overLimit":{"code":429,"message":"slow down"}}`, "Retry-After", retryAfter)}
			start := time.Now()
			_, err := getServers(f.newClient(t))
			if took := time.Since(start); !transport.IsOverLimit(err) || len(f.seen()) != want.tries || took != want.took {
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

// Each pause is told when it begins, with what the cloud said of its limit; a wait longer than the limit is an error that says when to come back.
func TestRateLimitIsTold(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const doc = `{"overLimit":{"code":413,"message":"OverLimit Retry...","details":"Only 100 POST request(s) can be made to \"*\" every minute."}}`
		var limits []transport.RateLimit
		edit := func(o *Options) {
			o.RateLimitWait = time.Minute
			o.OnRateLimit = func(l transport.RateLimit) { limits = append(limits, l) }
		}
		f := &fakeCloud{handle: inTurn(always(413, doc, "Retry-After", "58"), always(202, ""), always(413, doc, "Retry-After", "90000"))}
		c := f.newClient(t, edit)
		start := time.Now()
		if err := c.Reboot(t.Context(), "ID", SoftReboot); err != nil || time.Since(start) != 58*time.Second {
			t.Errorf("%v after %v", err, time.Since(start))
		}
		if len(limits) != 1 || limits[0].Delay != 58*time.Second {
			t.Errorf("told %+v", limits)
		}
		err := c.Reboot(t.Context(), "ID", SoftReboot)
		want := `OverLimit Retry...: Only 100 POST request(s) can be made to "*" every minute; ask again in 25h0m0s, at `
		if !transport.IsOverLimit(err) || !contains(err, want) || len(limits) != 1 {
			t.Errorf("%v, told %d times", err, len(limits))
		}
	})
}

// A quota isn't waited for, whatever its status: Cinder answers it with 413 and a time of 0.
func TestQuotaIsFinal(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(413, `{"overLimit":{"code":413,"message":"VolumeLimitExceeded","retryAfter":"0"}}`, "Retry-After", "0")}
	_, err := f.newClient(t).AttachVolume(t.Context(), "ID", "v", "")
	if !transport.IsOverLimit(err) || transport.IsUncertain(err) || len(f.seen()) != 1 || contains(err, "ask again") {
		t.Errorf("%v after %v", err, f.seen())
	}
}

// A cloud that lets through one request each six seconds says so twice, and is asked at that pace from then on.
func TestPace(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const gap = 6 * time.Second
		due, refused := time.Now(), 0
		f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
			if wait := time.Until(due); wait > 0 {
				refused++
				return respond(413, "", "Retry-After", "6"), nil
			}
			due = time.Now().Add(gap)
			return respond(202, ""), nil
		}}
		c, start := f.newClient(t), time.Now()
		for range 20 {
			if err := c.Reboot(t.Context(), "ID", SoftReboot); err != nil {
				t.Fatal(err)
			}
		}
		if took := time.Since(start); refused > 2 || took > 20*gap {
			t.Errorf("refused %d times, and it took %v", refused, took)
		}
	})
}

// What one request was refused for is every request's pause: of several at a time one goes on when it is over, and the others at the pace of the
// cloud, or all at once again where it lets through a crowd. The pause is told once.
func TestPaceOfSeveral(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		allowed int // requests in each period
		period  time.Duration
		refused int // at most, of 20 requests by 8 at a time
		took    time.Duration
		pauses  int // that are told
	}{
		"one at a time": {1, 6 * time.Second, 9, 19 * 6 * time.Second, 2},
		"a crowd":       {10, time.Minute, 8, time.Minute, 1},
		"no limit":      {20, time.Minute, 0, 0, 0},
	} {
		synctest.Test(t, func(t *testing.T) {
			var mu sync.Mutex
			var began time.Time
			let, refused, pauses := 0, 0, 0
			f := &fakeCloud{handle: func(sentRequest) (*http.Response, error) {
				mu.Lock()
				defer mu.Unlock()
				if time.Since(began) >= test.period {
					began, let = time.Now(), 0
				}
				if let++; let <= test.allowed {
					return respond(202, ""), nil
				}
				refused++
				return respond(413, "", "Retry-After", strconv.Itoa(int(time.Until(began.Add(test.period)).Seconds()))), nil
			}}
			c := f.newClient(t, func(o *Options) {
				o.OnRateLimit = func(transport.RateLimit) { mu.Lock(); pauses++; mu.Unlock() }
			})
			start := time.Now()
			var g errgroup.Group
			g.SetLimit(8)
			for range 20 {
				g.Go(func() error { return c.Reboot(t.Context(), "ID", SoftReboot) })
			}
			if err := g.Wait(); err != nil {
				t.Error(err)
			}
			if took := time.Since(start); took != test.took || refused > test.refused || pauses != test.pauses {
				t.Errorf("%s: %v, refused %d times, told %d times; want %+v", name, took, refused, pauses, test)
			}
		})
	}
}
