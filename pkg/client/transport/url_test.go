package transport

import (
	"net/url"
	"testing"
)

// Origins are compared as browsers do.
func TestOrigin(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"https://A.example:443/x":  "https://a.example",
		"http://a.example:80":      "http://a.example",
		"http://a.example:443":     "http://a.example:443",
		"HTTPS://user@a.example/?": "https://a.example",
		"http://[::1]:8774/v2":     "http://[::1]:8774",
		"http://[::1]/v2":          "http://[::1]",
	} {
		u, err := url.Parse(in)
		if err != nil {
			t.Fatal(err)
		}
		if got := Origin(u); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
