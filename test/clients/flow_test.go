package clients

import (
	"testing"
	"time"

	"github.com/novactl/novactl/test/novactl"
)

// What the flows of both gophercloud start from: names, as a user knows them.
const (
	imageName   = "Ubuntu 12.04 LTS (Precise Pangolin)"
	smallFlavor = "512MB Standard Instance"
	largeFlavor = "1GB Standard Instance"
	volumeID    = "4ab50df6-7480-45df-8604-b1ee39fe857c"
)

func TestMain(m *testing.M) { novactl.Main(m) }

// serve starts a cloud in which a build takes 40 ms, and a rescue, which ends itself, long enough for a slow machine.
func serve(t *testing.T) map[string]string {
	t.Helper()
	home := novactl.NewHome(t)
	home.Env = append(home.Env, "NOVACTL_SANDBOX_SPEED=100")
	return home.Serve(t)
}

// must fails the test unless a call went well, and returns what the call did.
func must[V any](v V, err error) func(*testing.T) V {
	return func(t *testing.T) V {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// eventually looks until it is so. Gophercloud's own waits look once a second, and at the status alone.
func eventually(t *testing.T, what string, look func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for end := time.Now().Add(time.Minute); !look(); <-tick.C {
		if time.Now().After(end) {
			t.Fatalf("%s: not within a minute", what)
		}
	}
}

// keyCredentials is a sign-in with an API key, which gophercloud leaves to the provider's own code.
type keyCredentials struct{ user, key string }

// ToTokenV2CreateMap is the request of fact 1.
func (k keyCredentials) ToTokenV2CreateMap() (map[string]any, error) {
	return map[string]any{"auth": map[string]any{
		"RAX-KSKEY:apiKeyCredentials": map[string]any{"username": k.user, "apiKey": k.key},
	}}, nil
}

// CanReauth says that a dead token can be had anew.
func (k keyCredentials) CanReauth() bool { return true }
