package grid

import (
	"bytes"
	"io"

	"github.com/clipperhouse/displaywidth"
)

// drawn is how many bytes of a table are drawn at a time.
const drawn = 32 << 10

// draw draws t on w as render does, byte for byte, in a fraction of the time and row by row.
func (t Table) draw(w io.Writer) error {
	d := drawing{t: t, widths: t.widths()}
	d.rule()
	if !t.NoHeaders {
		d.line(Names(t.Heads))
		d.rule()
	}
	for _, row := range t.Rows {
		d.line(row)
		if d.buf.Len() < drawn {
			continue
		}
		if _, err := d.buf.WriteTo(w); err != nil {
			return err
		}
	}
	if len(t.Rows) > 0 {
		d.rule()
	}
	_, err := d.buf.WriteTo(w)
	return err
}

// widths returns the columns' widths, the heading's among them.
func (t Table) widths() []int {
	list := Widths(len(t.Heads), t.Rows)
	if !t.NoHeaders {
		for i, h := range t.Heads {
			list[i] = max(list[i], displaywidth.String(h.Name))
		}
	}
	return list
}

// A drawing is a table on its way out.
type drawing struct {
	t      Table
	widths []int
	buf    bytes.Buffer
}

// rule draws +----+----+.
func (d *drawing) rule() {
	for _, w := range d.widths {
		d.buf.WriteByte('+')
		d.repeat('-', w+2)
	}
	d.buf.WriteString("+\n")
}

// line draws | cell | cell |.
func (d *drawing) line(cells []string) {
	for i, c := range cells {
		pad := d.widths[i] - displaywidth.String(c)
		d.buf.WriteString("| ")
		if d.t.Heads[i].Right {
			d.repeat(' ', pad)
			d.buf.WriteString(c)
		} else {
			d.buf.WriteString(c)
			d.repeat(' ', pad)
		}
		d.buf.WriteByte(' ')
	}
	d.buf.WriteString("|\n")
}

func (d *drawing) repeat(c byte, n int) {
	for range n {
		d.buf.WriteByte(c)
	}
}
