package cmd

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// privateFlavors is a cloud whose only flavor is private: a list has it where private ones are asked for.
type privateFlavors struct {
	numberedCloud
	refusal int // of the question for private ones; such a cloud lists it without. 0: it takes the question
	changes []string
}

func (f *privateFlavors) RoundTrip(req *http.Request) (*http.Response, error) {
	var status int
	var body string
	switch {
	case !strings.HasPrefix(req.URL.Path, "/v2.1/t1/flavors"):
		return f.numberedCloud.RoundTrip(req)
	case req.Method != http.MethodGet:
		text, _ := io.ReadAll(req.Body)
		f.changes = append(f.changes, strings.TrimSpace(req.Method+" "+strings.TrimPrefix(req.URL.Path, "/v2.1/t1/flavors/")+" "+string(text)))
		status, body = http.StatusOK, `{"extra_specs":{},"flavor":{"id":"p1","name":"own"}}`
	case strings.HasSuffix(req.URL.Path, "/os-flavor-access"):
		status, body = http.StatusOK, `{"flavor_access":[]}`
	case strings.HasSuffix(req.URL.Path, "/p1"):
		status, body = http.StatusOK, `{"flavor":{"id":"p1","name":"own"}}`
	case strings.HasSuffix(req.URL.Path, "/own"), strings.HasSuffix(req.URL.Path, "/nosuch"):
		status, body = http.StatusNotFound, `{"itemNotFound":{"message":"no","code":404}}`
	case f.refusal != 0 && req.URL.Query().Has("is_public"):
		status, body = f.refusal, `{"badRequest":{"message":"no such filter","code":400}}`
	case f.refusal != 0 || req.URL.Query().Get("is_public") == "None":
		status, body = http.StatusOK, `{"flavors":[{"id":"p1","name":"own"}]}`
	default:
		status, body = http.StatusOK, `{"flavors":[]}`
	}
	header := http.Header{"Content-Type": {"application/json"}}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1, Request: req}, nil
}

// What shows or changes a flavor finds private ones by their names, which no list has that isn't asked for them (fact 78).
func TestPrivateFlavors(t *testing.T) {
	t.Parallel()
	for line, want := range map[string]string{
		"flavor delete own --yes":            "DELETE p1",
		"flavor set own --property a=b":      `POST p1/os-extra_specs {"extra_specs":{"a":"b"}}`,
		"flavor set own --remove-property a": "DELETE p1/os-extra_specs/a",
		"flavor access add own 0123":         `POST p1/action {"addTenantAccess":{"tenant":"0123"}}`,
		"flavor access remove own 0123":      `POST p1/action {"removeTenantAccess":{"tenant":"0123"}}`,
		"flavor set own --description text":  `PUT p1 {"flavor":{"description":"text"}}`,
		"flavor show own":                    "",
	} {
		f := newPrivateFlavors(0)
		code, errs := f.run(t, line)
		if diff := cmp.Diff(strings.Fields(want), strings.Fields(strings.Join(f.changes, "\n"))); diff != "" || code != 0 {
			t.Errorf("%s: exit code %d, %s%s", line, code, diff, errs)
		}
	}
}

// A cloud that refuses the question for private flavors has its others found.
func TestPrivateFlavorsRefused(t *testing.T) {
	t.Parallel()
	for _, refusal := range []int{http.StatusBadRequest, http.StatusForbidden} {
		f := newPrivateFlavors(refusal)
		if code, errs := f.run(t, "flavor set own --description text"); code != 0 || len(f.changes) != 1 {
			t.Errorf("%d: exit code %d, %v, %s", refusal, code, f.changes, errs)
		}
		f = newPrivateFlavors(refusal)
		if code, errs := f.run(t, "flavor delete own p1 nosuch --yes"); code != 3 || !cmp.Equal(f.changes, []string{"DELETE p1"}) {
			t.Errorf("%d: exit code %d, %v, %s", refusal, code, f.changes, errs)
		}
	}
}

func newPrivateFlavors(refusal int) *privateFlavors {
	return &privateFlavors{numberedCloud: numberedCloud{denial: http.StatusNotFound, uuids: true}, refusal: refusal}
}

func (f *privateFlavors) run(t *testing.T, line string) (code int, stderr string) {
	t.Helper()
	streams, _, errs := output.Buffers("")
	root := tree(&app.App{Streams: streams, Version: "test", Network: f, Environ: []string{
		"HOME=" + t.TempDir(), "OS_AUTH_URL=" + numberedKeystone, "OS_USERNAME=u", "OS_PASSWORD=p", "OS_PROJECT_NAME=t1",
	}})
	root.SetArgs(strings.Fields(line))
	code = fail.Report(streams, root.ExecuteContext(t.Context()), func(_ error, hint string) string { return hint })
	return code, errs.String()
}
