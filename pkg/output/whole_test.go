package output

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

const oncePass = "q6T4AKpvXw9Lr2Zn8Bce" // 20 characters

// withPass is novaView with a column of what is shown once, where Batch puts it.
func withPass() *View[*vm] {
	v := novaView()
	pass := Column[*vm]{Name: "Admin Pass", Whole: true, Cell: func(v *vm) string {
		if v.Name == "none" {
			return ""
		}
		return oncePass
	}}
	v.Columns = append(v.Columns[:2:2], append([]Column[*vm]{pass}, v.Columns[2:]...)...)
	return v
}

// Whatever the terminal's width, what no later answer has is on one line, whole, and once for each resource. Where it has no room in the
// table it follows it, under the resource's name.
func TestWhole(t *testing.T) {
	t.Parallel()
	docs := []string{
		`{"id":"` + uuid + `","name":"web-1","status":"ACTIVE"}`,
		`{"id":"` + uuid + `","name":"none","status":"ACTIVE"}`,
		`{"id":"` + uuid + `","name":"a-name-that-is-rather-long-and-longer","status":"ACTIVE"}`,
	}
	for width := 20; width < 200; width++ {
		out, _ := onTerminal(t, width, Options{}, withPass(), docs...)
		if n := strings.Count(out, oncePass); n != 2 {
			t.Fatalf("width %d: it is there %d times:\n%s", width, n, out)
		}
		for _, format := range []string{Table, Wide} {
			dressed, out, _ := Buffers("")
			dressed.OutTTY, dressed.Width, dressed.Color, dressed.UTF8 = true, width, true, width%2 == 0
			if err := List(dressed, Options{Format: format}, withPass(), items(docs...)); err != nil {
				t.Fatal(err)
			}
			if n := strings.Count(out.String(), oncePass); n != 2 {
				t.Fatalf("width %d, %s with colours: it is there %d times:\n%s", width, format, n, out)
			}
		}
		s, show, _ := Buffers("")
		s.OutTTY, s.Width, s.Color = true, width, width%2 == 0
		if err := Show(s, Options{}, withPass(), []byte(docs[0]), nil); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(show.String(), oncePass); n != 1 {
			t.Fatalf("show, width %d: it is there %d times:\n%s", width, n, show)
		}
		for line := range strings.Lines(out + show.String()) {
			if w := displaywidth.String(plainText(line)); strings.Contains(line, oncePass) && w > max(width, len(oncePass)) {
				t.Errorf("width %d: its line has %d columns: %s", width, w, line)
			}
		}
	}
	out, _ := onTerminal(t, 40, Options{}, withPass(), docs...)
	if want := fmt.Sprintf("\nAdmin Pass of web-1:\n%[1]s\nAdmin Pass of a-name-that-is-rather-long-and-longer:\n%[1]s\n", oncePass); !strings.HasSuffix(out, want) {
		t.Errorf("%s\nwant at its end: %s", out, want)
	}
}

// An empty cell of such a column is nothing to set aside.
func TestWholeWithoutAny(t *testing.T) {
	t.Parallel()
	out, _ := onTerminal(t, 40, Options{}, withPass(), `{"id":"`+uuid+`","name":"none","status":"ACTIVE"}`)
	if strings.Contains(out, "Admin Pass") {
		t.Error(out)
	}
}
