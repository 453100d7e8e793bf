package sandbox

import (
	"errors"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// A panic of the sandbox is an error that says so to who called it in the same process: nothing of the request is kept, and the next one
// is answered.
func TestBug(t *testing.T) {
	t.Parallel()
	for name, path := range map[string]string{"memory": "", "file": filepath.Join(t.TempDir(), "sandbox.db")} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newCloud(t, Options{Path: path})
			u.routes.Add(service.SignedIn("boom", "POST /boom", func(c *service.RequestContext) (*web.Response, error) {
				if err := c.Tx.Put("boom", "half", []byte("done")); err != nil {
					return nil, err
				}
				panic("a row without a function")
			}))
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://cloud.test/boom", nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("X-Auth-Token", u.token)
			response, err := u.Transport().RoundTrip(r)
			if response != nil {
				_ = response.Body.Close()
			}
			bug := new(BugError)
			if !errors.As(err, &bug) || !strings.Contains(err.Error(), "a bug") || bug.Kind() != "failure" || !strings.Contains(string(bug.Stack), "TestBug") {
				t.Fatalf("%v", err)
			}
			u.want(200, u.compute("GET", "/servers", ""))
			err = u.db.Store.View(t.Context(), func(tx store.Tx) error {
				if tx.Get("boom", "half") != nil {
					t.Error("half of a request was kept")
				}
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
}
