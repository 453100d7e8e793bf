package client

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
)

// A second run of the program sends one request, to compute: the token and the catalog were kept (fact 30).
func TestCachedTokenIsOneRequest(t *testing.T) {
	t.Parallel()
	store := fileTokens(t, filepath.Join(t.TempDir(), "tokens"))
	f := &fakeCloud{handle: always(200, `{"servers":[]}`)}
	for range 3 {
		if _, err := getServers(f.newClient(t, withTokens(store))); err != nil {
			t.Fatal(err)
		}
	}
	if f.tokens != 1 {
		t.Errorf("%d sign-ins in three runs, want 1", f.tokens)
	}
	s, ok := f.newClient(t, withTokens(store), func(o *Options) { o.Region = "ORD" }).CachedSession()
	if !ok || !s.Cached || s.Region != "ORD" || s.Endpoint != "https://ord.servers.example.com/v2/010101" {
		t.Errorf("for another region the kept session is %+v, %v", s, ok)
	}
}

// A kept token serves only those settings that it was got with.
func TestCachedTokenDepends(t *testing.T) {
	t.Parallel()
	for name, edit := range map[string]func(*Options){
		"auth URL":          func(o *Options) { o.AuthURL = "https://other.example.com/v2.0" },
		"user":              func(o *Options) { o.Credentials.Username = "other" },
		"password":          func(o *Options) { o.Credentials.Password = "another-password" },
		"kind":              func(o *Options) { o.Credentials.APIKey, o.Credentials.Password = o.Credentials.Password, "" },
		"user id":           func(o *Options) { o.Credentials.UserID = "7" },
		"user domain":       func(o *Options) { o.Credentials.UserDomainName = "7" },
		"user domain id":    func(o *Options) { o.Credentials.UserDomainID = "7" },
		"project domain":    func(o *Options) { o.Credentials.ProjectDomainName = "7" },
		"project domain id": func(o *Options) { o.Credentials.ProjectDomainID = "7" },
		"tenant id":         func(o *Options) { o.Credentials.TenantID = "7" },
		"tenant name":       func(o *Options) { o.Credentials.TenantName = "7" },
		"scope":             func(o *Options) { o.Scope = "/another/sandbox.db" },
	} {
		store := newMemoryTokens()
		f := &fakeCloud{handle: always(200, `{}`)}
		if _, err := f.newClient(t, withTokens(store)).Session(context.Background()); err != nil {
			t.Fatal(err)
		}
		if _, ok := f.newClient(t, withTokens(store), edit).CachedSession(); ok {
			t.Errorf("another %s: the kept token is used", name)
		}
		if _, ok := f.newClient(t, withTokens(store)).CachedSession(); !ok {
			t.Errorf("the same settings: the kept token isn't used")
		}
	}
}

// A token about to die isn't taken from the store; just got, it is used for the minutes that it has (fact 4).
func TestCachedTokenNearItsEnd(t *testing.T) {
	t.Parallel()
	for life, signIns := range map[time.Duration]int{10 * time.Second: 2, -time.Hour: 2, 5 * time.Minute: 1} {
		store := newMemoryTokens()
		f := &fakeCloud{handle: always(200, `{}`), life: life}
		for range 2 {
			c := f.newClient(t, withTokens(store))
			for range 2 { // in one run, once is enough
				if _, err := getServers(c); err != nil {
					t.Fatal(err)
				}
			}
		}
		if f.tokens != signIns {
			t.Errorf("with %v to live: %d sign-ins in two runs, want %d", life, f.tokens, signIns)
		}
	}
}

// A token that was good when it was kept isn't used after its time.
func TestCachedTokenExpires(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := &fakeCloud{handle: always(200, `{}`), life: 24 * time.Hour}
		store := newMemoryTokens()
		for _, signIns := range []int{1, 1, 2} { // at 0 h, 12 h, 24 h
			if _, err := getServers(f.newClient(t, withTokens(store))); err != nil || f.tokens != signIns {
				t.Errorf("%v after %d sign-ins, want %d", err, f.tokens, signIns)
			}
			if err := transport.Sleep(t.Context(), 12*time.Hour); err != nil {
				t.Fatal(err)
			}
		}
	})
}

// A damaged or unreadable file is as good as none: the command works, and the next has a good one.
func TestCachedTokenCorrupt(t *testing.T) {
	t.Parallel()
	for name, damage := range map[string]func(path string) error{
		"empty":    func(p string) error { return os.WriteFile(p, nil, 0o600) },
		"cut off":  func(p string) error { return os.Truncate(p, 100) },
		"not JSON": func(p string) error { return os.WriteFile(p, []byte("\x00\x01"), 0o600) },
		"older": func(p string) error {
			data, err := os.ReadFile(p)
			return errors.Join(err, os.WriteFile(p, bytes.Replace(data, []byte(`"layout":2`), []byte(`"layout":1`), 1), 0o600))
		},
		"directory": func(p string) error { return errors.Join(os.Remove(p), os.Mkdir(p, 0o700)) },
		"link":      func(p string) error { return errors.Join(os.Remove(p), os.Symlink("/dev/zero", p)) },
	} {
		dir := t.TempDir()
		f := &fakeCloud{handle: always(200, `{}`)}
		run := func() error {
			_, err := getServers(f.newClient(t, withTokens(fileTokens(t, dir))))
			return err
		}
		if err := run(); err != nil {
			t.Fatal(err)
		}
		if err := damage(onlyFile(t, dir)); err != nil {
			t.Fatal(err)
		}
		if err := run(); err != nil || f.tokens != 2 {
			t.Errorf("%s: %v after %d sign-ins, want success after 2", name, err, f.tokens)
		}
	}
}

// The store that can't be written doesn't fail the command.
func TestTokensUnwritable(t *testing.T) {
	t.Parallel()
	blocked := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(blocked, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f := &fakeCloud{handle: always(200, `{}`)}
	if _, err := getServers(f.newClient(t, withTokens(fileTokens(t, filepath.Join(blocked, "tokens"))))); err != nil {
		t.Error(err)
	}
}

// What lies on the disk is closed to others and holds no password or key, in no form that a dictionary would open.
func TestTokenFile(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "a", "tokens")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	f := &fakeCloud{handle: always(200, `{}`)}
	var before string
	for range 2 {
		if _, err := f.newClient(t, withTokens(fileTokens(t, dir))).Authenticate(context.Background()); err != nil {
			t.Fatal(err)
		}
		path := onlyFile(t, dir)
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(data), testPassword) || strings.Contains(path, testPassword) {
			t.Error("the file holds the password")
		}
		var r struct {
			Check []byte `json:"check"`
		}
		if err := jsonUnmarshal(data, &r); err != nil {
			t.Fatal(err)
		}
		if string(r.Check) == before {
			t.Error("two files have the same secret check: it isn't salted")
		}
		before = string(r.Check)
		modes := map[string]os.FileMode{}
		for _, p := range []string{dir, path} {
			info, err := os.Stat(p)
			if err != nil {
				t.Fatal(err)
			}
			modes[filepath.Ext(p)] = info.Mode().Perm()
		}
		if diff := cmp.Diff(map[string]os.FileMode{"": 0o700, ".json": 0o600}, modes); diff != "" {
			t.Error(diff)
		}
	}
}

// Keys that would lead out of the directory are refused.
func TestFileTokensKeys(t *testing.T) {
	t.Parallel()
	store := fileTokens(t, t.TempDir())
	for _, key := range []string{"", "../../etc/passwd", strings.Repeat("a", 63) + "/", strings.Repeat("A", 64)} {
		if store.Save(key, []byte("x")) == nil {
			t.Errorf("%q was saved", key)
		}
		if _, err := store.Load(key); err == nil {
			t.Errorf("%q was loaded", key)
		}
	}
	if err := store.Delete(strings.Repeat("a", 64)); err != nil {
		t.Errorf("deleting what isn't there: %v", err)
	}
}

// fileTokens keeps tokens in dir, and their key beside it.
func fileTokens(t *testing.T, dir string) identity.TokenStore {
	t.Helper()
	return identity.FileTokens(dir, dir+".key")
}

// onlyFile is the one file in dir: temporary ones don't stay.
func onlyFile(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%v, %v; want one file", entries, err)
	}
	return filepath.Join(dir, entries[0].Name())
}

// Whoever gets the tokens without their key can't tell a right password from a wrong one: without the key nothing fits. A key that is
// gone, cut off, or open to others is replaced, and costs a sign-in.
func TestTokenKey(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		damage  func(path string) error
		signIns int
	}{
		"as it was": {func(string) error { return nil }, 1},
		"gone":      {os.Remove, 2},
		"cut off":   {func(p string) error { return os.Truncate(p, 7) }, 2},
		"open":      {func(p string) error { return os.Chmod(p, 0o644) }, 2},
		"a link":    {func(p string) error { return errors.Join(os.Remove(p), os.Symlink("/dev/zero", p)) }, 2},
		"another":   {func(p string) error { return os.WriteFile(p, bytes.Repeat([]byte("x"), 32), 0o600) }, 2},
	} {
		dir := t.TempDir()
		key := filepath.Join(dir, "state", "token.key")
		f := &fakeCloud{handle: always(200, `{}`)}
		run := func() {
			t.Helper()
			if _, err := getServers(f.newClient(t, withTokens(identity.FileTokens(filepath.Join(dir, "tokens"), key)))); err != nil {
				t.Fatal(err)
			}
		}
		run()
		if err := test.damage(key); err != nil {
			t.Fatal(err)
		}
		run()
		run()
		if f.tokens != test.signIns {
			t.Errorf("%s: %d sign-ins, want %d", name, f.tokens, test.signIns)
		}
		info, err := os.Lstat(onlyFile(t, filepath.Dir(key)))
		if err != nil || info.Mode() != 0o600 || info.Size() != 32 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
}

// Of several processes that begin at once, one makes the key.
func TestTokenKeyMadeOnce(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "token.key")
	keys := make([][]byte, 20)
	var wg sync.WaitGroup
	for i := range keys {
		wg.Go(func() {
			key, err := identity.FileTokens(t.TempDir(), file).Key()
			if err != nil {
				t.Error(err)
			}
			keys[i] = key
		})
	}
	wg.Wait()
	for _, key := range keys {
		if !bytes.Equal(key, keys[0]) || len(key) != 32 {
			t.Fatalf("%x and %x", key, keys[0])
		}
	}
}
