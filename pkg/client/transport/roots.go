package transport

import (
	"bytes"
	"crypto/x509"
	"errors"
	"net/http"
	"os"
	"slices"
	"sync"
	"sync/atomic"
)

// Roots says where the certificates of the system's roots are. They are tried in three steps, from the quickest to the surest: those that were
// needed before, the whole bundle, all that package x509 finds; a certificate that one step has no root for goes to the next. Reading
// all means some three hundred files, the bundle some hundred and fifty certificates: longer than the rest of a command takes.
type Roots struct {
	Bundle string // a file with root certificates in PEM, which are among those that the system trusts; empty: none
	Needed string // a file of our own, which says where in the bundle those are that were needed before; empty: none
}

// rootSteps is a network whose certificates are checked in steps.
type rootSteps struct {
	roots Roots
	steps []func() *http.Transport // each nil where it has nothing to say
	at    atomic.Int32             // the step to begin with: those before were not enough
}

func newRootSteps(all *http.Transport, roots Roots) http.RoundTripper {
	with := func(certificates func() []byte) func() *http.Transport {
		return sync.OnceValue(func() *http.Transport {
			pool := x509.NewCertPool()
			if !pool.AppendCertsFromPEM(certificates()) {
				return nil
			}
			t := all.Clone()
			t.TLSClientConfig.RootCAs = pool
			return t
		})
	}
	return &rootSteps{roots: roots, steps: []func() *http.Transport{
		with(roots.needed),
		with(roots.bundle),
		func() *http.Transport { return all },
	}}
}

const wholeBundle = 1 // the step whose roots come from the whole bundle

// RoundTrip sends a request again where its certificate was not accepted: it has not left then.
func (s *rootSteps) RoundTrip(r *http.Request) (*http.Response, error) {
	last := len(s.steps) - 1
	if r.URL.Scheme != "https" {
		return s.steps[last]().RoundTrip(r)
	}
	for i := int(s.at.Load()); ; i++ {
		network := s.steps[i]()
		if network == nil {
			continue
		}
		resp, err := network.RoundTrip(r)
		if i < last && errors.As(err, new(x509.UnknownAuthorityError)) {
			s.at.Store(int32(i + 1))
			if r, err = again(r); err != nil {
				return nil, err
			}
			continue
		}
		if err == nil && i == wholeBundle {
			s.roots.remember(rootsOf(resp))
		}
		return resp, err
	}
}

// again is a request that has not left, with its body from the beginning.
func again(r *http.Request) (*http.Request, error) {
	r = r.Clone(r.Context())
	if r.GetBody == nil {
		return r, nil
	}
	body, err := r.GetBody()
	r.Body = body
	return r, err
}

// rootsOf are the roots by which the certificate of an answer was accepted.
func rootsOf(resp *http.Response) (roots []*x509.Certificate) {
	if resp.TLS == nil {
		return nil
	}
	for _, chain := range resp.TLS.VerifiedChains {
		roots = append(roots, chain[len(chain)-1])
	}
	return roots
}

func (r Roots) bundle() []byte {
	pem, err := os.ReadFile(r.Bundle)
	if err != nil {
		return nil
	}
	return pem
}

// needed are the certificates of the bundle that were needed before. Our own file says only where they are, so that whoever writes to it
// can make nothing trusted that the bundle doesn't have.
func (r Roots) needed() (pem []byte) {
	spans := readSpans(r.Needed)
	if len(spans) == 0 {
		return nil
	}
	bundle, err := os.Open(r.Bundle)
	if err != nil {
		return nil
	}
	defer bundle.Close()
	for _, at := range spans {
		block := make([]byte, at.length)
		if _, err := bundle.ReadAt(block, at.offset); err == nil { // else the bundle is another one now
			pem = append(append(pem, block...), '\n')
		}
	}
	return pem
}

// remember notes where in the bundle these roots are, before those that were noted and are still certificates. A failure costs time, and
// nothing else.
func (r Roots) remember(roots []*x509.Certificate) {
	if r.Needed == "" || len(roots) == 0 {
		return
	}
	noted := readSpans(r.Needed)
	var first, others []span
	for at, der := range certificatesIn(r.bundle()) {
		switch {
		case slices.ContainsFunc(roots, func(root *x509.Certificate) bool { return bytes.Equal(root.Raw, der) }):
			first = append(first, at)
		case slices.Contains(noted, at):
			others = append(others, at)
		}
	}
	_ = writeSpans(r.Needed, append(first, others...))
}
