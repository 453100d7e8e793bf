package codec

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// What a document may have at most. Ours and every real one are far below; beyond, somebody is attacking.
const (
	maxDocument = 64 << 20 // bytes
	maxDepth    = 64       // elements inside one another
	maxElements = 1 << 20  // elements in all
	maxAttrs    = 256      // attributes of one element
)

var (
	errCut     = errors.New("the document ends too early")
	errDTD     = errors.New("a document type definition is refused")
	errTooBig  = errors.New("the document is too big")
	errTooDeep = errors.New("the document is nested too deeply")
	errNotOnce = errors.New("more than one element at the top")
	errNoRoot  = errors.New("no element")
)

// A scanner reads XML into elements. It is written for documents, not for XML at large: no DTD, hence no entities but
// the five; UTF-8 only, with what isn't replaced. Strings of the tree share the document's memory.
type scanner struct {
	src   string
	pos   int
	count int // of the elements
	scope scope
	raw   []rawAttr // of the start tag at hand
	open  []frame
	pool  pool

	started func(root *element, alias string) (ended func(child *element) bool) // is called once
	ended   func(child *element) bool                                           // takes a child of the root off the tree, or not; nil: none
}

// frame is an element whose end tag is still to come.
type frame struct {
	el    *element
	tag   string // as written, for the end tag
	text  []byte // when the text comes in several pieces
	undo  int    // the scope's mark
	texts int    // pieces of text
}

type rawAttr struct{ name, value string }

// scan reads a whole document: its root, and the root's alias. Started is called with the root when that has just started; what it returns,
// if anything, with each child of the root that has ended, and takes it off the tree where it says so. An error says what is wrong and
// where.
func (c *Codec) scan(data []byte, started func(*element, string) func(*element) bool) (*element, string, error) {
	if len(data) > maxDocument {
		return nil, "", errTooBig
	}
	src := string(data)
	if !utf8.ValidString(src) {
		src = strings.ToValidUTF8(src, "\uFFFD")
	}
	s := &scanner{src: strings.TrimPrefix(src, "\uFEFF"), scope: newScope(c), started: started}
	root, err := s.readDocument()
	if err != nil {
		return nil, "", fmt.Errorf("not an XML document: %w (at byte %d)", err, s.pos)
	}
	return root, s.scope.rootAlias, nil
}

// readDocument reads the root and what may stand beside it.
func (s *scanner) readDocument() (*element, error) {
	var root *element
	for {
		s.skipSpace()
		if s.pos == len(s.src) {
			if root == nil {
				return nil, errNoRoot
			}
			return root, nil
		}
		if s.src[s.pos] != '<' {
			return nil, errors.New("text outside of the element")
		}
		skipped, err := s.skipMarkup()
		if err != nil {
			return nil, err
		}
		if skipped {
			continue
		}
		if root != nil {
			return nil, errNotOnce
		}
		if root, err = s.readTree(); err != nil {
			return nil, err
		}
	}
}

// skipMarkup skips a comment or a processing instruction at the position; false where something else begins there.
func (s *scanner) skipMarkup() (bool, error) {
	rest := s.src[s.pos:]
	switch {
	case strings.HasPrefix(rest, "<?"):
		return true, s.skipPast(2, "?>")
	case strings.HasPrefix(rest, "<!--"):
		return true, s.skipPast(4, "-->")
	case strings.HasPrefix(rest, "<!DOCTYPE"):
		return false, errDTD
	}
	return false, nil
}

func (s *scanner) skipPast(n int, end string) error {
	i := strings.Index(s.src[s.pos+n:], end)
	if i < 0 {
		return errCut
	}
	s.pos += n + i + len(end)
	return nil
}

// readTree reads an element and all inside it, without recursion.
func (s *scanner) readTree() (*element, error) {
	root, err := s.readStartTag()
	if err != nil {
		return nil, err
	}
	for len(s.open) > 0 {
		if err := s.readContent(); err != nil {
			return nil, err
		}
	}
	return root, nil
}

// readContent reads one piece of the innermost open element: text, a child's start, its own end.
func (s *scanner) readContent() error {
	i := strings.IndexByte(s.src[s.pos:], '<')
	if i < 0 {
		s.pos = len(s.src)
		return errCut
	}
	if i > 0 {
		if err := s.addText(s.src[s.pos:s.pos+i], s.pos+i); err != nil {
			return err
		}
		s.pos += i
	}
	rest := s.src[s.pos:]
	switch {
	case strings.HasPrefix(rest, "</"):
		return s.readEndTag()
	case strings.HasPrefix(rest, "<![CDATA["):
		start := s.pos + len("<![CDATA[")
		if err := s.skipPast(len("<![CDATA["), "]]>"); err != nil {
			return err
		}
		s.addPiece(newlines(s.src[start : s.pos-len("]]>")]))
		return nil
	}
	if skipped, err := s.skipMarkup(); skipped || err != nil {
		return err
	}
	_, err := s.readStartTag()
	return err
}

// addText adds a piece of text that ends at end. The white space that indents children is left out.
func (s *scanner) addText(raw string, end int) error {
	if isSpace(raw) && !strings.HasPrefix(s.src[end:], "</") && !strings.HasPrefix(s.src[end:], "<![") {
		return nil
	}
	f := &s.open[len(s.open)-1]
	if isSpace(raw) && len(f.el.children) > 0 {
		return nil
	}
	piece, err := unescape(newlines(raw), false)
	if err != nil {
		return err
	}
	s.addPiece(piece)
	return nil
}

func (s *scanner) addPiece(piece string) {
	f := &s.open[len(s.open)-1]
	f.texts++
	switch f.texts {
	case 1:
		f.el.text = piece
	case 2:
		f.text = append(append(f.text, f.el.text...), piece...)
	default:
		f.text = append(f.text, piece...)
	}
}

func (s *scanner) readEndTag() error {
	f := s.open[len(s.open)-1]
	s.pos += len("</")
	name := s.readName()
	s.skipSpace()
	if s.pos == len(s.src) {
		return errCut
	}
	if s.src[s.pos] != '>' || name != f.tag {
		return fmt.Errorf("</%s> ends <%s>", name, f.tag)
	}
	s.pos++
	s.closeElement()
	return nil
}

// closeElement ends the innermost open element.
func (s *scanner) closeElement() {
	f := s.open[len(s.open)-1]
	if f.texts > 1 {
		f.el.text = string(f.text)
	}
	s.scope.undoTo(f.undo)
	s.open = s.open[:len(s.open)-1]
	if len(s.open) == 1 && s.ended != nil {
		s.takeOff(f.el)
	}
}

// takeOff offers a child of the root that has ended to who takes it off the tree.
func (s *scanner) takeOff(child *element) {
	if !s.ended(child) {
		s.pool = pool{} // it stays
		return
	}
	root := s.open[0].el
	root.children = root.children[:len(root.children)-1]
	s.pool.reuse()
}

func (s *scanner) skipSpace() {
	for s.pos < len(s.src) && isSpaceByte(s.src[s.pos]) {
		s.pos++
	}
}

func isSpaceByte(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func isSpace(text string) bool {
	for i := range len(text) {
		if !isSpaceByte(text[i]) {
			return false
		}
	}
	return true
}
