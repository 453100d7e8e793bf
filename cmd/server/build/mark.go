package build

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// MarkKey is the metadata item that --ensure makes servers with.
const MarkKey = "novactl-ensure"

// mark says which run of create made a server, and of what nobody can see in the server afterwards. Its text is the run, and pairs
// part=digest behind it, with spaces between.
type mark struct {
	run     string
	digests map[string]string // by part
}

// part is a part of a request that no document of the server shows.
type part struct {
	name  string // for people, with _ for spaces
	value any
}

// hiddenParts returns those that req has.
func hiddenParts(req api.ServerCreate) []part {
	var parts []part
	add := func(name string, is bool, value any) {
		if is {
			parts = append(parts, part{name, value})
		}
	}
	add("user_data", req.UserData != "", req.UserData)
	add("files", len(req.Personality) > 0, req.Personality)
	add("networks", len(req.Networks) > 0 || req.NetworkPolicy != "", []any{req.Networks, req.NetworkPolicy})
	add("hints", len(req.Hints) > 0, req.Hints)
	add("disks", len(req.BlockDevices) > 0, req.BlockDevices)
	var others map[string]jsontext.Value
	_ = api.Unmarshal(req.Extra, &others) // it came from a document
	for _, name := range []string{"description", "hostname", tagsMember} {
		add(name, others[name] != nil, others[name])
		delete(others, name)
	}
	add("other_members", len(others) > 0, others)
	return parts
}

// digest is the beginning of the SHA-256 of the part's JSON: enough to see that it is another, too little to tell it from.
func (p part) digest() string {
	text, err := json.Marshal(p.value, json.Deterministic(true))
	if err != nil {
		return "-" // no value of a request fails
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:4])
}

// markOf returns the item that a run marks what it makes of req with.
func markOf(run string, req api.ServerCreate) api.Pair {
	words := []string{run}
	for _, p := range hiddenParts(req) {
		words = append(words, p.name+"="+p.digest())
	}
	return api.Pair{Key: MarkKey, Value: strings.Join(words, " ")}
}

// readMark reads the mark of a server; ok is false where it has none.
func readMark(m api.Metadata) (read mark, ok bool) {
	text, ok := m.Get(MarkKey)
	words := strings.Fields(text)
	if !ok || len(words) == 0 {
		return mark{}, false
	}
	read = mark{run: words[0], digests: map[string]string{}}
	for _, word := range words[1:] {
		name, digest, _ := strings.Cut(word, "=")
		read.digests[name] = digest
	}
	return read, true
}
