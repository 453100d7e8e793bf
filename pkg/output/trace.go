package output

import (
	"io"
	"strings"

	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

// Trace returns stderr for what --debug shows: each write is a piece of text, safe for a terminal, and out of the
// spinner's way. With JSONErrors it is {"debug":{"message":…}}.
func (s *Streams) Trace() io.Writer { return tracer{s} }

type tracer struct{ s *Streams }

func (t tracer) Write(p []byte) (int, error) {
	text := string(p)
	if t.s.JSONErrors {
		t.s.jsonLine("debug", noticeJSON{strings.TrimRight(text, "\n")})
	} else {
		t.s.toErr(sanitize.Text(text))
	}
	return len(p), nil
}
