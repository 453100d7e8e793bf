package transport

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
)

// withTrace writes each request to w as a curl command, and what came of it. The command can be run: it takes the token
// from $OS_TOKEN. Secrets are replaced in both directions, and what a cloud sends can't steer a terminal.
func withTrace(next Handler, w io.Writer, redact *Redactor) Handler {
	if w == nil {
		return next
	}
	t := &tracer{w: w, redact: redact}
	return func(ctx context.Context, r *Request) (*Answer, error) {
		quoted := t.redact.learn(r)
		t.request(r)
		start := time.Now()
		a, err := next(ctx, r)
		t.outcome(a, err, time.Since(start), quoted)
		return a, err
	}
}

type tracer struct {
	mu     sync.Mutex // so that requests at the same time don't mix their lines
	w      io.Writer
	redact *Redactor
}

func (t *tracer) request(r *Request) {
	var b strings.Builder
	fmt.Fprintf(&b, "curl -g -i -X %s %s", r.Method, quote(t.redact.Text(r.shownURL())))
	for _, name := range slices.Sorted(maps.Keys(r.Header)) {
		for _, value := range r.Header[name] {
			b.WriteString(" -H " + t.headerArg(name, value))
		}
	}
	if len(r.Body) > 0 {
		b.WriteString(" --data-raw " + quote(t.redact.requestBody(r.Body)))
	}
	if r.Stream.sends() {
		b.WriteString(" -T -") // curl takes it from its stdin
	}
	t.write(b.String())
}

// headerArg is a header as curl takes it, its value replaced where it is a secret.
func (t *tracer) headerArg(name, value string) string {
	if name == TokenHeader {
		return `"` + name + `: $OS_TOKEN"`
	}
	return quote(name + ": " + t.redact.Header(name, value))
}

const tracedBody = 16 << 10 // bytes of an answer's body that a trace shows

// outcome writes what came of a request that has these short secrets.
func (t *tracer) outcome(a *Answer, err error, took time.Duration, quoted []string) {
	took = took.Round(time.Millisecond)
	if err != nil {
		t.write(fmt.Sprintf("# after %v: %s", took, t.redact.Text(err.Error())))
		return
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# HTTP %d %s after %v", a.Status, http.StatusText(a.Status), took)
	for _, name := range slices.Sorted(maps.Keys(a.Header)) {
		b.WriteString("\n# " + name + ": " + t.redact.Header(name, strings.Join(a.Header[name], ", ")))
	}
	if body := t.redact.about(quoted, t.redact.Body(bytes.TrimSpace(a.Body))); body != "" {
		if more := len(body) - tracedBody; more > 0 {
			body = fmt.Sprintf("%s… (%d bytes more)", body[:tracedBody], more)
		}
		b.WriteString("\n" + body)
	}
	t.write(b.String())
}

func (t *tracer) write(s string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	_, _ = io.WriteString(t.w, printable(s)+"\n") // a trace that can't be written must not stop the work
}

// printable shows control characters other than newline and tab as Go writes them.
func printable(s string) string {
	var b strings.Builder
	for _, r := range s {
		if unicode.IsPrint(r) || r == '\n' || r == '\t' {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, "\\u%04x", r)
	}
	return b.String()
}

// quote quotes s for a POSIX shell.
func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
