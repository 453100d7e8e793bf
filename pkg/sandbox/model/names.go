package model

import (
	"bytes"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/store"
)

// The index of names finds the servers of a name without a look at the others. It holds deleted servers too, as long as their records are
// kept. A file that a release without it wrote to last is read without it (store.Indexes).

// orderedLen is how long a time and an id are in a key.
const orderedLen = 8 + 36

// nameKey is where the index has a server. Those of one name come in the order of lists.
func nameKey(prefix, name string, created time.Time, id string) string {
	return prefix + name + "\x00" + IndexKey("", created, id)
}

// indexName notes the name that a server is saved with, in place of the one that it had.
func (m *Model) indexName(s *compute.Server) error {
	if old := m.Tx.Get(ServerBucket, m.KeyPrefix()+s.ID); old != nil {
		name, _ := RecordName(old)
		if name == s.Name {
			return nil
		}
		if err := m.Tx.Remove(NameIndexBucket, nameKey(m.KeyPrefix(), name, s.Created, s.ID)); err != nil {
			return err
		}
	}
	return m.Tx.Put(NameIndexBucket, nameKey(m.KeyPrefix(), s.Name, s.Created, s.ID), nil)
}

// listNamed yields what listIDs does, of the servers with one of the names.
func (m *Model) listNamed(names []string, start string, since time.Time) iter.Seq[string] {
	prefix := m.KeyPrefix()
	var found []string // keys of the index of lists
	for _, name := range names {
		first := prefix + name + "\x00"
		for key := range m.Tx.Scan(NameIndexBucket, first, "") {
			at := prefix + strings.TrimPrefix(key, first)
			if len(at) == len(prefix)+orderedLen && at > start { // else it is of a name that begins so, and goes on with a 0
				found = append(found, at)
			}
		}
	}
	slices.Sort(found)
	return func(yield func(string) bool) {
		for _, key := range slices.Compact(found) {
			if m.isListed(m.Tx.Get(ServerIndexBucket, key), since) && !yield(idOf(prefix, key)) {
				return
			}
		}
	}
}

// makeNameIndex makes the index anew, from the records.
func makeNameIndex(t store.Tx) error {
	return store.Bulk(t, func(t store.Tx) error {
		var stale []string
		for key := range t.Scan(NameIndexBucket, "", "") {
			stale = append(stale, key)
		}
		for _, key := range stale {
			if err := t.Remove(NameIndexBucket, key); err != nil {
				return err
			}
		}
		for key, data := range t.Scan(ServerBucket, "", "") {
			var record struct {
				Name    string    `json:"name"`
				Created time.Time `json:"created"`
			}
			if json.Unmarshal(data, &record) != nil {
				continue // who reads it whole complains
			}
			cut := strings.LastIndexByte(key, '/') + 1
			if err := t.Put(NameIndexBucket, nameKey(key[:cut], record.Name, record.Created, key[cut:]), nil); err != nil {
				return err
			}
		}
		return nil
	})
}

// RecordName reads the member "name" of a server's record, and nothing behind it. It is the second one, as a rule.
func RecordName(record []byte) (string, bool) {
	if name, found := secondMember(record, `,"name":"`); found {
		return name, true
	}
	dec := jsontext.NewDecoder(bytes.NewBuffer(record))
	_, err := dec.ReadToken()
	for err == nil && dec.PeekKind() == '"' {
		member, _ := dec.ReadToken() // was peeked at
		if member.String() == "name" {
			name, err := dec.ReadToken()
			return name.String(), err == nil
		}
		err = dec.SkipValue()
	}
	return "", false
}

// secondMember is the text of a record's second member, where its first is an id and there is nothing in the text that JSON escapes.
func secondMember(record []byte, member string) (string, bool) {
	rest, ok := bytes.CutPrefix(record, []byte(`{"id":"`))
	if !ok {
		return "", false
	}
	id, rest, ok := bytes.Cut(rest, []byte{'"'})
	if !ok || bytes.IndexByte(id, '\\') >= 0 {
		return "", false
	}
	rest, ok = bytes.CutPrefix(rest, []byte(member))
	if !ok {
		return "", false
	}
	text, _, ok := bytes.Cut(rest, []byte{'"'})
	return string(text), ok && bytes.IndexByte(text, '\\') < 0
}
