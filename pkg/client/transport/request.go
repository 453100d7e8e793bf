package transport

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
)

// Request is one request on its way down the chain.
type Request struct {
	Op     string // what it does, for errors: "create server"
	Method string
	URL    *url.URL
	Show   string // the URL as traces and errors show it, where it holds a secret; else empty
	Header http.Header
	Body   []byte
	Stream *Stream // in place of Body, or of the answer's; nil: both are whole
	Policy Policy
}

// Policy says where the links of the chain make an exception of a request.
type Policy struct {
	NoRetry    bool // it is sent once: who asks, asks again by itself, as a wait does
	Repeatable bool // doing it twice does no more than once, whatever the method says
	Receipts   bool // 401 with a receipt is a success: it says what more a sign-in takes
	Choices    bool // 300 is a success: the choice that it offers is what is asked for
	ReadOnly   bool // it changes nothing, whatever the method says
}

// ReceiptHeader has the receipt for a sign-in that is right as far as it goes.
const ReceiptHeader = "Openstack-Auth-Receipt"

// takes reports whether an answer that isn't 2xx is what the request asks for.
func (p Policy) takes(a *Answer) bool {
	return p.Choices && a.Status == http.StatusMultipleChoices || p.Receipts && a.Status == http.StatusUnauthorized && a.Header.Get(ReceiptHeader) != ""
}

// Answer is what came back, its body read whole.
type Answer struct {
	Status int
	Header http.Header
	Body   []byte
}

// Handler is a link of the chain. It returns an answer or an error, never both.
type Handler func(context.Context, *Request) (*Answer, error)

// SignIn is the Op of a request for a token.
const SignIn = "sign in"

// ChangesCloud reports whether the request changes something in the cloud.
func (r *Request) ChangesCloud() bool {
	return r.Method != http.MethodGet && r.Method != http.MethodHead && !r.Policy.ReadOnly
}

// shownURL returns the URL for traces and errors.
func (r *Request) shownURL() string {
	if r.Show != "" {
		return r.Show
	}
	return r.URL.String()
}

// uncertain reports whether somebody should look what became of the request if its answer got lost. Nobody needs to after a sign-in; and who
// sends a stream looks.
func (r *Request) uncertain() bool { return r.ChangesCloud() && r.Op != SignIn && !r.Stream.sends() }

// Garbled returns the error of an answer that came whole but isn't the document that it should be. What it holds instead isn't quoted.
func (r *Request) Garbled(a *Answer, err error) error {
	media := a.Header.Get("Content-Type")
	if media == "" {
		media = "no type"
	}
	what := fmt.Sprintf("the answer cannot be read (%d bytes of %s): %v", len(a.Body), media, err)
	e := &UnreachableError{Op: r.Op, Host: Origin(r.URL), Err: &AnswerError{what, err}, Uncertain: r.uncertain()}
	if e.Uncertain {
		e.Partial = partial(a.Body)
	}
	return e
}
