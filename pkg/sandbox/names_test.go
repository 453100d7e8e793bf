package sandbox

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/store"
)

// plainStore is a store whose indexes nobody trusts.
type plainStore struct{ store.Store }

type plainTx struct{ store.Tx }

func (plainTx) Indexed() bool { return false }

func (s plainStore) View(ctx context.Context, fn func(store.Tx) error) error {
	return s.Store.View(ctx, func(t store.Tx) error { return fn(plainTx{t}) })
}

// olderStore is that of a release without the index.
type olderStore struct{ store.Store }

type olderTx struct{ store.Tx }

func (s olderStore) Update(ctx context.Context, fn func(store.Tx) error) error {
	return s.Store.Update(ctx, func(t store.Tx) error { return fn(olderTx{t}) })
}

func (t olderTx) Put(b store.Bucket, key string, value []byte) error {
	if b == model.NameIndexBucket {
		return nil
	}
	return t.Tx.Put(b, key, value)
}

func (t olderTx) Remove(b store.Bucket, key string) error {
	if b == model.NameIndexBucket {
		return nil
	}
	return t.Tx.Remove(b, key)
}

// namesLikely to be mixed up, by an index or by a pattern.
var namesLikely = []string{
	"web", "web-1", "web-2", "web-10", "Web", "we", "web ", "a.b", "axb", "db|web", "^web$", "web\\x00", "wéb", "web\u2028", "(web)", "\"web\"", "web\\",
}

// A list of a name is the same whether an index finds it or each server is looked at: every pattern, on every page, also after servers
// got other names, were deleted, and were purged.
func TestNamesAreFound(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{Quota: vast})
	for range 3 {
		for _, name := range namesLikely {
			u.want(202, u.post(map[string]string{"name": show(name)}))
		}
		u.clock.advance(time.Minute)
	}
	ids := u.ids()
	u.compareNames(ids)
	for i, id := range ids[:20] {
		u.want(200, u.compute("PUT", "/servers/"+id, `{"server":{"name":`+show(namesLikely[i*5%len(namesLikely)])+`}}`))
	}
	for _, id := range ids[15:25] {
		u.want(204, u.compute("DELETE", "/servers/"+id, ""))
	}
	u.compareNames(ids)
	u.clock.advance(time.Hour)
	u.compareNames(ids)
	u.clock.advance(31 * 24 * time.Hour)
	u.token = u.signIn("sandbox", "sandbox")
	u.create("web")
	u.compareNames(append(u.ids(), ids[16]))
	checkRecords(t, u.db.Store, u.clock.Now())
}

func (u *cloudUnderTest) compareNames(markers []string) {
	u.t.Helper()
	patterns := []string{
		"", "web", "^web$", "^web-[12]$", "^web-(1|10|3)$", "^(web|Web|none)$", "^(web)$|^we$", "^(?:web-1|web-2)$", "(?i)^web$", "^(?i:w)eb$", "^web.$",
		"^$", "^", "$", "web$", "^web", "^^web$", "^web$$", "(^web$)", "^(^web)$", "^w?eb$", "^web(-1)?$", "^web*$", "^web-1{1}$", `^a\.b$`, "^a.b$", `^\Qa.b\E$`,
		`^db\|web$`, `^\^web\$$`, "^w[eé]b$", "^(?m)web$", "(?m)^web$", `\Aweb\z`, `^web\b$`, "^[a-z]{3}$", "^[[:alpha:]]eb$", "^(|web)$", `^\(web\)$`, "^web\\x00$",
	}
	indexed := u.db.Store
	for i, pattern := range patterns {
		for _, query := range []string{"", "&limit=2", "&limit=2&marker=" + markers[i%len(markers)], "&marker=" + markers[len(markers)-1], "&changes-since=2013-01-01", "&status=ACTIVE"} {
			path := "/servers/detail?name=" + url.QueryEscape(pattern) + query
			got := u.compute("GET", path, "")
			u.db.Store = plainStore{indexed}
			want := u.compute("GET", path, "")
			u.db.Store = indexed
			if got.status != want.status || got.body != want.body {
				u.t.Errorf("%q%s: with the index %d %.300s\nwithout %d %.300s", pattern, query, got.status, got.body, want.status, want.body)
			}
		}
	}
}

// A file that a release without the index wrote to is read rightly, and the next write makes the index.
func TestNamesInAFileOfAnOlderRelease(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "sandbox.db")
	u := newCloud(t, Options{Path: path})
	ids := u.fleet(3)
	older := newCloud(t, Options{Path: path, Clock: u.clock.Now})
	older.db.Store = olderStore{store.NewFile(path, store.Layouts{Oldest: 1})}
	found := func(when string, want ...string) {
		t.Helper()
		for name := range 4 {
			name := fmt.Sprintf("s%d", name+1)
			if got := u.names("servers", u.want(200, u.compute("GET", "/servers?name=^"+name+"$", ""))); len(got) != countOf(want, name) {
				t.Errorf("%s: %d servers are named %s, of %q", when, len(got), name, want)
			}
		}
	}
	found("at first", "s1", "s2", "s3")
	older.want(200, older.compute("PUT", "/servers/"+ids[0], `{"server":{"name":"s4"}}`))
	older.want(200, older.compute("PUT", "/servers/"+ids[1], `{"server":{"name":"s4"}}`))
	found("read after the older release wrote", "s4", "s4", "s3")
	u.want(200, u.compute("PUT", "/servers/"+ids[2], `{"server":{"name":"s1"}}`))
	found("written after it", "s4", "s4", "s1")
	checkRecords(t, u.db.Store, u.clock.Now())
}

func countOf(all []string, wanted string) (n int) {
	for _, one := range all {
		if one == wanted {
			n++
		}
	}
	return n
}
