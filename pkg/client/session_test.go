package client

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/novactl/novactl/pkg/client/identity"
)

// Commands that do many things at once sign in once.
func TestOneSignInForMany(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(200, `{}`)}
	c := f.newClient(t)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if _, err := getServers(c); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if f.tokens != 1 {
		t.Errorf("%d sign-ins, want 1", f.tokens)
	}
}

// Waiting for another goroutine's sign-in can be interrupted.
func TestSessionInterrupted(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		end := make(chan struct{})
		slow := roundTripper(func(*http.Request) (*http.Response, error) {
			<-end // of a sign-in that takes its time
			return respond(500, ""), nil
		})
		c, err := New(Options{AuthURL: testAuthURL, Credentials: identity.Credentials{Username: "demo", Password: testPassword}, Transport: slow})
		if err != nil {
			t.Fatal(err)
		}
		go func() { _, _ = c.Session(t.Context()) }()
		synctest.Wait()
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { _, err := c.Session(ctx); done <- err }()
		synctest.Wait()
		cancel()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("%v, want canceled", err)
		}
		close(end)
	})
}

// Without a region that settles it, the session is there all the same: a token needs no region.
func TestSessionWithoutRegion(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{}
	s, err := f.newClient(t, func(o *Options) { o.Region = "dfw" }).Session(context.Background())
	var region *identity.RegionError
	if !errors.As(err, &region) || region.Match != "DFW" || s.Token != testToken || s.TenantID != "010101" {
		t.Errorf("%+v, %v", s, err)
	}
	if want := `there is no region "dfw": the catalog has DFW, ORD (did you mean DFW?)`; err.Error() != want {
		t.Errorf("%q, want %q", err, want)
	}
}

// A catalog that leads from https to http isn't followed with the token; the user may still choose that endpoint.
func TestCatalogInTheClear(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(200, `{}`), signIn: func(int) *http.Response {
		return respond(200, strings.ReplaceAll(accessDoc(testToken, time.Now().Add(time.Hour)), "https://dfw", "http://dfw"))
	}}
	_, err := getServers(f.newClient(t))
	if !errors.As(err, new(*identity.CatalogError)) || len(f.seen()) != 0 {
		t.Errorf("%v after %v", err, f.seen())
	}
	if _, err := getServers(f.newClient(t, func(o *Options) { o.Endpoint = "http://dfw.servers.example.com/v2/010101" })); err != nil {
		t.Error(err)
	}
}

// The user's endpoint stands, whatever the catalog says; the token goes there and nowhere else.
func TestEndpointOfTheUser(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(200, `{}`)}
	c := f.newClient(t, func(o *Options) { o.Endpoint, o.Region = "http://127.0.0.1:1/v2/x/", "MARS" })
	if _, err := getServers(c); err != nil {
		t.Fatal(err)
	}
	if f.requests[0].URL != "http://127.0.0.1:1/v2/x/servers" {
		t.Error(f.requests[0].URL)
	}
}

// Signing out revokes the token and forgets it, and leaves nothing in the store even where the cloud fails.
func TestLogout(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		status int
		ok     bool
	}{
		"revoked":                 {204, true},
		"dead already":            {404, true},
		"refused as dead":         {401, true},
		"not for users":           {403, true},
		"not there":               {405, true},
		"cloud broken":            {500, false},
		"identity has no deletes": {501, true},
	} {
		store := newMemoryTokens()
		var revoked []string
		f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
			if r.Method == http.MethodDelete {
				revoked = append(revoked, r.URL)
				if r.Token != testToken {
					t.Errorf("%s: revoked with token %q", name, r.Token)
				}
				return respond(test.status, ""), nil
			}
			return respond(200, `{}`), nil
		}}
		if _, err := getServers(f.newClient(t, withTokens(store))); err != nil {
			t.Fatal(err)
		}
		err := f.newClient(t, withTokens(store)).Logout(context.Background())
		if (err == nil) != test.ok {
			t.Errorf("%s: %v", name, err)
		}
		if contains(err, testToken) {
			t.Errorf("%s: the error tells the token: %v", name, err)
		}
		if got := strings.Join(revoked, " "); got != testAuthURL+"/tokens/"+testToken || len(store.data) != 0 {
			t.Errorf("%s: revoked %q, %d sessions kept", name, got, len(store.data))
		}
	}
}

// Signing out when nobody is signed in asks nobody.
func TestLogoutWithoutSession(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(204, "")}
	if err := f.newClient(t).Logout(context.Background()); err != nil || len(f.seen()) != 0 || f.tokens != 0 {
		t.Errorf("%v, %v, %d sign-ins", err, f.seen(), f.tokens)
	}
}
