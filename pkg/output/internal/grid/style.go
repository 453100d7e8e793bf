package grid

import "strings"

// A Tone is what a colour says.
type Tone byte

// The tones. What they say is there in words or marks too: nobody has to see colours.
const (
	Usual  Tone = iota
	Good        // it works
	Busy        // it is under way, or near its end
	Bad         // it failed
	Faint       // it is of little weight
	Strong      // a heading
)

// A Look is what a cell has beside its text.
type Look struct {
	Tone Tone
	Link string // where it leads; "": nowhere

	Changed bool // it says something else than before
	Gone    bool // it is of what is no more
}

// A Style is how tables are drawn for people; nil is a table of plain characters.
type Style struct {
	Palette bool // 256 colours, else 8
	UTF8    bool
	Links   bool
}

// code returns the colour of a tone. Those of the palette have nearly the same contrast on white and on black (TestContrast), so that nobody has to find out which of
// the two the terminal has; of the eight, the terminal decides how they look.
func (st *Style) code(t Tone) string {
	eight, palette := "", ""
	switch t {
	case Good:
		eight, palette = "32", "38;5;28"
	case Busy:
		eight, palette = "33", "38;5;130"
	case Bad:
		eight, palette = "31", "38;5;160"
	case Faint:
		eight, palette = "2", "38;5;243"
	case Strong:
		return "1"
	}
	if st.Palette {
		return palette
	}
	return eight
}

// Paint returns text in a tone.
func (st *Style) Paint(t Tone, text string) string {
	return styled(st.code(t), text)
}

func styled(code, text string) string {
	if code == "" {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}

// paint returns text as l looks.
func (st *Style) paint(l Look, text string) string {
	code := st.code(l.Tone)
	if l.Changed {
		code = strings.TrimPrefix(code+";7", ";") // the other way round
	}
	if l.Gone {
		code = strings.TrimPrefix(code+";9", ";") // struck through
	}
	text = styled(code, text)
	if l.Link != "" && st.Links {
		return "\x1b]8;;" + l.Link + "\x1b\\" + text + "\x1b]8;;\x1b\\"
	}
	return text
}

// frame are the characters of a table: left, line, crossing and right of its three rules, and what is between cells.
type frame struct {
	top, middle, bottom [4]string
	bar                 string
}

var (
	boxes = frame{
		top: [4]string{"╭", "─", "┬", "╮"}, middle: [4]string{"├", "─", "┼", "┤"}, bottom: [4]string{"╰", "─", "┴", "╯"},
		bar: "│",
	}
	plainFrame = frame{
		top: [4]string{"+", "-", "+", "+"}, middle: [4]string{"+", "-", "+", "+"}, bottom: [4]string{"+", "-", "+", "+"},
		bar: "|",
	}
)

func (st *Style) frame() frame {
	if st.UTF8 {
		return boxes
	}
	return plainFrame
}
