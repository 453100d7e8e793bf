package screen

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/output/internal/grid"
)

func sheet(rows ...string) *Sheet {
	s := &Sheet{Heads: []grid.Heading{{Name: "ID", Fixed: true}, {Name: "Status"}}, NoHeaders: true}
	for _, row := range rows {
		cells := strings.Fields(row)
		s.Rows = append(s.Rows, Row{Key: cells[0], Exact: cells, Texts: cells})
	}
	return s
}

func drawn(b *Board, differing bool) []string {
	lines, _ := b.Lines(80, 100, differing)
	var rows []string
	for _, line := range lines {
		if strings.HasPrefix(line, "|") {
			rows = append(rows, strings.Join(strings.Fields(strings.ReplaceAll(line, "|", " ")), " "))
		}
	}
	return rows
}

// A look is compared with the one before, cell by cell; what is gone stays where it was for a while.
func TestBoard(t *testing.T) {
	t.Parallel()
	var b Board
	steps := []struct {
		why       string
		rows      []string
		want      []string
		differing []string
		counts    Counts
	}{
		{"the first look has nothing to differ from", []string{"a BUILD", "b ACTIVE", "c ACTIVE"}, []string{"a BUILD", "b ACTIVE", "c ACTIVE"}, nil, Counts{Rows: 3}},
		{"a cell, a new row and one that is gone", []string{"d BUILD", "a ACTIVE", "c ACTIVE"}, []string{"+ d BUILD", "a *ACTIVE", "- b ACTIVE", "c ACTIVE"},
			[]string{"+ d BUILD", "a *ACTIVE", "- b ACTIVE"}, Counts{3, 1, 1, 1}},
		{"marks are of the last look", []string{"d BUILD", "a ACTIVE", "c ACTIVE"}, []string{"d BUILD", "a ACTIVE", "- b ACTIVE", "c ACTIVE"},
			[]string{"- b ACTIVE"}, Counts{3, 0, 0, 1}},
		{"another order is no difference, and one that comes back is new", []string{"c ACTIVE", "b ACTIVE", "a ACTIVE", "d BUILD"},
			[]string{"c ACTIVE", "+ b ACTIVE", "a ACTIVE", "d BUILD"}, []string{"+ b ACTIVE"}, Counts{4, 0, 1, 0}},
		{"all gone", nil, []string{"- c ACTIVE", "- b ACTIVE", "- a ACTIVE", "- d BUILD"}, []string{"- c ACTIVE", "- b ACTIVE", "- a ACTIVE", "- d BUILD"}, Counts{Gone: 4}},
	}
	for _, step := range steps {
		b.Update(sheet(step.rows...))
		if diff := cmp.Diff(step.want, drawn(&b, false)); diff != "" {
			t.Errorf("%s:\n%s", step.why, diff)
		}
		if diff := cmp.Diff(step.differing, drawn(&b, true)); diff != "" {
			t.Errorf("%s, only what differs:\n%s", step.why, diff)
		}
		if got := b.Counts(); got != step.counts {
			t.Errorf("%s: %+v, want %+v", step.why, got, step.counts)
		}
	}
	for range goneLooks {
		b.Update(sheet())
	}
	if got := drawn(&b, false); got != nil {
		t.Errorf("what was gone is still to be seen: %q", got)
	}
}

// Where not all has room a cell is short before it is cut, with its mark; where nothing differs that is said.
func TestBoardNarrow(t *testing.T) {
	t.Parallel()
	var b Board
	b.Update(sheet("a BUILD"))
	next := sheet("a ACTIVE,for,a,long,while")
	next.Rows[0].Short = []string{"a", "ACTIVE,…"}
	b.Update(next)
	for columns, want := range map[int]string{80: "*ACTIVE,for,a,long,while", 0: "*ACTIVE,for,a,long,while", 20: "*ACTIVE,… "} {
		if lines, _ := b.Lines(columns, 9, false); !strings.Contains(strings.Join(lines, "\n"), want) {
			t.Errorf("%d columns lack %q:\n%s", columns, want, strings.Join(lines, "\n"))
		}
	}
	b.Update(next)
	if lines, _ := b.Lines(80, 9, true); cmp.Diff(lines, []string{"Nothing differs from the look before."}) != "" {
		t.Errorf("where nothing differs: %q", lines)
	}
}

// Marks are there in the looks too, and what does not fit the terminal is counted.
func TestBoardLooks(t *testing.T) {
	t.Parallel()
	var b Board
	styled := func(rows ...string) *Sheet {
		s := sheet(rows...)
		s.Style = &grid.Style{}
		return s
	}
	b.Update(styled("a BUILD", "b ACTIVE"))
	b.Update(styled("a ACTIVE"))
	lines, more := b.Lines(80, 3, false)
	text := strings.Join(lines, "\n")
	for _, want := range []string{"\x1b[7m*ACTIVE\x1b[0m", "\x1b[9m- b\x1b[0m", "\x1b[9mACTIVE\x1b[0m"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q lacks %q", text, want)
		}
	}
	if len(lines) != 3 || more != 1 {
		t.Errorf("%d lines and %d more, of 4 in a terminal of 3", len(lines), more)
	}
}
