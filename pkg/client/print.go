package client

import (
	"errors"
	"io"
)

// ErrPrinted says that a request was printed instead of sent: see PrintRequests.
var ErrPrinted = errors.New("the request was printed instead of sent")

// PrintRequests prints, from now on, each request to compute to w instead of sending it, as a curl command that can be
// run: it takes the token from $OS_TOKEN, and *** stands in for secrets. Do returns ErrPrinted then, and so do all
// calls that are built on it, after their first request; of a list that is the first page's. Wait prints nothing and ends
// with ErrPrinted too. Signing in goes on as ever, since a request needs the endpoint.
func (c *Client) PrintRequests(w io.Writer) {
	c.printer.Store(&tracer{w: w, redact: c.redact})
}
