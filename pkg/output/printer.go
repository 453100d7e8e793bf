package output

import "io"

// Printer returns stdout for text that comes in pieces, each printed as Print does.
func (s *Streams) Printer() io.Writer { return printer{s} }

type printer struct{ s *Streams }

func (p printer) Write(text []byte) (int, error) {
	if err := p.s.Print(string(text)); err != nil {
		return 0, err
	}
	return len(text), nil
}
