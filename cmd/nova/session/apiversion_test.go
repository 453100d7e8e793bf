package session

import (
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/nova/pytext"
)

// Versions are read as nova reads them, and refused in its words.
func TestParseVersion(t *testing.T) {
	t.Parallel()
	const form = "'. Expected format 'X.Y', where X is a major part and Y is a minor part of version."
	for text, want := range map[string]struct {
		minor int
		err   string
	}{
		"2": {}, "2.0": {}, "2.1": {minor: 1}, "2.60": {minor: 60}, "2.latest": {minor: latest},
		"3.0":  {err: "Invalid client version '3.0'. Major part should be '2'"},
		"1":    {err: "Invalid client version '1.0'. Major part should be '2'"},
		"2.x":  {err: "Invalid format of client version '2.x" + form},
		"2.01": {err: "Invalid format of client version '2.01" + form},
		"x":    {err: "Invalid format of client version 'x" + form},
		"2.":   {err: "Invalid format of client version '2." + form},
	} {
		got, err := parseVersion(text)
		message := ""
		if err != nil {
			message = err.Error()
		}
		if message != want.err || err == nil && got != want.minor {
			t.Errorf("%q: %d, %q; want %d, %q", text, got, message, want.minor, want.err)
		}
	}
}

// Names become segments of a path, and stay what they are.
func TestEscape(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"web-1": "web-1", "512 MB": "512%20MB", "a/b": "a%2Fb", "what?": "what%3F", "50%": "50%25", "a:b,c(d)": "a:b,c(d)", "..": "%2E%2E", "é": "%C3%A9",
	} {
		if got := Escape(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// A list that the cloud has cut goes on where its links lead, be there a limit in them, but for one that the line has a limit for.
func TestPages(t *testing.T) {
	t.Parallel()
	next := func(id, href string) string {
		return `{"servers":[{"id":"` + id + `"}],"servers_links":[{"rel":"next","href":"` + href + `"}]}`
	}
	last := `{"servers":[{"id":"z"}]}`
	for name, test := range map[string]struct {
		docs []string
		want string // the paths that are asked for
	}{
		"whole":                {[]string{last}, "/servers?name=x"},
		"linked":               {[]string{next("a", "http://evil/x?name=x&marker=a"), last}, "/servers?name=x /servers?name=x&marker=a"},
		"with the cloud's own": {[]string{next("a", "/x?limit=1&marker=a"), next("b", "/x?limit=1&marker=b"), last}, "/servers?name=x /servers?limit=1&marker=a /servers?limit=1&marker=b"},
		"as Glance links":      {[]string{`{"servers":[{"id":"a"}],"next":"/v2/x?limit=1&marker=a"}`, last}, "/servers?name=x /servers?limit=1&marker=a"},
		"in a circle":          {[]string{next("a", "/x?marker=a"), next("a", "/x?marker=a")}, "/servers?name=x /servers?marker=a"},
		"the line has a limit": {[]string{next("a", "/x?limit=1&marker=a")}, "/servers?limit=1"},
	} {
		path, _, _ := strings.Cut(test.want, " ")
		var asked []string
		all, err := pages(path, "servers", func(path string) (*pytext.Dict, error) {
			asked = append(asked, path)
			return document(t, test.docs[len(asked)-1]), nil
		})
		if got := strings.Join(asked, " "); err != nil || got != test.want || len(all) != len(test.docs) {
			t.Errorf("%s: %d of %q, %v, want %q", name, len(all), got, err, test.want)
		}
	}
}

// Names are told from UUIDs, and have the slugs that oslo makes.
func TestNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"8c9d1b52-0f6e-4d1a-9d0e-000000000001": true, "8C9D1B520F6E4D1A9D0E000000000001": true, "{8c9d1b52-0f6e-4d1a-9d0e-000000000001}": true,
		"web-1": false, "1234": false, "8c9d1b52-0f6e-4d1a-9d0e-00000000000g": false, "": false,
	} {
		if got := isUUID(name); got != want {
			t.Errorf("%q: %v", name, got)
		}
	}
	for name, want := range map[string]string{"Web Server 1": "web-server-1", " a--b ": "a-b", "x_y.z!": "x_yz", "": ""} {
		if got := Slug(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}
