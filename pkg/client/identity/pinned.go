package identity

import (
	"context"
	"errors"
	"fmt"
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
	var absent *absentError
	if !errors.As(err, &absent) {
		return s, err
	}
	if other, found := p.other(ctx); found {
		absent.complaint.Message += fmt.Sprintf("; but there is Identity %s: set auth-url to %s, or to %s without a version",
			path.Base(other.Path), other, parent(p.at))
	}
	return s, err
}

// other is where the service has a version that it was not asked for.
func (p *pinned) other(ctx context.Context) (*url.URL, bool) {
	root := parent(p.at)
	roots := []*url.URL{root, root.JoinPath("v3")} // some close their root
	for _, r := range roots {
		if r.Path == p.at.Path {
			continue
		}
		d := &discovery{root: r, exchange: p.exchange}
		versions, err := d.versions(ctx)
		if err != nil {
			return nil, false
		}
		d.root = root
		for _, found := range d.speak(versions) {
			if base := found.address(); path.Base(base.Path) != path.Base(p.at.Path) {
				return base, true
			}
		}
	}
	return nil, false
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
