package grid

import (
	"io"
	"strings"

	"github.com/clipperhouse/displaywidth"
)

// drawStyled draws t on w as its Style says.
func (t Table) drawStyled(w io.Writer) error {
	st, f, widths := t.Style, t.Style.frame(), t.widths()
	var b strings.Builder
	rule := func(c [4]string) {
		line := c[0]
		for i, w := range widths {
			if i > 0 {
				line += c[2]
			}
			line += strings.Repeat(c[1], w+2)
		}
		b.WriteString(st.Paint(Faint, line+c[3]) + "\n")
	}
	bar := st.Paint(Faint, f.bar)
	line := func(cells []string, looks []Look) {
		for i, c := range cells {
			pad := strings.Repeat(" ", max(0, widths[i]-displaywidth.String(c)))
			if looks != nil {
				c = st.paint(looks[i], c)
			}
			if t.Heads[i].Right {
				c = pad + c
			} else {
				c += pad
			}
			b.WriteString(bar + " " + c + " ")
		}
		b.WriteString(bar + "\n")
	}
	rule(f.top)
	if !t.NoHeaders {
		heads := make([]Look, len(t.Heads))
		for i := range heads {
			heads[i].Tone = Strong
		}
		line(Names(t.Heads), heads)
		if len(t.Rows) > 0 {
			rule(f.middle)
		}
	}
	for i, row := range t.Rows {
		line(row, t.looks(i))
		if b.Len() >= drawn {
			if _, err := io.WriteString(w, b.String()); err != nil {
				return err
			}
			b.Reset()
		}
	}
	rule(f.bottom)
	_, err := io.WriteString(w, b.String())
	return err
}

// looks returns those of a row; nil: it has none.
func (t Table) looks(row int) []Look {
	if row < len(t.Looks) {
		return t.Looks[row]
	}
	return nil
}
