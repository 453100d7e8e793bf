package client

import (
	"context"
	"net/http"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// refusing answers 401 to these tokens.
func refusing(next func(sentRequest) (*http.Response, error), tokens ...string) func(sentRequest) (*http.Response, error) {
	return func(r sentRequest) (*http.Response, error) {
		for _, dead := range tokens {
			if r.Token == dead {
				return respond(401, `{"unauthorized":{"code":401,"message":"dead"}}`), nil
			}
		}
		return next(r)
	}
}

// A token that died early costs the user nothing: the command signs in again and works, a create too, with its body.
func TestTokenRenewed(t *testing.T) {
	t.Parallel()
	store := newMemoryTokens()
	f := &fakeCloud{handle: refusing(fromNova(t, "server-create"), testToken)}
	c := f.newClient(t, withTokens(store))
	if _, err := c.CreateServer(context.Background(), api.ServerCreate{Name: "web", ImageRef: "i", FlavorRef: "2"}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"POST /servers", "POST /servers"}, f.seen()); diff != "" || f.tokens != 2 {
		t.Errorf("%d sign-ins; %s", f.tokens, diff)
	}
	if f.requests[1].Body != f.requests[0].Body || f.requests[1].Body == "" {
		t.Errorf("the second body is %q, the first %q", f.requests[1].Body, f.requests[0].Body)
	}
	if s, _ := f.newClient(t, withTokens(store)).CachedSession(); s.Token != testToken+"-2" {
		t.Errorf("kept is %q, want the second token", s.Token)
	}
}

// A user without rights isn't signed in again and again.
func TestTokenRenewedOnce(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: fromNova(t, "bad-token")}
	_, err := getServers(f.newClient(t))
	want := "The request you have made requires authentication. (HTTP 401, request req-4a120702-7d5d-40ac-ba83-4e593b8d0f5a)"
	if !transport.IsAuth(err) || err.Error() != want || len(f.seen()) != 2 || f.tokens != 2 {
		t.Errorf("%v after %d requests and %d sign-ins; want %s after 2 and 2", err, len(f.seen()), f.tokens, want)
	}
}

// When many requests find the token dead at once, one signs in and the others take its token.
func TestTokenRenewedForMany(t *testing.T) {
	t.Parallel()
	var start sync.WaitGroup
	start.Add(10)
	f := &fakeCloud{}
	f.handle = func(r sentRequest) (*http.Response, error) {
		if r.Token != testToken {
			return respond(200, `{}`), nil
		}
		start.Done()
		start.Wait() // all ten have sent the dead token before any is refused
		return respond(401, `{"unauthorized":{"code":401,"message":"dead"}}`), nil
	}
	c := f.newClient(t)
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			if _, err := getServers(c); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if f.tokens != 2 {
		t.Errorf("%d sign-ins, want 2", f.tokens)
	}
}

// Where the second sign-in is refused, the user reads why that was.
func TestTokenNotRenewed(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: fromNova(t, "bad-token")}
	f.signIn = func(n int) *http.Response {
		if n == 1 {
			return nil
		}
		return respond(401, `{"unauthorized":{"code":401,"message":"The password has expired"}}`)
	}
	_, err := getServers(f.newClient(t))
	if err == nil || err.Error() != "The password has expired (HTTP 401)" {
		t.Error(err)
	}
}
