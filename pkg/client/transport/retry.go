package transport

import (
	"context"
	"errors"
	"math/rand/v2"
	"net/http"
	"time"
)

const (
	maxTries     = 5                // sendings of one request in all, where no cloud asked for a pause
	maxRetryTime = 60 * time.Second // from the first sending of such a request to the start of its last
	realPause    = time.Second      // what is shorter is no pause that a cloud asks for in earnest: it counts as an attempt
)

// retrier sends again what is safe to send again.
type retrier struct {
	next    Handler
	backOff func(attempt int) time.Duration
	longest time.Duration   // from the first sending to the last, where the cloud asks for pauses
	onLimit func(RateLimit) // is called with each pause at its beginning; nil: nothing is
	begin   func(op string) Activity
	pacer   pacer
}

// withRetry sends again what retryDelay allows. A wait does that by itself, over a longer time: its requests pass through.
func withRetry(next Handler, o Options, backOff func(attempt int) time.Duration) Handler {
	r := &retrier{next: next, backOff: backOff, longest: o.RateLimitWait, onLimit: o.OnRateLimit, begin: o.Begin}
	if r.begin == nil {
		r.begin = func(string) Activity { return unseen{} }
	}
	return r.handle
}

// unseen is the Activity that nobody follows.
type unseen struct{}

func (unseen) Pause(error, time.Duration) {}
func (unseen) Done()                      {}

func (t *retrier) handle(ctx context.Context, r *Request) (*Answer, error) {
	activity := t.begin(r.Op)
	defer activity.Done()
	if r.Policy.NoRetry || r.Stream != nil {
		return t.next(ctx, r)
	}
	return t.send(ctx, r, activity)
}

// send sends r until there is an answer, or nothing that allows another try.
func (t *retrier) send(ctx context.Context, r *Request, activity Activity) (*Answer, error) {
	var start time.Time // of the first sending
	uncertain := false  // an earlier sending may have been carried out
	for attempt := 1; ; {
		refusals, err := t.pacer.hold(ctx, r.Method)
		if err != nil {
			return nil, err
		}
		if start.IsZero() {
			start = time.Now()
		}
		a, err := t.next(ctx, r)
		limit, limited := RateLimitOf(err)
		if !limited {
			t.pacer.accept(r.Method, refusals)
		}
		if uncertain && r.Method == http.MethodDelete && IsNotFound(err) {
			return &Answer{Status: http.StatusNoContent, Header: http.Header{}}, nil
		}
		delay, again := retryDelay(r.Policy.Repeatable || repeatable(r.Method), err, t.backOff(attempt))
		longest := maxRetryTime
		if limited {
			longest = t.longest
		}
		if !limited || delay < realPause {
			attempt++
		}
		again = again && attempt <= maxTries && time.Since(start)+delay <= longest
		switch {
		case !again && limited:
			t.pacer.giveUp(r.Method, refusals)
			return a, err
		case !again:
			return a, err
		}
		activity.Pause(err, delay)
		if limited {
			if t.pacer.refuse(r.Method, refusals, delay) {
				t.say(limit)
			}
			continue // hold waits
		}
		uncertain = uncertain || IsUnavailable(err)
		if err := Sleep(ctx, delay); err != nil {
			return nil, err
		}
	}
}

func (t *retrier) say(l RateLimit) {
	if t.onLimit != nil {
		t.onLimit(l)
	}
}

// retryDelay says whether a request that failed with err is sent again, and after how long. Two things allow it. The
// cloud says that it did nothing, and when to come back: so for any method. Or nobody knows what became of the request,
// but it is repeatable: carrying it out twice does no more than once: so after backOff, and never for a POST.
func retryDelay(repeatable bool, err error, backOff time.Duration) (time.Duration, bool) {
	var refused *Error
	if errors.As(err, &refused) {
		named := refused.HasRetryAfter && refused.RetryAfter > 0
		switch refused.Status {
		case http.StatusRequestEntityTooLarge, http.StatusTooManyRequests:
			return refused.RetryAfter, named // without a time, or with 0, it is a quota: no time mends that
		case http.StatusServiceUnavailable:
			if named {
				return refused.RetryAfter, true
			}
			return backOff, repeatable
		case http.StatusBadGateway, http.StatusGatewayTimeout:
			return backOff, repeatable
		}
		return 0, false
	}
	var lost *UnreachableError
	if errors.As(err, &lost) && lost.lost {
		return backOff, repeatable
	}
	return 0, false
}

// repeatable reports whether doing a request with this method twice does no more than doing it once.
func repeatable(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPut, http.MethodDelete:
		return true
	}
	return false
}

// backOff is how long to wait after an attempt that failed, counted from 1: about 0.2 s, doubling, 3 s over all tries, with
// jitter, so that processes that failed together don't come back together.
func backOff(attempt int) time.Duration {
	full := 200 * time.Millisecond << (attempt - 1)
	return full*3/4 + rand.N(full/2) //nolint:gosec // chance, not secrecy
}

// Sleep waits for d, or until ctx is done.
func Sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
