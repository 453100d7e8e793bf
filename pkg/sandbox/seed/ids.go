package seed

import (
	"crypto/sha256"
	"slices"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// seedIDs are the ids that a seed can't take any more.
type seedIDs struct {
	taken map[string]bool
	made  map[string]int // how many were made of the same words
}

// newSeedIDs are those that the tables have. What is retired is only found where a seed hasn't its id, so that it takes none from a cloud of
// other flavors.
func newSeedIDs(all *tables.Tables) *seedIDs {
	ids := &seedIDs{taken: map[string]bool{}, made: map[string]int{}}
	flavors, images := all.Flavors(), all.Images()
	if len(flavors) > 0 {
		flavors = slices.Concat(flavors, tables.RetiredFlavors())
	}
	for _, f := range flavors {
		ids.taken[f.ID] = true
	}
	for _, i := range slices.Concat(images, tables.RetiredImages()) {
		ids.taken[i.ID] = true
	}
	for _, id := range all.NetworkIDs() {
		ids.taken[id] = true
	}
	for _, v := range all.Volumes {
		ids.taken[v.ID] = true
	}
	return ids
}

// claim takes an id, unless it is taken.
func (s *seedIDs) claim(id string) error {
	if s.taken[id] {
		return seedMistake("id", "%s is taken", id)
	}
	s.taken[id] = true
	return nil
}

// uuid completes an entry's id: in lower case, or made of the words that tell the entry from others.
func (s *seedIDs) uuid(id *string, words ...string) error {
	if *id == "" {
		key := strings.Join(words, "/")
		s.made[key]++
		*id = namedUUID(key, s.made[key])
	}
	*id = strings.ToLower(*id)
	if !random.IsUUID(*id) {
		return seedMistake("id", "%q is no UUID", *id)
	}
	return s.claim(*id)
}

// namedUUID is always the same for a key and a number, and has the form of a random one.
func namedUUID(key string, n int) string {
	sum := sha256.Sum256([]byte(key + "/" + strconv.Itoa(n)))
	return random.FormatUUID([16]byte(sum[:16]))
}
