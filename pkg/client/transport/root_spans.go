package transport

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"iter"
	"os"
	"strings"

	"github.com/novactl/novactl/pkg/client/internal/privatefile"
)

// span is where a certificate is in a bundle.
type span struct{ offset, length int64 }

const (
	maxSpans = 8       // clouds with roots of their own
	maxBlock = 1 << 16 // bytes of one certificate in PEM
)

// readSpans reads a file of spans, a line each; what can't be read is as good as none.
func readSpans(path string) (spans []span) {
	info, err := os.Lstat(path) // a pipe would wait for a writer
	if err != nil || !info.Mode().IsRegular() || info.Size() > 1<<10 {
		return nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	for line := range strings.Lines(string(text)) {
		var p span
		if _, err := fmt.Sscanf(line, "%d %d\n", &p.offset, &p.length); err != nil || p.offset < 0 || p.length <= 0 || p.length > maxBlock {
			return nil
		}
		spans = append(spans, p)
	}
	return spans
}

// writeSpans replaces a file of spans by the first ones of these.
func writeSpans(path string, spans []span) error {
	var text bytes.Buffer
	for _, p := range spans[:min(len(spans), maxSpans)] {
		fmt.Fprintf(&text, "%d %d\n", p.offset, p.length)
	}
	return privatefile.Replace(path, text.Bytes())
}

// certificatesIn yields the certificates of a bundle in DER, and where each is.
func certificatesIn(bundle []byte) iter.Seq2[span, []byte] {
	return func(yield func(span, []byte) bool) {
		for rest := bundle; ; {
			start := bytes.Index(rest, []byte("-----BEGIN "))
			block, after := pem.Decode(rest)
			if start < 0 || block == nil {
				return
			}
			offset := int64(len(bundle) - len(rest) + start)
			if !yield(span{offset, int64(len(bundle)-len(after)) - offset}, block.Bytes) {
				return
			}
			rest = after
		}
	}
}
