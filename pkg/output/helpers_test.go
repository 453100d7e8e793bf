package output

import (
	"errors"
	"fmt"
	"iter"
	"strconv"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

// vm is a resource as another package would declare it.
type vm struct {
	ID     string         `json:"id"`
	Name   string         `json:"name"`
	Status string         `json:"status"`
	RAM    int            `json:"ram"`
	Extra  jsontext.Value `json:",embed"`
}

func decodeVM(raw []byte, into any) error {
	return json.Unmarshal(raw, into, jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
}

func vmView() *View[*vm] {
	id := Column[*vm]{Name: "ID", Cell: func(v *vm) string { return v.ID }}
	name := Column[*vm]{Name: "Name", Cell: func(v *vm) string { return v.Name }}
	status := Column[*vm]{Name: "Status", Cell: func(v *vm) string { return v.Status }}
	ram := Column[*vm]{
		Name: "Memory MB", Right: true, Wide: true,
		Cell:    func(v *vm) string { return strconv.Itoa(v.RAM) },
		Compare: func(a, b *vm) int { return a.RAM - b.RAM },
	}
	upper := Column[*vm]{Name: "Size Class", In: ShowOnly, Cell: func(v *vm) string { return fmt.Sprintf("class %d", v.RAM/1024) }}
	return &View[*vm]{
		One: "server", Many: "servers",
		Columns: []Column[*vm]{id, name, status, ram, upper},
		Decode:  decodeVM,
		ID:      func(v *vm) string { return v.ID },
		Extra:   func(v *vm) []byte { return v.Extra },
		XML:     func(doc []byte) ([]byte, error) { return fmt.Appendf(nil, "<xml>%s</xml>", doc), nil },
	}
}

// three are documents with what formats stumble over: order, an unknown member, numbers that a float64 can't hold, an
// empty name, wide characters, text that reads as a number.
var three = []string{
	`{"id":"a1","name":"web-10","status":"ACTIVE","ram":2048,"links":[{"rel":"self","href":"http://x/a1"}],"big":12345678901234567890}`,
	`{"id":"b2","status":"BUILD","name":"","ram":512,"price":1250.0}`,
	`{"ram":1024,"id":"c3","name":"東京-2","status":"ACTIVE","tenant_id":"010101","empty":{},"none":[],"null":null}`,
}

func items(docs ...string) iter.Seq2[jsontext.Value, error] {
	return func(yield func(jsontext.Value, error) bool) {
		for _, d := range docs {
			if !yield(jsontext.Value(d), nil) {
				return
			}
		}
	}
}

var errPage = errors.New("the second page failed")

// failing gives the documents, then an error instead of the next page.
func failing(docs ...string) iter.Seq2[jsontext.Value, error] {
	return func(yield func(jsontext.Value, error) bool) {
		for d := range items(docs...) {
			if !yield(d, nil) {
				return
			}
		}
		yield(nil, errPage)
	}
}

// listed is what List prints for programs, not for a terminal.
func listed(t *testing.T, o Options, docs ...string) string {
	t.Helper()
	s, out, _ := Buffers("")
	if err := List(s, o, vmView(), items(docs...)); err != nil {
		t.Fatalf("List: %v", err)
	}
	return out.String()
}

// shown is what Show prints for programs.
func shown(t *testing.T, o Options, doc string) string {
	t.Helper()
	s, out, _ := Buffers("")
	if err := Show(s, o, vmView(), jsontext.Value(doc), nil); err != nil {
		t.Fatalf("Show: %v", err)
	}
	return out.String()
}

func want(t *testing.T, got, want string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("output differs (-want +got):\n%s", diff)
	}
}

// mustUsage checks that err is the user's mistake, in these words.
func mustUsage(t *testing.T, err error, message string) {
	t.Helper()
	mistake, ok := errors.AsType[*UsageError](err)
	if !ok {
		t.Fatalf("error %v (%T), want a *UsageError", err, err)
	}
	want(t, mistake.Message, message)
}
