package api

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// Random documents with awkward names and values: below an undeclared root they survive XML exactly, below a declared
// one they settle.
func TestRandomDocuments(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		exact := randomObject(r, []byte(`{"thing":`), 4)
		exact = append(exact, '}')
		out, err := FromJSON(XML, exact)
		if err != nil {
			t.Fatal(err)
		}
		back, err := ToJSON(XML, out)
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if want, got := sorted(t, string(exact)), sorted(t, string(back)); want != got {
			t.Fatalf("\n from %s\n   to %s\n by way of %s", want, got, out)
		}
		name := randomRoots[r.IntN(len(randomRoots))]
		settles := append(randomValue(r, append(strconv.AppendQuote([]byte{'{'}, name), ':'), 5), '}')
		checkThereAndBack(t, jsontext.Value(settles))
	}
}

var (
	randomRoots = []string{"server", "servers", "image", "flavor", "metadata", "meta", "addresses", "network", "limits", "version",
		"versions", "extension", "overLimit", "volumeAttachment", "rescue", "adminPass", "RS-CBS:attach-volume", "access", "auth", "public"}
	randomNames = []string{"id", "name", "a", "as", "item", "links", "OS-DCF:diskConfig", "OS-X:a", "OS-X:as", "rax-bandwidth:bandwidth",
		"metadata", "addresses", "public", "addr", "version", "image", "progress", "OS-EXT-STS:task_state", "a b", "é", "�", "1", "", "json:type",
		"xmlns", "xmlns:a", "#text", "atom:link", "tenantId", "tenant_id", "personality", "contents", "networks", "uuid", "network", "ip",
		"message", "details", "code", "rate", "absolute", "limit", "swap", "media-types", "servers_links", "interface", "RS-CBS:x"}
	randomScalars = []string{`"x"`, `""`, `" "`, `"1"`, `"None"`, `"null"`, `"True"`, `"a\nb"`, `"<&>"`, `"]]>"`, `1`, `-0.50`, `1e3`, `true`, `false`, `null`}
)

func randomValue(r *rand.Rand, dst []byte, depth int) []byte {
	switch n := r.IntN(10); {
	case depth == 0 || n < 5:
		return append(dst, randomScalars[r.IntN(len(randomScalars))]...)
	case n < 8:
		return randomObject(r, dst, depth)
	}
	dst = append(dst, '[')
	for i := range r.IntN(4) {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = randomValue(r, dst, depth-1)
	}
	return append(dst, ']')
}

func randomObject(r *rand.Rand, dst []byte, depth int) []byte {
	dst = append(dst, '{')
	seen := map[string]bool{}
	for range r.IntN(5) {
		name := randomNames[r.IntN(len(randomNames))]
		if seen[name] {
			continue
		}
		if len(seen) > 0 {
			dst = append(dst, ',')
		}
		seen[name] = true
		dst = append(strconv.AppendQuote(dst, name), ':')
		dst = randomValue(r, dst, depth-1)
	}
	return append(dst, '}')
}
