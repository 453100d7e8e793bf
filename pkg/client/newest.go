package client

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/client/internal/microversion"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// wanted is what Want was called with.
type wanted struct {
	minor   int
	members []string
}

// Want asks, from now on, for members of documents that only newer microversions have: up to 2.minor, which is the newest that they take. Where servers,
// flavors, key pairs and server groups are read, the newest that the cloud has is asked for, up to that one; nothing else is, and nothing where the
// options name a version. The members are those that are asked for by name.
//
// Which is the newest takes no request of its own: a cloud that has less than is asked for says so in its refusal (406), and is asked again. That is kept
// with the token, so it happens once. Who refuses a version without saying what there is, is asked for the base from then on.
func (c *Client) Want(minor int, members ...string) { c.wanted = wanted{minor, members} }

// HasVersions reports whether compute has versions of its API beside its own.
func (c *Client) HasVersions(ctx context.Context) bool {
	base, err := c.BaseURL(ctx)
	return err == nil && !microversion.IgnoredAt(base)
}

// LacksVersion returns why the documents that Want is about came without the members of a microversion; "" where nothing speaks against it.
func (c *Client) LacksVersion(ctx context.Context, minor int) string {
	base, err := c.BaseURL(ctx)
	switch newest := c.sessions.NewestVersion(base); {
	case err != nil:
		return ""
	case c.options.ComputeAPIVersion != "":
		if c.options.atLeast(minor) {
			return ""
		}
		return c.options.ComputeAPIVersion + " was asked for"
	case microversion.IgnoredAt(base):
		return noVersions(base)
	case c.baseAlone.Load():
		return "it was refused, and not said which there are"
	case newest > 0 && newest < minor:
		return "the cloud has " + microversion.Text(newest) + " at most"
	}
	return ""
}

// wantedOf is the microversion that a request would have; 0: any. Only what is read in a form that novactl knows in all of them has one.
//
//go:noinline
func (c *Client) wantedOf(base string, r Request) int {
	collections := []string{"servers", "flavors", "os-keypairs", "os-server-groups"}
	if c.wanted.minor == 0 || c.baseAlone.Load() || !r.Gets() || microversion.IgnoredAt(base) || !slices.Contains(collections, rest.First(r.Path)) {
		return 0
	}
	if strings.Count(strings.Trim(r.Path, "/"), "/") > 1 { // what is below one of them has a form of its own
		return 0
	}
	if newest := c.sessions.NewestVersion(base); newest > 0 {
		return min(c.wanted.minor, newest)
	}
	return c.wanted.minor
}

// settleVersion learns from a refusal which version a cloud has, and reports whether the request is worth another try: where it would have had a version that
// the cloud lacks, and needs none that is as new.
func (c *Client) settleVersion(base string, r Request, err error) bool {
	var refused *transport.Error
	asked := c.wantedOf(base, r)
	if c.options.ComputeAPIVersion != "" || asked <= r.Since || !errors.As(err, &refused) || refused.Status != http.StatusNotAcceptable {
		return false
	}
	newest, said := microversion.NewestIn(refused.Error())
	if !said && r.Since == 0 {
		c.baseAlone.Store(true)
		return true
	}
	if !said || newest >= asked || newest < r.Since {
		return false
	}
	c.sessions.LearnNewestVersion(base, max(newest, 1))
	return true
}

// NewestVersion returns the newest microversion that the cloud is known to have: 2.93 is 93; 0 where that was never learned; -1 where the endpoint's path
// says that there are none, as /v2. It asks the cloud nothing but, where there is no token, to sign in.
func (c *Client) NewestVersion(ctx context.Context) int {
	switch base, err := c.BaseURL(ctx); {
	case err != nil:
		return 0
	case microversion.IgnoredAt(base):
		return -1
	default:
		return c.sessions.NewestVersion(base)
	}
}

// KeepNewestVersion keeps, with the token, what NewestVersion returns from now on; 0: that is asked for again.
func (c *Client) KeepNewestVersion(ctx context.Context, minor int) {
	if base, err := c.BaseURL(ctx); err == nil {
		c.sessions.LearnNewestVersion(base, minor)
	}
}
