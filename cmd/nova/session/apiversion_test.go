package session

import "testing"

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

// A list that the cloud has cut goes on: behind its link, or behind its last item where it is as long as clouds cut at.
func TestNextPage(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		path, doc string
		want      string
	}{
		"whole":        {"/servers", `{"servers":[{"id":"a"}]}`, ""},
		"linked":       {"/servers?name=x", `{"servers":[{"id":"a"}],"servers_links":[{"rel":"next","href":"http://evil/x?name=x&marker=a"}]}`, "/servers?name=x&marker=a"},
		"with a limit": {"/servers?limit=1", `{"servers":[{"id":"a"}],"servers_links":[{"rel":"next","href":"http://cloud/x?marker=a"}]}`, ""},
	} {
		d := document(t, test.doc)
		page, err := Items(d, "servers")
		if err != nil {
			t.Fatal(err)
		}
		if got := nextPage(test.path, d, "servers", page); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
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
