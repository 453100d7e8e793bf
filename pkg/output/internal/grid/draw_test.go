package grid

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
	"github.com/google/go-cmp/cmp"
)

// Long tables are drawn by our own hand: nobody may see the difference.
func TestDrawEqualsRender(t *testing.T) {
	t.Parallel()
	random := rand.New(rand.NewPCG(1, 2))
	for range 300 {
		tab := randomTable(random)
		if !tab.simple() {
			t.Fatalf("tablewriter would not get this table: %q", tab.Rows)
		}
		var drawn bytes.Buffer
		if err := tab.draw(&drawn); err != nil {
			t.Fatal(err)
		}
		rendered, err := tab.render()
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(rendered), drawn.String()); diff != "" {
			t.Fatalf("tables differ (-tablewriter +ours):\n%s", diff)
		}
	}
}

// The lines of a table are as wide as each other, whatever tablewriter takes a cell for.
func TestBordersStayInLine(t *testing.T) {
	t.Parallel()
	for _, cell := range []string{"plain", "東京", "🇩", "🇩🇪", "👨\u200d👩\u200d👧", "\U0001171e", "❤\ufe0f", "é"} {
		tab := Table{Heads: []Heading{{Name: "Name"}, {Name: "Status"}}, Rows: [][]string{{"a" + cell, "ACTIVE"}, {"web-1", "ERROR"}}}
		var picture bytes.Buffer
		if err := tab.Print(&picture); err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(strings.TrimSpace(picture.String()), "\n")
		for _, line := range lines {
			if got, want := displaywidth.String(line), displaywidth.String(lines[0]); got != want {
				t.Errorf("%q: a line of %d columns below one of %d: %s", cell, got, want, line)
			}
		}
	}
}

func randomTable(random *rand.Rand) Table {
	words := []string{"-", "web-1", "ACTIVE", "  blanks  ", "東京", "한국어", "é́", "🚀", "שלום", "<b>", "%s", "§±×", "ｗｉｄｅ", "…", `\x1b[31m`, "a|b+c", " "}
	t := Table{NoHeaders: random.IntN(4) == 0}
	for i := range 1 + random.IntN(5) {
		t.Heads = append(t.Heads, Heading{Name: fmt.Sprint(words[random.IntN(len(words))], i), Right: random.IntN(3) == 0})
	}
	rows := random.IntN(6)
	if t.NoHeaders {
		rows++ // a table of nothing is never drawn
	}
	for range rows {
		var row []string
		for range t.Heads {
			row = append(row, strings.Repeat(words[random.IntN(len(words))], 1+random.IntN(3)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
