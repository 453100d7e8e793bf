package jsondoc

import (
	"fmt"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

// A Reader makes of documents what Decode makes of them, with the same names of the same objects, whatever came before.
func TestReader(t *testing.T) {
	t.Parallel()
	var names []string
	seen := func(m map[string]any, of []string) { names = append(names, fmt.Sprintf("%d %q", len(m), of)) }
	r := NewReader(ExactNumber, seen)
	for range 2 {
		for _, doc := range append(odd, `{"a":{"b":1,"a":[{"b":2}]},"b":null,"a":false}`, `{"\u0061":"\ud83d\ude00","b":"\ud800"}`, "{\"\xff\":\"\xff\"}", `{"":{}}`) {
			if len(doc) > 150 {
				continue // deeper than cmp.Diff can go
			}
			got, gotErr := r.Read(jsontext.Value(doc))
			gotNames := names
			names = nil
			want, wantErr := Decode(jsontext.Value(doc), ExactNumber, seen)
			if diff := cmp.Diff(want, got); gotErr == nil && diff != "" || fmt.Sprint(gotErr) != fmt.Sprint(wantErr) {
				t.Errorf("%.60s: %v, want %v (-want +got):\n%s", doc, gotErr, wantErr, diff)
			}
			if diff := cmp.Diff(names, gotNames[max(0, len(gotNames)-len(names)):]); wantErr == nil && diff != "" {
				t.Errorf("%.60s: names (-want +got):\n%s", doc, diff)
			}
			names = nil
		}
	}
}

// Keys that are data don't pile up, and are read all the same.
func TestReaderOfManyNames(t *testing.T) {
	t.Parallel()
	r := NewReader(ExactNumber, nil)
	for i := range 3 * maxBranches {
		name := fmt.Sprint("key-", i)
		v, err := r.Read(fmt.Appendf(nil, `{%q:%d}`, name, i))
		if m, _ := v.(map[string]any); err != nil || len(m) != 1 || m[name] != ExactNumber(fmt.Sprint(i)) {
			t.Fatalf("%s: %v, %v", name, v, err)
		}
	}
	if n := len(r.root.longer); n != maxBranches {
		t.Errorf("%d names are held, want %d", n, maxBranches)
	}
}

// Only the members that are wanted are read, of the document itself; an object within it is read whole.
func TestReaderOnly(t *testing.T) {
	t.Parallel()
	r := NewReader(ExactNumber, nil)
	r.Only = []string{"a"}
	got, err := r.Read(jsontext.Value(`{"b":{"a":1},"a":{"b":[{"c":true}]},"c":"x"}`))
	if diff := cmp.Diff(map[string]any{"a": map[string]any{"b": []any{map[string]any{"c": true}}}}, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if _, err := r.Read(jsontext.Value(`{"b":{"a":1,},"a":1}`)); err == nil {
		t.Error("what isn't read needs to be JSON too")
	}
}
