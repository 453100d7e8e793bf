package output

import (
	"errors"
	"io"
	"iter"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"
)

// What a list looks like in each format: the documents of three, and none.
func TestListFormats(t *testing.T) {
	t.Parallel()
	tests := []struct {
		format     string
		full, none string
	}{
		{Table, `
+----+--------+--------+
| ID | Name   | Status |
+----+--------+--------+
| a1 | web-10 | ACTIVE |
| b2 | -      | BUILD  |
| c3 | 東京-2 | ACTIVE |
+----+--------+--------+
`, `
+----+------+--------+
| ID | Name | Status |
+----+------+--------+
`},
		{Wide, `
+----+--------+--------+-----------+
| ID | Name   | Status | Memory MB |
+----+--------+--------+-----------+
| a1 | web-10 | ACTIVE |      2048 |
| b2 | -      | BUILD  |       512 |
| c3 | 東京-2 | ACTIVE |      1024 |
+----+--------+--------+-----------+
`, `
+----+------+--------+-----------+
| ID | Name | Status | Memory MB |
+----+------+--------+-----------+
`},
		{Plain, "\nID\tName\tStatus\na1\tweb-10\tACTIVE\nb2\t-\tBUILD\nc3\t東京-2\tACTIVE\n", "\nID\tName\tStatus\n"},
		{CSV, "\nID,Name,Status\na1,web-10,ACTIVE\nb2,,BUILD\nc3,東京-2,ACTIVE\n", "\nID,Name,Status\n"},
		{ID, "\na1\nb2\nc3\n", "\n"},
		{XML, "\n<xml>{\"servers\":[" + three[0] + "," + three[1] + "," + three[2] + "]}</xml>\n", "\n<xml>{\"servers\":[]}</xml>\n"},
		{JSONL, "\n" + `{"id":"a1","name":"web-10","status":"ACTIVE","ram":2048,"links":[{"rel":"self","href":"http://x/a1"}],"big":12345678901234567890}
{"id":"b2","status":"BUILD","name":"","ram":512,"price":1250.0}
{"ram":1024,"id":"c3","name":"東京-2","status":"ACTIVE","tenant_id":"010101","empty":{},"none":[],"null":null}
`, "\n"},
		{JSON, `
[
  {
    "id": "a1",
    "name": "web-10",
    "status": "ACTIVE",
    "ram": 2048,
    "links": [
      {
        "rel": "self",
        "href": "http://x/a1"
      }
    ],
    "big": 12345678901234567890
  },
  {
    "id": "b2",
    "status": "BUILD",
    "name": "",
    "ram": 512,
    "price": 1250.0
  },
  {
    "ram": 1024,
    "id": "c3",
    "name": "東京-2",
    "status": "ACTIVE",
    "tenant_id": "010101",
    "empty": {},
    "none": [],
    "null": null
  }
]
`, "\n[]\n"},
		{YAML, `
- id: a1
  name: web-10
  status: ACTIVE
  ram: 2048
  links:
    - rel: self
      href: http://x/a1
  big: 12345678901234567890
- id: b2
  status: BUILD
  name: ""
  ram: 512
  price: 1250.0
- ram: 1024
  id: c3
  name: 東京-2
  status: ACTIVE
  tenant_id: "010101"
  empty: {}
  none: []
  "null": null
`, "\n[]\n"},
	}
	var covered []string
	for _, test := range tests {
		covered = append(covered, test.format)
		t.Run(test.format, func(t *testing.T) {
			t.Parallel()
			want(t, listed(t, Options{Format: test.format}, three...), test.full[1:])
			want(t, listed(t, Options{Format: test.format}), test.none[1:])
		})
	}
	if got := len(covered); got != len(Formats()) {
		t.Errorf("%d formats are tested, there are %d", got, len(Formats()))
	}
}

func TestListWithoutHeaders(t *testing.T) {
	t.Parallel()
	tests := []struct{ format, full, none string }{
		{Table, "+----+--------+--------+\n| a1 | web-10 | ACTIVE |\n+----+--------+--------+\n", ""},
		{Plain, "a1\tweb-10\tACTIVE\n", ""},
		{CSV, "a1,web-10,ACTIVE\n", ""},
	}
	for _, test := range tests {
		o := Options{Format: test.format, NoHeaders: true}
		want(t, listed(t, o, three[0]), test.full)
		want(t, listed(t, o), test.none)
	}
}

// --columns takes any column, also the wide ones and those of show, in any order and spelling.
func TestListColumns(t *testing.T) {
	t.Parallel()
	for _, names := range [][]string{{"memory-mb", "ID", "size_class"}, {"Memory MB,id", "sizeclass"}} {
		got := listed(t, Options{Format: CSV, Columns: names}, three...)
		want(t, got, "Memory MB,ID,Size Class\n2048,a1,class 2\n512,b2,class 0\n1024,c3,class 1\n")
	}
}

func TestListSorted(t *testing.T) {
	t.Parallel()
	docs := []string{
		`{"id":"1","name":"web-10","ram":512}`, `{"id":"2","name":"web-9","ram":2048}`,
		`{"id":"3","name":"DB-1","ram":1024}`, `{"id":"4","name":"web-9","ram":512}`,
	}
	tests := []struct{ sort, ids string }{
		{"", "1\n2\n3\n4\n"},
		{"name", "3\n2\n4\n1\n"},           // numbers in names count as numbers, case doesn't count
		{"NAME:asc", "3\n2\n4\n1\n"},       //
		{"name:desc", "1\n2\n4\n3\n"},      // equal ones stay in the cloud's order
		{"memory-mb:desc", "2\n3\n1\n4\n"}, // by the column's own order, though it isn't shown
		{"size-class", "1\n4\n3\n2\n"},     // a row of show
	}
	for _, test := range tests {
		want(t, listed(t, Options{Format: ID, Sort: test.sort}, docs...), test.ids)
	}
	want(t, listed(t, Options{Format: JSON, Sort: "name"}, docs[0], docs[2]),
		"[\n  {\n    \"id\": \"3\",\n    \"name\": \"DB-1\",\n    \"ram\": 1024\n  },\n"+
			"  {\n    \"id\": \"1\",\n    \"name\": \"web-10\",\n    \"ram\": 512\n  }\n]\n")
}

func TestNaturalOrder(t *testing.T) {
	t.Parallel()
	sorted := []string{"", "1", "2", "02a", "10", "a", "A1", "a2", "a10", "a10b", "b", "web-9", "web-10", "web-99999999999999999999", "é"}
	shuffled := slices.Clone(sorted)
	slices.Reverse(shuffled)
	slices.SortStableFunc(shuffled, natural)
	if !slices.Equal(shuffled, sorted) {
		t.Errorf("got %q, want %q", shuffled, sorted)
	}
}

// A page that fails must never leave something that looks like a whole list: JSON stays open, a table isn't drawn.
func TestListFailingPage(t *testing.T) {
	t.Parallel()
	const first = `{"id":"a1","name":"x"}`
	tests := []struct {
		o    Options
		want string
	}{
		{Options{Format: JSON}, "[\n  {\n    \"id\": \"a1\",\n    \"name\": \"x\"\n  }"},
		{Options{Format: YAML}, "- id: a1\n  name: x\n"},
		{Options{Format: CSV}, "ID,Name,Status\na1,x,\n"},
		{Options{Format: Plain}, "ID\tName\tStatus\na1\tx\t-\n"},
		{Options{Format: ID}, "a1\n"},
		{Options{Format: Table}, ""},
		{Options{Format: Wide}, ""},
		{Options{Format: XML}, ""},
		{Options{Format: ID, Sort: "name"}, ""},
		{Options{JQ: ".[]"}, first + "\n"},
		{Options{JQ: "map(.id)[]"}, ""},
		{Options{Template: "{{.}}"}, ""},
	}
	for _, test := range tests {
		s, out, _ := Buffers("")
		if err := List(s, test.o, vmView(), failing(first)); !errors.Is(err, errPage) {
			t.Errorf("%+v: error %v, want the page's", test.o, err)
		}
		want(t, out.String(), test.want)
		s, out, _ = Buffers("")
		if err := List(s, test.o, vmView(), failing()); !errors.Is(err, errPage) || out.Len() > 0 {
			t.Errorf("%+v: a list that fails at once: error %v, printed %q", test.o, err, out)
		}
	}
}

// A list shows what it has while it waits for the next page.
func TestListStreams(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		JSON: "[\n  {\n    \"id\": \"a1\"\n  }", YAML: "- id: a1\n", CSV: "ID,Name,Status\na1,,\n",
		Plain: "ID\tName\tStatus\na1\t-\t-\n", ID: "a1\n",
	}
	for format, first := range tests {
		synctest.Test(t, func(t *testing.T) {
			next := make(chan string)
			s, out, _ := Buffers("")
			done := make(chan error)
			go func() { done <- List(s, Options{Format: format}, vmView(), received(next)) }()
			next <- `{"id":"a1"}`
			<-time.After(2 * flushAfter)
			synctest.Wait()
			want(t, out.String(), first)
			close(next)
			if err := <-done; err != nil {
				t.Error(err)
			}
		})
	}
}

// A list of JSON is re-indented in one buffer: its items aren't decoded, copied or kept (a View's Decode alone takes a
// dozen allocations).
func TestListKeepsNothing(t *testing.T) { //nolint:paralleltest // it counts what the process allocates
	docs := make([]string, 10_000)
	for i := range docs {
		docs[i] = three[0]
	}
	s := &Streams{Out: io.Discard}
	allocated := testing.AllocsPerRun(1, func() {
		if err := List(s, Options{Format: JSON}, vmView(), items(docs...)); err != nil {
			t.Error(err)
		}
	})
	if perItem := allocated / float64(len(docs)); perItem > 5 { // 1 is items' own; the race detector adds some
		t.Errorf("%.1f allocations for each item", perItem)
	}
}

// received gives the documents that come through a channel.
func received(docs <-chan string) iter.Seq2[jsontext.Value, error] {
	return func(yield func(jsontext.Value, error) bool) {
		for d := range docs {
			if !yield(jsontext.Value(d), nil) {
				return
			}
		}
	}
}

// A document that isn't what the View expects is an error that says so; nothing is left out.
func TestListUnreadableItem(t *testing.T) {
	t.Parallel()
	s, _, _ := Buffers("")
	err := List(s, Options{}, vmView(), items(`{"id":"a1"}`, `"a string"`))
	if err == nil || errors.As(err, new(*UsageError)) {
		t.Fatalf("error %v, want the decoder's", err)
	}
	for _, format := range []string{JSON, YAML} {
		if err := List(s, Options{Format: format}, vmView(), items(`{"id":`)); err == nil {
			t.Errorf("%s: a truncated document passed", format)
		}
	}
}

// The user's mistakes are found before anything is asked of the cloud.
func TestListChecksFirst(t *testing.T) {
	t.Parallel()
	s, out, _ := Buffers("")
	asked := false
	err := List(s, Options{Columns: []string{"colour"}}, vmView(), func(func(jsontext.Value, error) bool) { asked = true })
	mustUsage(t, err, `unknown column "colour"; the columns are id, name, status, memory-mb, size-class`)
	if asked || out.Len() > 0 {
		t.Errorf("asked for items: %v, printed %q", asked, out)
	}
}

// A list reads no more of its documents than the members that its columns look at, where all columns say which these are.
func TestListReadsMembers(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		o    Options
		want []string // nil: the whole documents
	}{
		{Options{}, []string{"id", "id", "name", "status"}},
		{Options{Format: CSV, Columns: []string{"name"}}, []string{"id", "name"}},
		{Options{Format: CSV, Columns: []string{"name"}, Sort: "status:desc"}, []string{"id", "name", "status"}},
		{Options{Format: CSV, Columns: []string{"name,memory-mb"}}, nil},
		{Options{Format: CSV, Columns: []string{"name"}, Sort: "memory-mb"}, nil},
		{Options{Format: JSON, Sort: "name"}, []string{"id", "name"}},
		{Options{Format: JSON, Sort: "memory-mb"}, nil},
		{Options{Format: ID}, []string{"id"}},
	} {
		var members []string
		v := vmView()
		for i := range v.Columns[:3] {
			v.Columns[i].Reads = strings.ToLower(v.Columns[i].Name)
		}
		v.DecodeMembers = func(raw []byte, names []string, into any) error {
			members = names
			return v.Decode(raw, into)
		}
		s, out, _ := Buffers("")
		if err := List(s, test.o, v, items(three...)); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(test.want, members); diff != "" {
			t.Errorf("%+v reads (-want +got):\n%s", test.o, diff)
		}
		plain, want, _ := Buffers("")
		if err := List(plain, test.o, vmView(), items(three...)); err != nil || out.String() != want.String() {
			t.Errorf("%+v: %v\n%s\nwant\n%s", test.o, err, out, want)
		}
	}
}

// On a terminal a list without items says so, on stderr; in a pipe, and where stderr is a file, it doesn't.
func TestEmptyListSaysSo(t *testing.T) {
	t.Parallel()
	v := vmView()
	v.Many = "server_groups"
	for _, test := range []struct {
		out, err bool
		o        Options
		docs     []string
		want     string
	}{
		{true, true, Options{}, nil, "There are no server groups.\n"},
		{true, true, Options{Format: Wide}, nil, "There are no server groups.\n"},
		{true, true, Options{}, []string{`{"id":"a"}`}, ""},
		{true, true, Options{Format: JSON}, nil, ""},
		{true, true, Options{Format: ID}, nil, ""},
		{false, true, Options{}, nil, ""},
		{true, false, Options{}, nil, ""},
	} {
		s, _, said := Buffers("")
		s.OutTTY, s.ErrTTY = test.out, test.err
		if err := List(s, test.o, v, items(test.docs...)); err != nil {
			t.Fatal(err)
		}
		if said.String() != test.want {
			t.Errorf("%+v: %q, want %q", test, said, test.want)
		}
	}
}
