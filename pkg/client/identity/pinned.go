package identity

import (
	"context"
	"errors"
	"net/url"
	"path"

	"github.com/novactl/novactl/pkg/client/transport"
)

// pinned is an Identity service in the version that the auth URL ends with. Where that isn't there, it says which one is: an openrc of long
// ago names v2.0, and the cloud has had v3 alone for years. It doesn't go there: the credentials may mean something else to another version.
type pinned struct {
	service

	at       *url.URL
	exchange transport.Handler
}

func (p *pinned) authenticate(ctx context.Context, c Credentials) (Session, error) {
	s, err := p.service.authenticate(ctx, c)
	if !errors.As(err, new(wrongAddress)) {
		return s, foreign(ctx, p.exchange, p.at, err)
	}
	root := parent(p.at).Path
	return s, orElsewhere(ctx, p.exchange, p.at, err, root, root+"/v3", "", "identity") // some close their root
}

// parent is the URL without its last segment.
func parent(u *url.URL) *url.URL {
	up := *u
	up.Path, up.RawPath = path.Dir(u.Path), ""
	if up.Path == "/" {
		up.Path = ""
	}
	return &up
}
