package output

import (
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/grid"
)

// manyRows is the length of the lists that are measured.
const manyRows = 100_000

// BenchmarkList prints lists of 100,000 servers of 1.4 KB each, as a detailed list has them.
func BenchmarkList(b *testing.B) {
	for _, format := range Formats() {
		b.Run(format, func(b *testing.B) { benchmark(b, Options{Format: format}, manyRows) })
	}
	b.Run("json sorted", func(b *testing.B) { benchmark(b, Options{Format: JSON, Sort: "name"}, manyRows) })
	b.Run("jq", func(b *testing.B) { benchmark(b, Options{JQ: ".[].id"}, manyRows) })
	b.Run("table of 1000", func(b *testing.B) { benchmark(b, Options{}, grid.OwnAbove) })
}

func benchmark(b *testing.B, o Options, n int) {
	page := make([]jsontext.Value, 1000)
	for i := range page {
		page[i] = bigServer(i)
	}
	docs := func(yield func(jsontext.Value, error) bool) {
		for i := range n {
			if !yield(page[i%len(page)], nil) {
				return
			}
		}
	}
	b.SetBytes(int64(n * len(page[0])))
	b.ReportAllocs()
	for b.Loop() {
		s, _, _ := Buffers("")
		s.Out = io.Discard
		if err := List(s, o, vmView(), docs); err != nil {
			b.Fatal(err)
		}
	}
}

// bigServer is a document with many members.
func bigServer(i int) jsontext.Value {
	return fmt.Appendf(nil, `{"id":"%08d-0000-4000-8000-000000000000","name":"web-%d","status":"ACTIVE","ram":%d,%s}`,
		i, i, 512<<(i%5), padding)
}

var padding = func() string {
	var members []string
	for i := range 40 {
		members = append(members, fmt.Sprintf(`"member-%d":{"rel":"self","n":%d}`, i, i))
	}
	return strings.Join(members, ",")
}()
