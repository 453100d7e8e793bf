package sandbox

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// FuzzRequest: whatever is asked, there is an answer that is one of Nova's: no panic, no 500, no body that isn't what its type says. No path
// gets a stranger to the controls, and what is counted stays what is there.
func FuzzRequest(f *testing.F) {
	const jsonType, xmlType = "application/json", "application/xml"
	create := `{"server":{"name":"a","imageRef":"` + precise + `","flavorRef":"2"}}`
	for _, seed := range []struct{ method, path, contentType, body string }{
		{"GET", "/", "", ""},
		{"GET", "/v2/", "", ""},
		{"POST", "/v2.0/tokens", jsonType, `{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`},
		{"GET", "/v2/010101/servers/detail?limit=1&name=a.*&changes-since=2013-01-01", "", ""},
		{"POST", "/ORD/v2/010101//servers.xml", jsonType, create},
		{"POST", "/v2/010101/servers", xmlType, `<server name="a" imageRef="` + precise + `" flavorRef="2"><metadata><meta key="k">v</meta></metadata></server>`},
		{"POST", "/v2/010101/servers", jsonType, strings.Replace(create, `"2"`, `2,"min_count":"2","networks":[{"uuid":"`+precise+`"}],"personality":[{"path":"/a","contents":"YQ=="}]`, 1)},
		{"POST", "/v2/010101/servers/ID/action", jsonType, `{"rebuild":{"imageRef":"` + precise + `","metadata":{"a":"b"}}}`},
		{"POST", "/v2/010101/servers/ID/action.xml", xmlType, `<x:reboot xmlns:x="y" type="HARD"/>`},
		{"POST", "/v2/010101/servers/ID/action", jsonType, `{"resize":{"flavorRef":4}}`},
		{"PUT", "/v2/010101/servers/ID/metadata/a", jsonType, `{"meta":{"a":"b"}}`},
		{"POST", "/v2/010101/servers/ID/os-volume_attachments", xmlType, `<volumeAttachment volumeId="4ab50df6-7480-45df-8604-b1ee39fe857c" device="/dev/xvdb"/>`},
		{"POST", "/v2/010101/os-keypairs", jsonType, `{"keypair":{"name":"a","public_key":"ssh-rsa AAAA"}}`},
		{"GET", "/v2/010101/images/detail?marker=" + precise + "&minDisk=1", "", ""},
		{"DELETE", "/v2/010101/images/" + precise, "", ""},
		{"GET", "/v2/010101/servers/%2e%2e%2f..;/%00", "", ""},
		{"POST", "/_sandbox/tick", jsonType, `{"duration":"1h"}`},
		{"POST", "//%5fsandbox/reset.json", jsonType, ""},
	} {
		f.Add(seed.method, seed.path, seed.contentType, seed.body)
	}
	f.Fuzz(func(t *testing.T, method, path, contentType, body string) {
		u := newCloud(t, Options{})
		id := u.active("web")
		u.clock.advance(time.Hour)
		target, err := url.ParseRequestURI(strings.ReplaceAll(path, "ID", id))
		if err != nil || target.Host != "" || !strings.HasPrefix(path, "/") {
			return // net/http's own server refuses it
		}
		r := &http.Request{
			Method: method, URL: target, Host: "cloud.test", RemoteAddr: "192.0.2.1:4242", Header: http.Header{}, Proto: "HTTP/1.1", ProtoMajor: 1,
			ProtoMinor: 1, Body: http.NoBody, RequestURI: path,
		}
		if body != "" {
			r.Body = httptest.NewRequest(http.MethodPost, "/", strings.NewReader(body)).Body
		}
		r.Header.Set("Content-Type", contentType)
		r.Header.Set("X-Auth-Token", u.token)
		w := httptest.NewRecorder()
		u.ServeHTTP(w, r)
		text := w.Body.String()
		if w.Code == http.StatusInternalServerError || w.Code < 200 {
			t.Errorf("%d %s", w.Code, text)
		}
		if kind := w.Header().Get("Content-Type"); text != "" && kind == jsonType {
			var v any
			if err := json.Unmarshal([]byte(text), &v); err != nil {
				t.Errorf("%v in %s", err, text)
			}
		} else if !utf8.ValidString(text) {
			t.Errorf("not UTF-8: %q", text)
		}
		status, err := u.Status()
		if err != nil || !status.Now.Equal(u.clock.Now()) || u.signIn(tables.User, tables.Password) != u.token && !strings.Contains(path, "tokens") {
			t.Errorf("a control was reached: the clock says %v, and the token may be gone (%v)", status.Now, err)
		}
		checkRecords(t, u.db.Store, status.Now)
	})
}
