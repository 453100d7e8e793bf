package output

import (
	"errors"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/go-json-experiment/json/jsontext"
)

// What one resource looks like in each format: every member is there but in csv and id.
func TestShowFormats(t *testing.T) {
	t.Parallel()
	const table = `
+------------+---------------------------------------+
| Property   | Value                                 |
+------------+---------------------------------------+
| ID         | a1                                    |
| Name       | web-10                                |
| Status     | ACTIVE                                |
| Memory MB  | 2048                                  |
| Size Class | class 2                               |
| links      | [{"rel":"self","href":"http://x/a1"}] |
| big        | 12345678901234567890                  |
+------------+---------------------------------------+
`
	tests := map[string]string{
		Table: table,
		Wide:  table,
		Plain: "\nProperty\tValue\nID\ta1\nName\tweb-10\nStatus\tACTIVE\nMemory MB\t2048\nSize Class\tclass 2\n" +
			"links\t[{\"rel\":\"self\",\"href\":\"http://x/a1\"}]\nbig\t12345678901234567890\n",
		CSV:   "\nID,Name,Status,Memory MB,Size Class\na1,web-10,ACTIVE,2048,class 2\n",
		ID:    "\na1\n",
		XML:   "\n<xml>{\"server\":" + three[0] + "}</xml>\n",
		JSONL: "\n" + `{"id":"a1","name":"web-10","status":"ACTIVE","ram":2048,"links":[{"rel":"self","href":"http://x/a1"}],"big":12345678901234567890}` + "\n",
		JSON: `
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
}
`,
		YAML: `
id: a1
name: web-10
status: ACTIVE
ram: 2048
links:
  - rel: self
    href: http://x/a1
big: 12345678901234567890
`,
	}
	for _, format := range Formats() {
		want(t, shown(t, Options{Format: format}, three[0]), strings.TrimPrefix(tests[format], "\n"))
	}
}

// null, "" and a member that isn't there look the same to people.
func TestShowEmptyValues(t *testing.T) {
	t.Parallel()
	got := shown(t, Options{NoHeaders: true}, `{"id":"a","name":"","fault":null,"text":"","o":{},"l":[ ]}`)
	want(t, got, `
+------------+---------+
| ID         | a       |
| Name       | -       |
| Status     | -       |
| Memory MB  | 0       |
| Size Class | class 0 |
| fault      | -       |
| text       | -       |
| o          | {}      |
| l          | []      |
+------------+---------+
`[1:])
}

// A rare row is left out where it has nothing to say, unless it is asked for.
func TestShowRareRows(t *testing.T) {
	t.Parallel()
	v := vmView()
	v.Columns = v.Columns[:2]
	v.Columns[1].Rare = true
	for _, test := range []struct {
		o         Options
		doc, want string
	}{
		{Options{Format: Plain}, `{"id":"a","name":"web"}`, "ID\ta\nName\tweb\n"},
		{Options{Format: Plain}, `{"id":"a"}`, "ID\ta\n"},
		{Options{Format: Plain, Columns: []string{"name"}}, `{"id":"a"}`, "Name\t-\n"},
	} {
		s, out, _ := Buffers("")
		test.o.NoHeaders = true
		if err := Show(s, test.o, v, jsontext.Value(test.doc), nil); err != nil {
			t.Fatal(err)
		}
		want(t, out.String(), test.want)
	}
}

func TestShowColumns(t *testing.T) {
	t.Parallel()
	o := Options{Columns: []string{"size-class", "name"}, NoHeaders: true}
	want(t, shown(t, o, three[0]), "+------------+---------+\n| Size Class | class 2 |\n| Name       | web-10  |\n+------------+---------+\n")
	o.Format = CSV
	want(t, shown(t, o, three[0]), "class 2,web-10\n")
}

// The wire's own XML goes through untouched.
func TestShowWireXML(t *testing.T) {
	t.Parallel()
	for _, doc := range []string{"<server  id='a1'>\n <x/></server>", "<server/>\n"} {
		s, out, _ := Buffers("")
		if err := Show(s, Options{Format: XML}, vmView(), jsontext.Value(three[0]), []byte(doc)); err != nil {
			t.Fatal(err)
		}
		want(t, out.String(), strings.TrimSuffix(doc, "\n")+"\n")
	}
}

func TestXMLErrors(t *testing.T) {
	t.Parallel()
	s, out, _ := Buffers("")
	v := vmView()
	v.XML = func([]byte) ([]byte, error) { return nil, errPage }
	if err := Show(s, Options{Format: XML}, v, jsontext.Value(three[0]), nil); !errors.Is(err, errPage) {
		t.Errorf("Show: error %v, want the converter's", err)
	}
	if err := List(s, Options{Format: XML}, v, items(three...)); !errors.Is(err, errPage) {
		t.Errorf("List: error %v, want the converter's", err)
	}
	v.XML = nil
	mustUsage(t, List(s, Options{Format: XML}, v, items()), "a server has no XML form; use -o json")
	v.One = "interfaceAttachment"
	mustUsage(t, List(s, Options{Format: XML}, v, items()), "an interfaceAttachment has no XML form; use -o json")
	want(t, out.String(), "")
}

// On a terminal a long value is broken into lines beside its name; nothing of it is lost.
func TestShowWraps(t *testing.T) {
	t.Parallel()
	s, out, _ := Buffers("")
	s.OutTTY, s.Width = true, 44
	doc := `{"id":"a","name":"東京東京東京東京東京東京東京東京東京","fault":"No valid host was found, there are not enough hosts"}`
	if err := Show(s, Options{NoHeaders: true}, vmView(), jsontext.Value(doc), nil); err != nil {
		t.Fatal(err)
	}
	want(t, out.String(), `
+------------+----------------------------+
| ID         | a                          |
| Name       | 東京東京東京東京東京東京東 |
|            | 京東京東京                 |
| Status     | -                          |
| Memory MB  | 0                          |
| Size Class | class 0                    |
| fault      | No valid host was found,   |
|            | there are not enough hosts |
+------------+----------------------------+
`[1:])
	for line := range strings.Lines(out.String()) {
		if w := displaywidth.String(strings.TrimSuffix(line, "\n")); w > s.Width {
			t.Errorf("%d columns on a terminal of %d: %s", w, s.Width, line)
		}
	}
}

// A document that says nothing, such as the topology of a server that is bound to no processor, is no table without rows: on a terminal that is said.
func TestShowOfNothingSaysSo(t *testing.T) {
	t.Parallel()
	v := vmView()
	v.Columns = nil
	v.Extra = func(*vm) []byte { return nil }
	for _, test := range []struct {
		out, err, dressed bool
		want              string
	}{
		{true, true, false, "There is nothing to show.\n"},
		{true, true, true, "There is nothing to show.\n"},
		{false, true, false, ""},
		{true, false, false, ""},
	} {
		s, _, said := Buffers("")
		s.OutTTY, s.ErrTTY, s.Color = test.out, test.err, test.dressed
		if err := Show(s, Options{}, v, jsontext.Value(`{"nodes":[]}`), nil); err != nil {
			t.Fatal(err)
		}
		if said.String() != test.want {
			t.Errorf("%+v: %q, want %q", test, said, test.want)
		}
	}
}
