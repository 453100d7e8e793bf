package output

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"

	"github.com/novactl/novactl/pkg/output/internal/grid"
)

// Emoji of several characters have the room that a terminal gives them.
func TestTableEmoji(t *testing.T) {
	t.Parallel()
	out := listed(t, Options{NoHeaders: true, Columns: []string{"name"}}, `{"name":"👩‍👩‍👧"}`, `{"name":"🇩🇪🇩🇪"}`, `{"name":"abcde"}`)
	want(t, out, "+-------+\n| 👩‍👩‍👧    |\n| 🇩🇪🇩🇪  |\n| abcde |\n+-------+\n")
}

// Either side of the threshold the whole table comes out, with one line a row.
func TestTableThreshold(t *testing.T) {
	t.Parallel()
	for _, n := range []int{grid.OwnAbove, grid.OwnAbove + 1} {
		docs := make([]string, n)
		for i := range docs {
			docs[i] = fmt.Sprintf(`{"id":"%05d","name":"web-%d"}`, i, i)
		}
		out := listed(t, Options{}, docs...)
		if got := strings.Count(out, "\n"); got != n+4 {
			t.Errorf("%d rows make %d lines, want %d", n, got, n+4)
		}
		if last := fmt.Sprintf("| %05d | web-%d ", n-1, n-1); !strings.Contains(out, last) {
			t.Errorf("the last of %d rows is missing", n)
		}
	}
}

const uuid = "8c65cb68-0681-4c30-bc88-6b83a8a26aee"

// novaView is as wide as nova's list of servers.
func novaView() *View[*vm] {
	v := vmView()
	v.Columns = v.Columns[:3:3]
	for _, name := range []string{"Task State", "Power State", "Networks"} {
		v.Columns = append(v.Columns, Column[*vm]{Name: name, Cell: func(*vm) string { return "public=67.23.10.132; private=10.176.42.16" }})
	}
	return v
}

// onTerminal is what List prints on a terminal of so many columns, and what it says on stderr.
func onTerminal(t *testing.T, width int, o Options, v *View[*vm], docs ...string) (out, err string) {
	t.Helper()
	s, outBuf, errBuf := Buffers("")
	s.OutTTY, s.Width = true, width
	if err := List(s, o, v, items(docs...)); err != nil {
		t.Fatal(err)
	}
	return outBuf.String(), errBuf.String()
}

// A terminal of 60 columns: the id whole, columns left out from the right and named, the widest cells cut.
func TestTableOn60Columns(t *testing.T) {
	t.Parallel()
	out, err := onTerminal(t, 60, Options{}, novaView(),
		`{"id":"`+uuid+`","name":"a-name-that-is-rather-long","status":"ACTIVE"}`)
	want(t, out, `
+--------------------------------------+----------+--------+
| ID                                   | Name     | Status |
+--------------------------------------+----------+--------+
| 8c65cb68-0681-4c30-bc88-6b83a8a26aee | a-name-… | ACTIVE |
+--------------------------------------+----------+--------+
`[1:])
	want(t, err, "Not shown, for lack of width: Task State, Power State, Networks (-o wide shows all)\n")
}

// Whatever the terminal's width from 40 on, no line is longer, and the id is whole.
func TestTableFits(t *testing.T) {
	t.Parallel()
	docs := []string{
		`{"id":"` + uuid + `","name":"東京東京東京東京東京東京東京東京","status":"ACTIVE"}`,
		`{"id":"` + uuid + `","name":"👩‍👩‍👧 web","status":"VERY_LONG_STATUS_INDEED"}`,
	}
	for width := 40; width < 250; width++ {
		out, _ := onTerminal(t, width, Options{}, novaView(), docs...)
		for line := range strings.Lines(out) {
			if w := displaywidth.String(strings.TrimSuffix(line, "\n")); w > width {
				t.Fatalf("a line of %d columns on a terminal of %d:\n%s", w, width, out)
			}
		}
		if strings.Count(out, uuid) != 2 {
			t.Fatalf("an id was cut on a terminal of %d columns:\n%s", width, out)
		}
	}
}

// Columns that the user named are cut but never left out, and those of wide, who shows all, aren't even cut.
func TestTableKeepsNamedColumns(t *testing.T) {
	t.Parallel()
	doc := `{"id":"` + uuid + `","name":"web-1","status":"ACTIVE"}`
	out, err := onTerminal(t, 60, Options{Columns: []string{"networks", "name"}}, novaView(), doc)
	want(t, out+err, `
+-------------------------------------------+-------+
| Networks                                  | Name  |
+-------------------------------------------+-------+
| public=67.23.10.132; private=10.176.42.16 | web-1 |
+-------------------------------------------+-------+
`[1:])
	out, err = onTerminal(t, 90, Options{Format: Wide}, novaView(), doc)
	want(t, out+err, `
+--------------------------------------+-------+--------+-------------------------------------------+-------------------------------------------+-------------------------------------------+
| ID                                   | Name  | Status | Task State                                | Power State                               | Networks                                  |
+--------------------------------------+-------+--------+-------------------------------------------+-------------------------------------------+-------------------------------------------+
| 8c65cb68-0681-4c30-bc88-6b83a8a26aee | web-1 | ACTIVE | public=67.23.10.132; private=10.176.42.16 | public=67.23.10.132; private=10.176.42.16 | public=67.23.10.132; private=10.176.42.16 |
+--------------------------------------+-------+--------+-------------------------------------------+-------------------------------------------+-------------------------------------------+
`[1:])
}

// Where a table is too wide, a column that has short cells shows those instead of cut ones; in every other place the
// whole.
func TestTableShort(t *testing.T) {
	t.Parallel()
	v := vmView()
	v.Columns[1].Short = func(d *vm) string { return d.Name[:3] }
	docs := []string{`{"id":"a","name":"web-with-a-long-name","status":"ACTIVE"}`, `{"id":"b","name":"api","status":"ACTIVE"}`}
	out, _ := onTerminal(t, 30, Options{}, v, docs...)
	want(t, out, `
+----+------+--------+
| ID | Name | Status |
+----+------+--------+
| a  | web  | ACTIVE |
| b  | api  | ACTIVE |
+----+------+--------+
`[1:])
	for width, o := range map[int]Options{80: {}, 30: {Format: Wide}, 29: {Format: CSV}, 28: {Format: Plain}, 0: {}} {
		if out, _ := onTerminal(t, width, o, v, docs...); !strings.Contains(out, "web-with-a-long-name") {
			t.Errorf("%d columns, %q:\n%s", width, o.Format, out)
		}
	}
}

// What goes to a file or a pipe is never cut, and neither is a terminal of unknown width.
func TestTableWhole(t *testing.T) {
	t.Parallel()
	doc := `{"id":"a","name":"` + strings.Repeat("long", 100) + `"}`
	if out := listed(t, Options{}, doc); !strings.Contains(out, strings.Repeat("long", 100)) {
		t.Errorf("cut:\n%s", out)
	}
	if out, _ := onTerminal(t, 0, Options{}, vmView(), doc); !strings.Contains(out, strings.Repeat("long", 100)) {
		t.Errorf("cut:\n%s", out)
	}
}

// On a terminal plain is aligned, and a wider cell further down pushes its row instead of losing its end.
func TestPlainAligned(t *testing.T) {
	t.Parallel()
	docs := []string{`{"id":"a1","name":"東京","ram":1024}`, `{"id":"b22","name":"web","status":"BUILD","ram":2}`}
	out, _ := onTerminal(t, 20, Options{Format: Plain, Columns: []string{"id", "name", "memory-mb", "status"}}, vmView(), docs...)
	want(t, out, `
ID   Name  Memory MB  Status
a1   東京       1024  -
b22  web           2  BUILD
`[1:])
	long := make([]string, grid.PlainSample)
	for i := range long {
		long[i] = `{"id":"a","name":"b"}`
	}
	out, _ = onTerminal(t, 20, Options{Format: Plain, NoHeaders: true}, vmView(), append(long, `{"id":"abcdef","name":"b","status":"ACTIVE"}`)...)
	want(t, out, strings.Repeat("a  b  -\n", grid.PlainSample)+"abcdef  b  ACTIVE\n")
}

// Before something is destroyed a narrow terminal without colours has the names, too, and is told what it lacks.
func TestErrTableOn40Columns(t *testing.T) {
	t.Parallel()
	s, _, errBuf := Buffers("")
	s.ErrTTY, s.ErrWidth = true, 40
	s.ErrTable([]string{"Name", "ID", "Status", "Age", "Address"}, [][]string{{"web", uuid, "SHUTOFF", "17m", "198.18.0.28"}})
	want(t, errBuf.String(), `
+------+---------+-----+
| Name | Status  | Age |
+------+---------+-----+
| web  | SHUTOFF | 17m |
+------+---------+-----+
Not shown, for lack of width: ID, Address
`[1:])
}
