package output

import (
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// plainSample is how many rows the widths of an aligned plain list are taken from.
const plainSample = 100

// A plainList prints rows without borders. For a program: a tab between the cells and nothing else (cells can hold no
// tab: they are sanitised), row by row. On a terminal: columns aligned by the first rows, two blanks apart; a later
// cell that is wider pushes its row. Nothing is ever shortened.
type plainList struct {
	out    *sink
	heads  []heading
	align  bool
	sample [][]string // rows, the heading among them, whose widths aren't known yet
	widths []int      // nil until they are
	head   bool       // the heading is still to come
}

func newPlain(s *Streams, out *sink, heads []heading, noHeaders bool) *plainList {
	return &plainList{out: out, heads: heads, align: s.OutTTY, head: !noHeaders}
}

func (l *plainList) row(cells []string) error {
	if err := l.heading(); err != nil {
		return err
	}
	return l.add(readable(cells))
}

func (l *plainList) end() error {
	if err := l.heading(); err != nil {
		return err
	}
	return l.printSample()
}

// heading prints the heading once, before the first row or at the end.
func (l *plainList) heading() error {
	if !l.head {
		return nil
	}
	l.head = false
	return l.add(names(l.heads))
}

func (l *plainList) add(cells []string) error {
	if !l.align {
		_, err := l.out.Write([]byte(strings.Join(cells, "\t") + "\n"))
		return err
	}
	if l.widths != nil {
		return l.aligned(cells)
	}
	l.sample = append(l.sample, cells)
	if len(l.sample) < plainSample {
		return nil
	}
	return l.printSample()
}

// printSample measures the widths of the sample and prints it.
func (l *plainList) printSample() error {
	rows := l.sample
	l.sample, l.widths = nil, widths(len(l.heads), rows)
	for _, cells := range rows {
		if err := l.aligned(cells); err != nil {
			return err
		}
	}
	return nil
}

func (l *plainList) aligned(cells []string) error {
	line := strings.TrimRight(alignCells(cells, l.widths, l.heads), " ")
	_, err := l.out.Write([]byte(line + "\n"))
	return err
}

// alignCells pads the cells to their widths, to the right where heads says so, and puts two blanks between them.
func alignCells(cells []string, widths []int, heads []heading) string {
	var b strings.Builder
	for i, c := range cells {
		if i > 0 {
			b.WriteString("  ")
		}
		pad := strings.Repeat(" ", max(0, widths[i]-displaywidth.String(c)))
		if heads != nil && heads[i].right {
			b.WriteString(pad + c)
		} else {
			b.WriteString(c + pad)
		}
	}
	return b.String()
}

// widths returns the columns' widths in rows, counted in columns of a terminal.
func widths(columns int, rows [][]string) []int {
	list := make([]int, columns)
	for _, cells := range rows {
		for i, c := range cells {
			list[i] = max(list[i], displaywidth.String(c))
		}
	}
	return list
}
