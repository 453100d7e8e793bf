package api

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

// What the user reads when a cloud refuses, for every shape of body that was seen (facts 8 to 11).
func TestParseFault(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name   string
		status int
		body   string
		want   Fault
	}{
		{"Nova's", 404, `{"itemNotFound": {"message": "Instance could not be found", "code": 404}}`,
			Fault{Kind: "itemNotFound", Code: 404, Message: "Instance could not be found"}},
		{"the guide's", 413, `{"overLimit":{"code":413,"message":"OverLimit Retry...","details":"Error Details...","retryAt":"2010-08-01T00:00:00Z"}}`,
			Fault{Kind: "overLimit", Code: 413, Message: "OverLimit Retry...", Details: "Error Details...", RetryAt: "2010-08-01T00:00:00Z"}},
		{"a rate limit", 413, `{"overLimit":{"code":413,"message":"m","retryAfter":43}}`,
			Fault{Kind: "overLimit", Code: 413, Message: "m", RetryAfter: "43"}},
		{"in XML", 404, `<itemNotFound code="404" xmlns="http://docs.openstack.org/compute/api/v1.1"><message>Not &lt;Found&gt;</message><details>d</details></itemNotFound>`,
			Fault{Kind: "itemNotFound", Code: 404, Message: "Not <Found>", Details: "d"}},
		{"a quota's in XML", 413, `<overLimit code="413"><message>m</message><retryAfter>0</retryAfter></overLimit>`,
			Fault{Kind: "overLimit", Code: 413, Message: "m", RetryAfter: "0"}},
		{"a kind that nobody declares", 409, `{"buildBusy":{"message":"m","code":409,"hint":"h"}}`,
			Fault{Kind: "buildBusy", Code: 409, Message: "m", Extra: jsontext.Value(`{"hint":"h"}`)}},
		{"the same in XML", 409, `<buildBusy code="409"><message>m</message></buildBusy>`, Fault{Kind: "buildBusy", Code: 409, Message: "m"}},
		{"Keystone's", 401, `{"error": {"message": "m", "code": 401, "title": "Unauthorized"}}`,
			Fault{Kind: "unauthorized", Code: 401, Message: "m", Extra: jsontext.Value(`{"title":"Unauthorized"}`)}},
		{"WebOb's, with the ends of lines of its page", 404, `{"message": "No image found with ID x'y<b><br /><br />\n\n\n", "code": "404 Not Found", "title": "Not Found"}`,
			Fault{Kind: "itemNotFound", Code: 404, Message: "No image found with ID x'y<b>", Extra: jsontext.Value(`{"title":"Not Found"}`)}},
		{"one that speaks of them", 400, `{"badRequest":{"message":"no <br /><br /> in names","code":400}}`,
			Fault{Kind: "badRequest", Code: 400, Message: "no <br /><br /> in names"}},
		{"flat", 400, `{"message":"m","code":"400 Bad Request"}`, Fault{Kind: "badRequest", Code: 400, Message: "m"}},
		{"a string", 403, `{"error":"denied"}`, Fault{Kind: "forbidden", Code: 403, Message: "denied"}},
		{"under its kind", 403, `{"forbidden":"denied"}`, Fault{Kind: "forbidden", Code: 403, Message: "denied"}},
		{"a list", 400, `{"errors":[{"status":400,"detail":"d","title":"t"}]}`,
			Fault{Kind: "badRequest", Code: 400, Message: "d", Extra: jsontext.Value(`{"status":400,"title":"t"}`)}},
		{"Neutron's", 409, `{"NeutronError":{"type":"X","message":"m","detail":""}}`,
			Fault{Kind: "NeutronError", Code: 409, Message: "m", Extra: jsontext.Value(`{"type":"X","detail":""}`)}},
		{"a message that is an object", 400, `{"badRequest":{"message":{"a":["b"]},"code":400}}`,
			Fault{Kind: "badRequest", Code: 400, Message: `{"a":["b"]}`}},
		{"no message", 400, `{"badRequest":{"code":400}}`, Fault{Kind: "badRequest", Code: 400, Message: `{"code":400}`}},
		{"no fault at all", 500, `{"a":1}`, Fault{Kind: "computeFault", Code: 500, Message: `{"a":1}`}},
		{"nothing", 503, " \n", Fault{Kind: "serviceUnavailable", Code: 503, Message: "Service Unavailable"}},
		{"nothing, and a status of their own", 599, "", Fault{Kind: "computeFault", Code: 599, Message: "HTTP status 599"}},
		{"an empty object", 404, "{}", Fault{Kind: "itemNotFound", Code: 404, Message: "{}"}},
		{"null", 404, "null", Fault{Kind: "itemNotFound", Code: 404, Message: "null"}},
		{"plain text", 500, "it\n  broke", Fault{Kind: "computeFault", Code: 500, Message: "it broke"}},
		{"a JSON string", 500, `"it broke"`, Fault{Kind: "computeFault", Code: 500, Message: "it broke"}},
		{"cut JSON", 500, `{"badRequest":{"mess`, Fault{Kind: "computeFault", Code: 500, Message: `{"badRequest":{"mess`}},
		{"cut XML", 500, `<badRequest><message>m</mes`, Fault{Kind: "computeFault", Code: 500, Message: "m</mes"}},
		{"a proxy's page", 502, "<html>\n<head><title>502 Bad Gateway</title><style>p{}</style></head><body><center><h1>502 Bad Gateway</h1></center><hr>nginx</body></html>",
			Fault{Kind: "computeFault", Code: 502, Message: "502 Bad Gateway nginx"}},
		{"a page with a title of its own", 503, "<!DOCTYPE html><html><title>Oops</title><body><p>We&#39;ll be back &amp; well.</p></body></html>",
			Fault{Kind: "serviceUnavailable", Code: 503, Message: "Oops: We'll be back & well."}},
		{"control characters are for who shows it", 400, `{"badRequest":{"message":"a\u001b[31m","code":400}}`,
			Fault{Kind: "badRequest", Code: 400, Message: "a\x1b[31m"}},
	} {
		got := ParseFault([]byte(c.body), c.status, "")
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// A page or a stack trace of megabytes becomes a line.
func TestParseFaultIsShort(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		strings.Repeat("x ", 1<<20),
		"<html>" + strings.Repeat("<p>x</p>", 1<<18),
		`{"a":"` + strings.Repeat("x", 1<<20) + `"` + `,"b":1}`,
	} {
		if f := ParseFault([]byte(body), 500, ""); len([]rune(f.Message)) > longestText+1 {
			t.Errorf("%.30s: %d runes", body, len([]rune(f.Message)))
		}
	}
}

// Every status has the element that clouds send with it.
func TestFaultKinds(t *testing.T) {
	t.Parallel()
	kinds := map[string]bool{}
	for _, k := range FaultKinds() {
		kinds[k] = true
	}
	for status := 400; status < 600; status++ {
		if !kinds[FaultKind(status)] {
			t.Errorf("%d: %s", status, FaultKind(status))
		}
	}
}
