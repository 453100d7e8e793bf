package recording

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/client/transport"
)

// services says which service a URL belongs to, as far as settings and catalogs have told.
type services struct{ known []service }

// service is an endpoint, its paths without a slash at their end.
type service struct {
	kind     string // its type in the catalog
	origin   string
	endpoint string // its path
	root     string // the part of that path before the version
}

// newServices knows those that settings name.
func newServices(s Settings) *services {
	all := &services{}
	all.add("identity", s["auth-url"])
	all.add("compute", s["endpoint"])
	return all
}

func (s *services) add(kind, endpoint string) {
	u, err := url.Parse(endpoint)
	if err != nil || u.Host == "" {
		return
	}
	one := service{kind: kind, origin: transport.Origin(u), endpoint: strings.TrimRight(u.EscapedPath(), "/")}
	one.root = one.endpoint
	for at := 0; at < len(one.endpoint); {
		end := len(one.endpoint)
		if i := strings.IndexByte(one.endpoint[at+1:], '/'); i >= 0 {
			end = at + 1 + i
		}
		if transport.IsVersion(one.endpoint[at+1 : end]) {
			one.root = one.endpoint[:at]
			break
		}
		at = end
	}
	for _, other := range s.known {
		if other == one {
			return
		}
	}
	s.known = append(s.known, one)
}

// locate returns the service that a URL is of, and the path below its root: that of the longest endpoint which the URL is below, else of the longest
// root. Where there is none the path is the URL.
func (s *services) locate(u *url.URL) (kind, path string) {
	path = u.EscapedPath()
	var best *service
	for _, part := range []func(*service) string{func(s *service) string { return s.endpoint }, func(s *service) string { return s.root }} {
		for i := range s.known {
			one := &s.known[i]
			below := one.origin == transport.Origin(u) && (path == part(one) || strings.HasPrefix(path, part(one)+"/"))
			if below && (best == nil || len(part(one)) > len(part(best))) {
				best = one
			}
		}
		if best != nil {
			path = "/" + strings.TrimLeft(path[len(best.root):], "/")
			if u.RawQuery != "" {
				path += "?" + u.RawQuery
			}
			return best.kind, path
		}
	}
	return "", u.String()
}

// isSignIn reports a request for a token.
func isSignIn(method, path string) bool {
	return method == http.MethodPost && strings.HasSuffix(path, "/tokens")
}

// learn adds what the catalog of an answer to a sign-in names, of Identity v2.0 or v3.
func (s *services) learn(answer []byte) {
	var doc struct {
		Token struct {
			Catalog []catalogService `json:"catalog"`
		} `json:"token"`
		Access struct {
			Catalog []catalogService `json:"serviceCatalog"`
		} `json:"access"`
	}
	_ = json.Unmarshal(answer, &doc) // what is odd in it isn't known
	for _, one := range append(doc.Token.Catalog, doc.Access.Catalog...) {
		for _, e := range one.Endpoints {
			for _, at := range []string{e.URL, e.Public, e.Internal, e.Admin} {
				s.add(one.Type, at)
			}
		}
	}
}

type catalogService struct {
	Type      string `json:"type"`
	Endpoints []struct {
		URL      string `json:"url"`
		Public   string `json:"publicURL"`
		Internal string `json:"internalURL"`
		Admin    string `json:"adminURL"`
	} `json:"endpoints"`
}
