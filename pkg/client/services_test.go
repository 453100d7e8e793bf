package client

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/identity"
)

// Glance and Neutron are held to the same rules as Nova: the token stays where the catalog sent it, lists end, and what is no document is
// an error that says so and quotes nothing.
func TestServicesAnswerAnything(t *testing.T) {
	t.Parallel()
	const networks = "http://127.0.0.1:9696/v2.0/networks"
	ctx := context.Background()
	lists := map[string]func(*Client) ([]string, error){
		testGlance: func(c *Client) ([]string, error) { return ids(t, c.ListImages(ctx, ImageFilter{})) },
		networks:   func(c *Client) ([]string, error) { return ids(t, c.ListNetworksNamed(ctx, "lab")) },
	}
	for name, test := range map[string]struct {
		answer  func(sentRequest) (*http.Response, error)
		says    string
		maxSent int // requests
	}{
		"elsewhere":         {always(302, "", "Location", "http://elsewhere.example.com/v2/images"), "the token would go there", 1},
		"in a circle":       {func(r sentRequest) (*http.Response, error) { return respond(302, "", "Location", r.URL), nil }, "redirects more than", 6},
		"no JSON":           {always(200, `{"images":[{"id":"wonder`), "not a whole JSON document", 1},
		"a page of HTML":    {always(200, "<html>wonder</html>", "Content-Type", "text/html"), "cannot be read", 1},
		"another document":  {always(200, `{"wonder":[]}`), "holds no list of", 1},
		"no list":           {always(200, `{"images":"wonder","networks":"wonder"}`), "holds no list of", 1},
		"nothing":           {always(200, ""), "holds no list of", 1},
		"a link to itself":  {pageThatGoesOn, "would never end", 3},
		"shorter than said": {cutOff, "cut off", 5},
	} {
		for url, list := range lists {
			synctest.Test(t, func(t *testing.T) {
				c, seen := glanceClient(t, map[string]route{"GET " + url: test.answer}, version("2.93"))
				_, err := list(c)
				if !contains(err, test.says) || contains(err, "wonder") {
					t.Errorf("%s, %s: %v, want %q", name, url, err, test.says)
				}
				sent := seen()
				if len(sent) == 0 || len(sent) > test.maxSent || strings.Contains(strings.Join(sent, " "), "elsewhere") {
					t.Errorf("%s, %s: %q", name, url, sent)
				}
			})
		}
	}
}

// pageThatGoesOn is a page whose link, whatever the service calls it, leads to itself.
func pageThatGoesOn(r sentRequest) (*http.Response, error) {
	_, query, _ := strings.Cut(r.URL, "?")
	return respond(200, `{"images":[{"id":"a"}],"next":"/v2/images?`+query+`",
		"networks":[{"id":"a","name":"lab"}],"networks_links":[{"rel":"next","href":"http://elsewhere.example.com/?`+query+`"}]}`), nil
}

// cutOff is an answer that is shorter than it says.
func cutOff(sentRequest) (*http.Response, error) {
	resp := respond(200, `{"images":[],"networks":[]}`)
	resp.ContentLength++
	return resp, nil
}

// What came over https, the token or the answers of compute, doesn't go on over http: whichever of the two it was, and whichever service.
func TestServicesAreNoDowngrade(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		auth, compute, service string // their schemes
		used                   bool
	}{
		{"https", "https", "https", true},
		{"http", "http", "http", true},
		{"http", "http", "https", true},
		{"https", "https", "http", false},
		{"https", "http", "http", false}, // compute at an endpoint of the user's choice, which says nothing of others
		{"http", "https", "http", false},
	} {
		for _, of := range []string{"image", "network"} {
			c := (&fakeKeystone{t: t}).newClient(at(test.auth + "://keystone.example.com"))
			s := identity.Session{Endpoint: test.compute + "://nova.example.com/v2.1", Catalog: []api.Service{
				serviceOf("it", of, api.Endpoint{PublicURL: test.service + "://it.example.com"}),
			}}
			if got := c.sessions.ServiceEndpoint(s, of, "v2"); (got != "") != test.used {
				t.Errorf("%s: %+v: %q", of, test, got)
			}
		}
	}
}
