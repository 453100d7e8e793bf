package sandbox

import (
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// checkRecords looks at a store from below: what the tables say of each other has to agree. What is counted is what the records add up
// to, every record has its entry in the index of lists and no other, and what has a tombstone is being deleted.
func checkRecords(t *testing.T, s store.Store, now time.Time) {
	t.Helper()
	err := s.View(t.Context(), func(tx store.Tx) error {
		checkCollection(t, tx, serverCollection())
		checkCollection(t, tx, imageCollection())
		m, err := (&Database{Clock: time.Now, Seeded: Tables}).Bind(tx, Session{})
		if err != nil {
			return err
		}
		want, got := map[string]usage{}, map[string]usage{}
		for prefix, data := range tx.Scan(usageBucket, "", "") {
			var u usage
			if err := json.Unmarshal(data, &u); err != nil {
				return err
			}
			if u != (usage{}) {
				got[prefix] = u
			}
		}
		for key, data := range tx.Scan(serverBucket, "", "") {
			s := &server{}
			if err := json.Unmarshal(data, s); err != nil {
				return err
			}
			s.advanceTo(now)
			if !s.Deleted.IsZero() || s.State.Task == "deleting" {
				continue
			}
			f, found := m.Flavor(s.countedFlavor())
			if !found {
				t.Errorf("%s has no flavor: %q", key, s.countedFlavor())
				continue
			}
			prefix := key[:len(key)-len(s.ID)]
			u := want[prefix]
			u.add(f, 1)
			want[prefix] = u
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("what is counted isn't what is there: %s", diff)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

// checkCollection compares the records of a collection with its index and its tombstones.
func checkCollection(t *testing.T, tx store.Tx, s collectionBuckets) {
	t.Helper()
	type record struct {
		ID      string    `json:"id"`
		Created time.Time `json:"created"`
		Deleted time.Time `json:"deleted"`
		Plan    []struct {
			At    time.Time `json:"at"`
			State struct {
				VM string `json:"vm"`
			} `json:"state"`
		} `json:"plan"`
	}
	wantIndex, gotIndex, wantTombstones, gotTombstones := map[string]string{}, map[string]string{}, map[string]bool{}, map[string]bool{}
	for key, data := range tx.Scan(s.records, "", "") {
		var r record
		if err := json.Unmarshal(data, &r); err != nil {
			t.Errorf("%s: %v", key, err)
			continue
		}
		prefix := strings.TrimSuffix(key, r.ID)
		wantIndex[indexKey(prefix, r.Created, r.ID)] = ""
		for _, step := range r.Plan {
			if step.State.VM == "deleted" {
				r.Deleted = step.At
			}
		}
		if !r.Deleted.IsZero() {
			wantIndex[indexKey(prefix, r.Created, r.ID)] = string(instant(r.Deleted))
			wantTombstones[tombstoneKey(prefix, r.Deleted, r.ID)] = true
		}
	}
	for key, deleted := range tx.Scan(s.index, "", "") {
		gotIndex[key] = string(deleted)
	}
	for key := range tx.Scan(s.tombstones, "", "") {
		gotTombstones[key] = true
	}
	if diff := cmp.Diff(wantIndex, gotIndex); diff != "" {
		t.Errorf("%s: the order of lists: %s", s.records, diff)
	}
	if diff := cmp.Diff(wantTombstones, gotTombstones); diff != "" {
		t.Errorf("%s: the tombstones: %s", s.records, diff)
	}
}
