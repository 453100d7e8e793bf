package sandbox

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/seed"
	"github.com/novactl/novactl/pkg/sandbox/store"
)

// checkRecords looks at a store from below: what the tables say of each other has to agree. What is counted is what the records add up
// to, every record has its entry in the index of lists and no other, and what has a tombstone is being deleted.
func checkRecords(t *testing.T, s store.Store, now time.Time) {
	t.Helper()
	err := s.View(t.Context(), func(tx store.Tx) error {
		checkCollection(t, tx, model.ServerCollection())
		checkCollection(t, tx, model.ImageCollection())
		checkNames(t, tx)
		m, err := (&model.Database{Clock: time.Now, Seeded: seed.Tables}).Bind(tx, model.Session{})
		if err != nil {
			return err
		}
		want, got := map[string]compute.Usage{}, map[string]compute.Usage{}
		for prefix, data := range tx.Scan(model.UsageBucket, "", "") {
			var u compute.Usage
			if err := json.Unmarshal(data, &u); err != nil {
				return err
			}
			if u != (compute.Usage{}) {
				got[prefix] = u
			}
		}
		for key, data := range tx.Scan(model.ServerBucket, "", "") {
			s := &compute.Server{}
			if err := json.Unmarshal(data, s); err != nil {
				return err
			}
			s.AdvanceTo(now)
			if !s.Deleted.IsZero() || s.State.Task == "deleting" {
				continue
			}
			f, found := m.Flavor(s.CountedFlavor())
			if !found {
				t.Errorf("%s has no flavor: %q", key, s.CountedFlavor())
				continue
			}
			prefix := key[:len(key)-len(s.ID)]
			u := want[prefix]
			u.Add(f, 1)
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

// checkNames compares the names of the records with their index, where it is to be trusted.
func checkNames(t *testing.T, tx store.Tx) {
	t.Helper()
	want, got := []string{}, []string{}
	for key := range tx.Scan(model.NameIndexBucket, "", "") {
		got = append(got, key)
	}
	for key, data := range tx.Scan(model.ServerBucket, "", "") {
		s := &compute.Server{}
		if err := json.Unmarshal(data, s); err != nil {
			t.Errorf("%s: %v", key, err)
			continue
		}
		prefix := strings.TrimSuffix(key, s.ID)
		want = append(want, prefix+s.Name+"\x00"+strings.TrimPrefix(model.IndexKey(prefix, s.Created, s.ID), prefix))
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" && tx.Indexed() {
		t.Errorf("the index of names: %s", diff)
	}
}

// checkCollection compares the records of a collection with its index and its tombstones.
func checkCollection(t *testing.T, tx store.Tx, s model.CollectionBuckets) {
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
	for key, data := range tx.Scan(s.Records, "", "") {
		var r record
		if err := json.Unmarshal(data, &r); err != nil {
			t.Errorf("%s: %v", key, err)
			continue
		}
		prefix := strings.TrimSuffix(key, r.ID)
		wantIndex[model.IndexKey(prefix, r.Created, r.ID)] = ""
		for _, step := range r.Plan {
			if step.State.VM == "deleted" {
				r.Deleted = step.At
			}
		}
		if !r.Deleted.IsZero() {
			wantIndex[model.IndexKey(prefix, r.Created, r.ID)] = string(model.Instant(r.Deleted))
			wantTombstones[model.TombstoneKey(prefix, r.Deleted, r.ID)] = true
		}
	}
	for key, deleted := range tx.Scan(s.Index, "", "") {
		gotIndex[key] = string(deleted)
	}
	for key := range tx.Scan(s.Tombstones, "", "") {
		gotTombstones[key] = true
	}
	if diff := cmp.Diff(wantIndex, gotIndex); diff != "" {
		t.Errorf("%s: the order of lists: %s", s.Records, diff)
	}
	if diff := cmp.Diff(wantTombstones, gotTombstones); diff != "" {
		t.Errorf("%s: the tombstones: %s", s.Records, diff)
	}
}
