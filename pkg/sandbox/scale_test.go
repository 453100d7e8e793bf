package sandbox

import (
	"context"
	"iter"
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// vast is room for as many servers as a test wants.
var vast = compute.Quota{Instances: 1 << 20, RAM: 1 << 40}

// countingStore counts what requests do with a store: records read, entries of lists passed, and writes.
type countingStore struct {
	store.Store
	reads, passed, writes int
}

type countingTx struct {
	store.Tx
	store *countingStore
}

func (s *countingStore) View(ctx context.Context, fn func(store.Tx) error) error {
	return s.Store.View(ctx, func(t store.Tx) error { return fn(countingTx{t, s}) })
}

func (s *countingStore) Update(ctx context.Context, fn func(store.Tx) error) error {
	return s.Store.Update(ctx, func(t store.Tx) error { return fn(countingTx{t, s}) })
}

func (t countingTx) Get(b store.Bucket, key string) []byte {
	t.store.reads++
	return t.Tx.Get(b, key)
}

func (t countingTx) Put(b store.Bucket, key string, value []byte) error {
	t.store.writes++
	return t.Tx.Put(b, key, value)
}

func (t countingTx) Scan(b store.Bucket, prefix, after string) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for key, value := range t.Tx.Scan(b, prefix, after) {
			t.store.passed++
			if !yield(key, value) {
				return
			}
		}
	}
}

// Whatever is done to one server, or to a page of them, does no more work in a cloud of thousands than in one of thirty; the last page
// does no more than the first.
func TestCostInALargeCloud(t *testing.T) {
	t.Parallel()
	type cost struct{ reads, passed, writes int }
	costs := func(servers int) map[string]cost {
		u := newCloud(t, Options{Quota: vast})
		u.fill(servers)
		u.clock.advance(time.Minute)
		ids := u.ids()
		if len(ids) != servers {
			t.Fatalf("%d servers, want %d", len(ids), servers)
		}
		counting := &countingStore{Store: u.db.Store}
		u.db.Store = counting
		all := map[string]cost{}
		for _, test := range []struct {
			name string
			do   func() reply
		}{
			{"the first page", func() reply { return u.compute("GET", "/servers/detail?limit=10", "") }},
			{"the last page", func() reply { return u.compute("GET", "/servers/detail?limit=10&marker="+ids[len(ids)-12], "") }},
			{"a server", func() reply { return u.compute("GET", "/servers/"+ids[20], "") }},
			{"a search by name", func() reply { return u.compute("GET", "/servers/detail?limit=1000&name=^the-one$", "") }},
			{"another name", func() reply { return u.compute("PUT", "/servers/"+ids[20], `{"server":{"name":"other"}}`) }},
			{"limits", func() reply { return u.compute("GET", "/limits", "") }},
			{"status", func() reply { return u.send("GET", "/_sandbox/status", "") }},
			{"a tick", func() reply { return u.send("POST", "/_sandbox/tick", `{"duration":"1ns"}`) }},
			{"a create", func() reply { return u.post(nil) }},
			{"a delete", func() reply { return u.compute("DELETE", "/servers/"+ids[21], "") }},
			{"a resize", func() reply { return u.act(ids[22], `{"resize":{"flavorRef":"3"}}`) }},
			{"an image", func() reply { return u.act(ids[23], `{"createImage":{"name":"i"}}`) }},
			{"metadata", func() reply { return u.compute("POST", "/servers/"+ids[24]+"/metadata", `{"metadata":{"a":"b"}}`) }},
			{"a volume", func() reply {
				return u.compute("POST", "/servers/"+ids[25]+"/os-volume_attachments", `{"volumeAttachment":{"volumeId":"`+tables.Volumes[0].ID+`"}}`)
			}},
			{"putting a server by its id", func() reply {
				return u.send("POST", "/_sandbox/set", `{"server":"`+ids[26]+`","status":"SHUTOFF"}`)
			}},
		} {
			if test.name == "a search by name" {
				u.want(200, u.compute("PUT", "/servers/"+ids[len(ids)-1], `{"server":{"name":"the-one"}}`))
			}
			*counting = countingStore{Store: counting.Store}
			if r := test.do(); r.status >= 300 {
				t.Fatalf("%s: %d %s", test.name, r.status, r.body)
			}
			all[test.name] = cost{counting.reads, counting.passed, counting.writes}
		}
		return all
	}
	few, many := costs(40), costs(2000)
	for _, name := range slices.Sorted(maps.Keys(few)) {
		if many[name] != few[name] {
			t.Errorf("%s costs %+v among 2000 servers, and %+v among 40", name, many[name], few[name])
		}
	}
	if a, b := many["the first page"], many["the last page"]; a.passed != b.passed || b.reads > a.reads+1 { // the marker
		t.Errorf("the first page costs %+v, the last %+v", a, b)
	}
}

// Servers that are deleted but not yet purged are passed over in a list, and not read.
func TestDeletedServersCostNoReads(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{Quota: vast})
	u.fill(20)
	u.fill(500)
	for _, id := range u.ids()[:500] {
		u.want(204, u.compute("DELETE", "/servers/"+id, ""))
	}
	counting := &countingStore{Store: u.db.Store}
	u.db.Store = counting
	if got := len(u.ids()); got != 520 { // they go a second later
		t.Errorf("%d servers, want 520", got)
	}
	u.clock.advance(time.Minute)
	counting.reads = 0
	if got := len(u.ids()); got != 20 {
		t.Errorf("%d servers, want 20", got)
	}
	if counting.reads > 30 {
		t.Errorf("a list of 20 servers read %d records", counting.reads)
	}
}
