package transport

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
)

// ErrPrinted says that a request was printed instead of sent.
var ErrPrinted = errors.New("the request was printed instead of sent")

// Printer shows requests instead of sending them, from the moment that it is told to. The zero value sends them.
type Printer struct{ to atomic.Pointer[tracer] }

// Start prints each request to w from now on, as a curl command that can be run: it takes the token from $OS_TOKEN, and *** stands in for
// secrets.
func (p *Printer) Start(w io.Writer, redact *Redactor) { p.to.Store(&tracer{w: w, redact: redact}) }

// Prints reports whether requests are printed.
func (p *Printer) Prints() bool { return p.to.Load() != nil }

type lookUpKey struct{}

// LookUp returns a context whose requests find out what a request is about: a Printer sends them too.
func LookUp(ctx context.Context) context.Context { return context.WithValue(ctx, lookUpKey{}, true) }

// IsLookUp reports a context of LookUp.
func IsLookUp(ctx context.Context) bool { return ctx.Value(lookUpKey{}) != nil }

type changeKey struct{}

// ForChange returns a context of what is to change something: what it reads on its way there finds out what the change is about, and a Printer sends
// that too.
func ForChange(ctx context.Context) context.Context { return context.WithValue(ctx, changeKey{}, true) }

// WithPrinter ends a request with ErrPrinted where p prints.
func WithPrinter(next Handler, p *Printer) Handler {
	return func(ctx context.Context, r *Request) (*Answer, error) {
		if t := p.to.Load(); t != nil && !IsLookUp(ctx) && (r.ChangesCloud() || ctx.Value(changeKey{}) == nil) {
			t.request(r)
			return nil, ErrPrinted
		}
		return next(ctx, r)
	}
}
