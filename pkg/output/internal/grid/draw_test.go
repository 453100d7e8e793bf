package grid

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

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
