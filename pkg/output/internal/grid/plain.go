package grid

import (
	"io"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// PlainSample is how many rows the widths of an aligned plain list are taken from.
const PlainSample = 100

// A Plain prints rows without borders. For a program: a tab between the cells and nothing else (cells can hold no
// tab: they are sanitised), row by row. On a terminal: columns aligned by the first rows, two blanks apart; a later
// cell that is wider pushes its row. Nothing is ever shortened.
type Plain struct {
	out    io.Writer
	heads  []Heading
	align  bool
	sample [][]string // rows, the heading among them, whose widths aren't known yet
	widths []int      // nil until they are
	head   bool       // the heading is still to come
}

// NewPlain returns a Plain that prints on out: aligned, or for a program.
func NewPlain(out io.Writer, heads []Heading, align, noHeaders bool) *Plain {
	return &Plain{out: out, heads: heads, align: align, head: !noHeaders}
}

// Row prints a row, or holds it back while the widths aren't known.
func (l *Plain) Row(cells []string) error {
	if err := l.heading(); err != nil {
		return err
	}
	return l.add(Readable(cells))
}

// End prints what was held back.
func (l *Plain) End() error {
	if err := l.heading(); err != nil {
		return err
	}
	return l.printSample()
}

// heading prints the heading once, before the first row or at the end.
func (l *Plain) heading() error {
	if !l.head {
		return nil
	}
	l.head = false
	return l.add(Names(l.heads))
}

func (l *Plain) add(cells []string) error {
	if !l.align {
		_, err := l.out.Write([]byte(strings.Join(cells, "\t") + "\n"))
		return err
	}
	if l.widths != nil {
		return l.aligned(cells)
	}
	l.sample = append(l.sample, cells)
	if len(l.sample) < PlainSample {
		return nil
	}
	return l.printSample()
}

// printSample measures the widths of the sample and prints it.
func (l *Plain) printSample() error {
	rows := l.sample
	l.sample, l.widths = nil, Widths(len(l.heads), rows)
	for _, cells := range rows {
		if err := l.aligned(cells); err != nil {
			return err
		}
	}
	return nil
}

func (l *Plain) aligned(cells []string) error {
	line := strings.TrimRight(Align(cells, l.widths, l.heads), " ")
	_, err := l.out.Write([]byte(line + "\n"))
	return err
}

// Align pads the cells to their widths, to the right where heads says so, and puts two blanks between them.
func Align(cells []string, widths []int, heads []Heading) string {
	var b strings.Builder
	for i, c := range cells {
		if i > 0 {
			b.WriteString("  ")
		}
		pad := strings.Repeat(" ", max(0, widths[i]-displaywidth.String(c)))
		if heads != nil && heads[i].Right {
			b.WriteString(pad + c)
		} else {
			b.WriteString(c + pad)
		}
	}
	return b.String()
}

// Widths returns the columns' widths in rows, counted in columns of a terminal.
func Widths(columns int, rows [][]string) []int {
	list := make([]int, columns)
	for _, cells := range rows {
		for i, c := range cells {
			list[i] = max(list[i], displaywidth.String(c))
		}
	}
	return list
}
