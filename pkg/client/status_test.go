package client

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// Whatever shape a refusal has, the user reads the cloud's words on one line (facts 8 to 11).
func TestFaultShapes(t *testing.T) {
	t.Parallel()
	const id = "req-1"
	tests := []struct {
		name   string
		status int
		body   string
		kind   string
		text   string
	}{
		{"example 1.49", 404, `{"itemNotFound":{"code":404,"message":"Not Found","details":"Error Details..."}}`, "itemNotFound", "Not Found (HTTP 404, request req-1)"},
		{"example 1.50", 404, `<?xml version="1.0" encoding="UTF-8"?><itemNotFound xmlns="http://docs.openstack.org/compute/api/v1.1" code="404"><message>Not Found</message><details>Error Details...</details></itemNotFound>`, "itemNotFound", "Not Found (HTTP 404, request req-1)"},
		{"Keystone's", 401, `{"error":{"code":401,"title":"Unauthorized","message":"The request you have made requires authentication."}}`, "unauthorized", "The request you have made requires authentication. (HTTP 401, request req-1)"},
		{"bare", 400, `{"message":"marker [x] not found","code":400}`, "badRequest", "marker [x] not found (HTTP 400, request req-1)"},
		{"plain text", 403, "403 Forbidden\n\nAccess was denied to this resource.\n\n Networks required but missing  ", "forbidden", ""},
		{"empty", 503, "", "serviceUnavailable", "Service Unavailable (HTTP 503, request req-1)"},
		{"no status of HTTP's", 599, "", "computeFault", ""},
	}
	for _, test := range tests {
		f := &fakeCloud{handle: always(test.status, test.body, "X-Compute-Request-Id", id)}
		_, err := f.newClient(t).Do(context.Background(), Request{Op: "do it", Path: "/servers", Policy: transport.Policy{NoRetry: true}})
		var e *transport.Error
		if !errors.As(err, &e) {
			t.Errorf("%s: %v", test.name, err)
			continue
		}
		if e.Fault != test.kind || test.text != "" && err.Error() != test.text {
			t.Errorf("%s: %s %q, want %s %q", test.name, e.Fault, err, test.kind, test.text)
		}
		if contains(err, "\n") || e.Op != "do it" || e.Method != http.MethodGet || e.URL != testEndpoint+"/servers" || e.RequestID != id {
			t.Errorf("%s: %+v", test.name, e)
		}
	}
}

// A page of HTML is told by its words at most, never by its tags or a decoder's complaint.
func TestFaultHTML(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(502, "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>", "Content-Type", "text/html")}
	_, err := f.newClient(t).Do(context.Background(), Request{Path: "/servers", Policy: transport.Policy{NoRetry: true}})
	if contains(err, "<") || !contains(err, "Bad Gateway") {
		t.Error(err)
	}
}

// A real Nova's refusal, as recorded.
func TestFaultRecorded(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: fromNova(t, "server-missing")}
	_, err := f.newClient(t).GetServer(context.Background(), "00000000-0000-0000-0000-000000000000")
	want := &transport.Error{Op: "get server", Method: "GET", URL: testEndpoint + "/servers/00000000-0000-0000-0000-000000000000", Status: 404, Fault: "itemNotFound",
		Message: "Instance 00000000-0000-0000-0000-000000000000 could not be found.", RequestID: "req-7bb85a50-bea7-4808-a1d8-d61077e0ff69"}
	if diff := cmp.Diff(error(want), err, cmp.AllowUnexported(transport.Error{})); diff != "" {
		t.Error(diff)
	}
}

// The time to come back is read wherever a cloud puts it (fact 9), by the cloud's own clock.
func TestRetryAfterForms(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) { // it is 2000-01-01 here
		tests := []struct {
			name   string
			body   string
			header []string
			want   time.Duration
			has    bool
		}{
			{"none", `{"overLimit":{"code":413,"message":"m"}}`, nil, 0, false},
			{"seconds", ``, []string{"Retry-After", "30"}, 30 * time.Second, true},
			{"a quota's 0", ``, []string{"Retry-After", "0"}, 0, true},
			{"HTTP's date", ``, []string{"Retry-After", "Sat, 01 Jan 2000 00:00:40 GMT"}, 40 * time.Second, true},
			{"date by another clock", ``, []string{"Retry-After", "Mon, 01 Jan 2024 00:01:00 GMT", "Date", "Mon, 01 Jan 2024 00:00:50 GMT"}, 10 * time.Second, true},
			{"date gone by", ``, []string{"Retry-After", "Fri, 31 Dec 1999 00:00:40 GMT"}, 0, true},
			{"Rackspace's date in the fault", `{"overLimit":{"code":413,"message":"m","retryAfter":"2000-01-01T00:00:50Z"}}`, nil, 50 * time.Second, true},
			{"Nova's seconds in the fault", `{"overLimit":{"code":413,"message":"m","retryAfter":"7"}}`, nil, 7 * time.Second, true},
			{"the guide's retryAt", `{"overLimit":{"code":413,"message":"m","retryAt":"2000-01-01T00:01:00Z"}}`, nil, time.Minute, true},
			{"the guide's retryAt in XML", `<overLimit xmlns="http://docs.openstack.org/compute/api/v1.1" code="413" retryAt="2000-01-01T00:01:00Z"><message>m</message></overLimit>`, nil, time.Minute, true},
			{"the header before the fault", `{"overLimit":{"code":413,"message":"m","retryAfter":"7"}}`, []string{"Retry-After", "3"}, 3 * time.Second, true},
			{"nonsense", ``, []string{"Retry-After", "soon"}, 0, false},
			{"below 0", ``, []string{"Retry-After", "-5"}, 0, true},
			{"for ever", ``, []string{"Retry-After", "1e300"}, 365 * 24 * time.Hour, true},
		}
		for _, test := range tests {
			f := &fakeCloud{handle: always(413, test.body, test.header...)}
			_, err := f.newClient(t).Do(t.Context(), Request{Path: "/servers", Policy: transport.Policy{NoRetry: true}})
			var e *transport.Error
			if !errors.As(err, &e) || e.RetryAfter != test.want || e.HasRetryAfter != test.has {
				t.Errorf("%s: %+v, want %v %v", test.name, err, test.want, test.has)
			}
		}
	})
}

// What repeats the token or the password in its refusal isn't repeated to the user.
func TestFaultWithoutSecrets(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(400, `{"badRequest":{"code":400,"message":"bad token `+testToken+` of `+testPassword+`","details":"`+testToken+`"}}`)}
	_, err := f.newClient(t).Do(context.Background(), Request{Path: "/servers"})
	var e *transport.Error
	if !errors.As(err, &e) || e.Message != "bad token *** of ***" || e.Details != "***" {
		t.Errorf("%+v", err)
	}
}

// Every status finds its place among the exit codes (guide Table 1.6).
func TestPredicates(t *testing.T) {
	t.Parallel()
	names := map[string]func(error) bool{"not found": transport.IsNotFound, "auth": transport.IsAuth, "conflict": transport.IsConflict, "over limit": transport.IsOverLimit, "unavailable": transport.IsUnavailable}
	for _, test := range []struct {
		err  error
		want string
	}{
		{&transport.Error{Status: 404}, "not found"},
		{&transport.Error{Status: 401}, "auth"},
		{&transport.Error{Status: 403, Message: "Policy doesn't allow compute_flavor:create:image_backed to be performed."}, "auth"},
		{&transport.Error{Status: 403, Message: "Quota exceeded for ram: Requested 1024, but already used 131072 of 131072 ram"}, "over limit"},
		{&transport.Error{Status: 403, Message: "Maximum number of metadata items exceeds 40"}, "over limit"},
		{&transport.Error{Status: 409}, "conflict"},
		{&transport.Error{Status: 413}, "over limit"},
		{&transport.Error{Status: 429}, "over limit"},
		{&transport.Error{Status: 500}, "unavailable"},
		{&transport.Error{Status: 503}, "unavailable"},
		{&transport.UnreachableError{Err: http.ErrHandlerTimeout}, "unavailable"},
		{&transport.Error{Status: 400}, ""},
		{&rest.WireError{Err: &transport.Error{Status: 415}}, ""},
		{context.Canceled, ""},
		{nil, ""},
	} {
		var got string
		for name, is := range names {
			if is(test.err) {
				got += name
			}
		}
		if got != test.want {
			t.Errorf("%v: %q, want %q", test.err, got, test.want)
		}
	}
}

// A cloud that quotes what it was sent doesn't get a password shown: neither in the refusal, nor in the trace, nor in the fault of a server later.
func TestQuotedSecrets(t *testing.T) {
	t.Parallel()
	for _, password := range []string{chosenPass, "short"} {
		var trace bytes.Buffer
		f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
			if r.Method == http.MethodGet {
				return respond(200, `{"server":{"id":"x","status":"ERROR","fault":{"code":500,"message":"no such password: `+password+`"}}}`), nil
			}
			return respond(400, `{"badRequest":{"message":"Invalid input for field/attribute adminPass. Value: `+password+`. '`+password+`' is weak","code":400}}`), nil
		}}
		c := f.newClient(t, traceTo(&trace))
		err := c.ChangePassword(context.Background(), "x", password)
		if err == nil || strings.Contains(err.Error(), password) || !strings.Contains(err.Error(), "Value: ***. '***' is weak") {
			t.Errorf("%v", err)
		}
		if strings.Contains(trace.String(), password) {
			t.Error(trace.String())
		}
		if password != chosenPass {
			continue
		}
		o := awaitAll(context.Background(), c, []wait.Target{c.ServerTarget("x", "", GoalActive())}, wait.Options{Timeout: time.Hour})[0]
		if o.Err == nil || strings.Contains(o.Err.Error(), password) {
			t.Error(o.Err)
		}
	}
}
