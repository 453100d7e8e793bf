package transport

import (
	"context"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
)

// checkStatus turns every answer that isn't a success into an *Error. 203 is a success like 200 (fact 40); 300 isn't: it
// offers a choice of versions instead of what was asked for, unless it was that.
func checkStatus(next Handler, redact *Redactor) Handler {
	return func(ctx context.Context, r *Request) (*Answer, error) {
		quoted := redact.learn(r)
		a, err := next(ctx, r)
		if err != nil {
			return nil, err
		}
		if a.Status >= 200 && a.Status < 300 || r.Policy.takes(a) {
			return a, nil
		}
		return nil, refusal(r, a, func(s string) string { return redact.about(quoted, s) })
	}
}

// refusal reads a fault of any shape (facts 8 to 11). The cloud's words may repeat the token, or what is secret in the
// request: it is taken out.
func refusal(r *Request, a *Answer, redact func(string) string) *Error {
	fault := api.ParseFault(a.Body, a.Status, a.Header.Get("Content-Type"))
	e := &Error{
		Op:        r.Op,
		Method:    r.Method,
		URL:       r.shownURL(),
		Status:    a.Status,
		Fault:     redact(fault.Kind),
		Message:   OneLine(redact(fault.Message)),
		Page:      api.IsHTML(a.Body, a.Header.Get("Content-Type")),
		Details:   redact(fault.Details),
		Challenge: a.Header.Get("Www-Authenticate"),
		RequestID: redact(RequestID(a.Header)),
	}
	if a.Status >= 300 && a.Status < 400 {
		e.Fault, e.Message = "redirect", redirectMessage(r, a)
		if to := redirectTo(r, a); to != nil && Origin(to) != Origin(r.URL) {
			e.LeadsTo = Origin(to)
		}
	}
	if e.RetryAfter, e.HasRetryAfter = retryAfter(a.Header, fault); e.RetryAfter > 0 {
		e.RetryAt = time.Now().Add(e.RetryAfter)
	}
	if e.Uncertain = r.uncertain() && maybeCarriedOut(a.Status); e.Uncertain {
		e.Partial = partial(a.Body)
	}
	return e
}

// maybeCarriedOut reports the statuses that leave open whether the request was carried out: a gateway gave up on who carries it out, or the
// cloud failed somewhere on the way. 303 leads from what was done to its result.
func maybeCarriedOut(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusSeeOther:
		return true
	case http.StatusNotImplemented, http.StatusHTTPVersionNotSupported, http.StatusNetworkAuthenticationRequired:
		return false
	}
	return status >= http.StatusInternalServerError
}

// RequestID returns the id that an answer names its request by (fact 24), empty where it has none. The cloud's operators find it in
// their logs, and Nova what a server's action came to.
func RequestID(h http.Header) string {
	if id := h.Get("X-Compute-Request-Id"); id != "" {
		return id
	}
	return h.Get("X-Openstack-Request-Id")
}

// retryAfter is the time that the cloud names for asking again: in the header, or in the fault as retryAfter or as the
// guide's retryAt (fact 9). In seconds or as a date; a date is read by the cloud's own clock where it tells the time.
func retryAfter(h http.Header, f api.Fault) (time.Duration, bool) {
	now := time.Now()
	if t, err := http.ParseTime(h.Get("Date")); err == nil {
		now = t
	}
	for _, s := range []string{h.Get("Retry-After"), f.RetryAfter, f.RetryAt} {
		if d, ok := parseDelay(s, now); ok {
			return d, true
		}
	}
	return 0, false
}

func parseDelay(s string, now time.Time) (time.Duration, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, false
	}
	if n, err := strconv.ParseFloat(s, 64); err == nil && !math.IsNaN(n) {
		const year = 365 * 24 * 60 * 60 // more would overflow
		return time.Duration(min(max(n, 0), year) * float64(time.Second)), true
	}
	at, err := http.ParseTime(s)
	if err != nil {
		at, err = api.ParseTime(s)
	}
	return max(at.Sub(now), 0), err == nil
}

// OneLine joins the lines of a text: a fault of plain text has several.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
