// Package stub is a cloud for measurements: it answers from texts that are made once, so that what is measured is the client. It has N
// servers that look as a Nova 26 shows them, in JSON and in XML, a flavor, an image, and a sign-in that lets anyone in. It counts
// requests, how many were answered at once, and how many had to wait for another.
package stub

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

// Options say what a stub has. The zero value has no servers and answers at once, without TLS.
type Options struct {
	Servers int
	Name    string // of servers, with their number behind it; "": web-
	Latency int    // of each answer, in milliseconds
	TLS     bool   // by a certificate of an authority of its own (CA)
}

// Counts are what a stub saw since it was last asked.
type Counts struct {
	Requests int
	Peak     int // the most that were under way at once
	Waves    int // how often a request began while no other was under way: the length of the longest chain, where each waits for the one before
}

// Stub is a cloud on a port of loopback.
type Stub struct {
	URL  string // of Identity v3
	CA   []byte // PEM; nil without TLS
	o    Options
	base string // without a path
	http *http.Server

	mu      sync.Mutex
	counts  Counts
	now     int               // requests under way
	deleted map[int]bool      // servers, by their number
	pages   map[string][]byte // page: what was made for a query, until a server is deleted
}

// Start starts a stub. Close ends it.
func Start(o Options) (*Stub, error) {
	if o.Name == "" {
		o.Name = "web-"
	}
	s := &Stub{o: o, deleted: map[int]bool{}, pages: map[string][]byte{}}
	s.http = &http.Server{
		Handler: s, ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(io.Discard, "", 0),
		TLSNextProto: map[string]func(*http.Server, *tls.Conn, http.Handler){}, // HTTP/1.1, as clouds speak it
	}
	listener, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s.base = "http://" + listener.Addr().String()
	if o.TLS {
		s.base = "https://" + listener.Addr().String()
		config, ca, err := certificates()
		if err != nil {
			return nil, errors.Join(err, listener.Close())
		}
		s.CA, listener = ca, tls.NewListener(listener, config)
	}
	s.URL = s.base + "/identity/v3"
	go func() { _ = s.http.Serve(listener) }()
	return s, nil
}

// Close ends the stub.
func (s *Stub) Close() error { return s.http.Close() }

// Reset brings deleted servers back, and begins counting anew.
func (s *Stub) Reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts = Counts{}
	if len(s.deleted) > 0 {
		clear(s.deleted)
		clear(s.pages)
	}
}

// Counts returns what was counted since Reset.
func (s *Stub) Counts() Counts {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts
}

// ServeHTTP counts a request, waits, and answers it.
func (s *Stub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.begin()
	defer s.end()
	_, _ = io.Copy(io.Discard, r.Body)
	if s.o.Latency > 0 {
		timer := time.NewTimer(time.Duration(s.o.Latency) * time.Millisecond)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-r.Context().Done():
			return
		}
	}
	s.answer(w, r)
}

func (s *Stub) begin() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts.Requests++
	if s.now == 0 {
		s.counts.Waves++
	}
	s.now++
	s.counts.Peak = max(s.counts.Peak, s.now)
}

func (s *Stub) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.now--
}
