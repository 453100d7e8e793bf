package output

import (
	"strconv"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// odd is a resource of which a member may be unreadable: it is "odd" on the wire then.
type odd struct {
	ID   string
	Name string
	Size int
}

const oddNumber = 987654

// oddView decodes objects of texts; "odd" is what can't be read.
func oddView() *View[*odd] {
	return &View[*odd]{
		One: "disk", Many: "disks",
		ID: func(o *odd) string { return o.ID },
		Columns: []Column[*odd]{
			{Name: "ID", Cell: func(o *odd) string { return o.ID }},
			{Name: "Name", Cell: func(o *odd) string { return o.Name }},
			{Name: "Size", Cell: func(o *odd) string { return sizeText(o.Size) }},
			{Name: "Both", Cell: func(o *odd) string { return strings.TrimSpace(o.Name + " " + sizeText(o.Size)) }},
			{Name: "Big", Cell: func(o *odd) string { return map[bool]string{true: "yes", false: ""}[o.Size > 1000] }},
		},
		Decode: decodeOdd,
	}
}

func sizeText(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func decodeOdd(raw []byte, to any) error {
	into := to.(*odd)
	var texts map[string]string
	if err := json.Unmarshal(raw, &texts); err != nil {
		return err
	}
	marks := new(odd)
	p := &PartialError{Marked: marks, Number: strconv.Itoa(oddNumber)}
	read := func(name string, value, marked *string) {
		if *value = texts[name]; *value != "odd" {
			*marked = *value
			return
		}
		*value, *marked = "", "?"
		p.Unread = append(p.Unread, name)
	}
	read("id", &into.ID, &marks.ID)
	read("name", &into.Name, &marks.Name)
	if texts["size"] == "odd" {
		p.Unread, marks.Size = append(p.Unread, "size"), oddNumber
	} else {
		into.Size, _ = strconv.Atoi(texts["size"])
		marks.Size = into.Size
	}
	if p.Unread == nil {
		return nil
	}
	return p
}

// One odd resource hides no other: its cells that can't be read are "?", and one line says what is wrong.
func TestPartialResources(t *testing.T) {
	t.Parallel()
	items := []string{`{"id":"1","name":"a","size":"5"}`, `{"id":"2","name":"odd","size":"odd"}`, `{"id":"odd","name":"c","size":"odd"}`}
	for _, c := range []struct{ format, want, says string }{
		{Plain, "1\ta\t5\ta 5\t-\n2\t?\t?\t?\t?\n?\tc\t?\tc ?\t?\n", "name, size of disk 2"},
		{ID, "1\n2\n", "name, size of disk 2"},
		{JSON, "[", ""},
	} {
		s, out, errs := Buffers("")
		err := List(s, Options{Format: c.format, NoHeaders: true}, oddView(), func(yield func(jsontext.Value, error) bool) {
			for _, item := range items {
				if !yield(jsontext.Value(item), nil) {
					return
				}
			}
		})
		if err != nil || !strings.HasPrefix(out.String(), c.want) {
			t.Errorf("%s: %v\n%q\nwant\n%q", c.format, err, out, c.want)
		}
		if !strings.Contains(errs.String(), c.says) || strings.Count(errs.String(), "\n") != min(len(c.says), 1) {
			t.Errorf("%s: stderr is %q", c.format, errs)
		}
	}
	s, out, errs := Buffers("")
	if err := Show(s, Options{Format: Plain}, oddView(), jsontext.Value(items[1]), nil); err != nil || !strings.Contains(out.String(), "Name\t?") {
		t.Errorf("show: %v\n%s", err, out)
	}
	if !strings.Contains(errs.String(), "name, size of disk 2") {
		t.Errorf("show: stderr is %q", errs)
	}
}

// A list that is sorted is read before it is printed: the marks survive that.
func TestPartialResourcesSorted(t *testing.T) {
	t.Parallel()
	s, out, _ := Buffers("")
	err := List(s, Options{Format: Plain, NoHeaders: true, Sort: "id:desc", Columns: []string{"id,name"}}, oddView(), func(yield func(jsontext.Value, error) bool) {
		_ = yield(jsontext.Value(`{"id":"1","name":"a"}`), nil) && yield(jsontext.Value(`{"id":"2","name":"odd"}`), nil)
	})
	if err != nil || out.String() != "2\t?\n1\ta\n" {
		t.Errorf("%v\n%q", err, out)
	}
}
