// Package rest asks the services of a cloud for documents: a Request goes below a service's endpoint, and a Response holds the document.
//
// Documents are handed on as JSON, whatever the wire speaks, and undecoded: what this release doesn't know is kept. Lists are iterators that
// read page after page.
package rest

import (
	"context"
	"iter"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/client/transport"
)

// Doer answers requests: an Endpoint, or what says them in another service's words.
type Doer interface {
	Do(ctx context.Context, r Request) (*Response, error)
}

// Service is a Doer with the ways to ask it.
type Service struct {
	Doer
	PageSize int // items a page of a list
}

// Document is one resource.
type Document struct {
	Raw jsontext.Value // without its root, as it came
	XML []byte         // the whole document of the wire, where the wire speaks XML
}

// Document sends a request and takes the resource with this root out of the answer.
func (s Service) Document(ctx context.Context, r Request, root string) (Document, error) {
	resp, err := s.Do(ctx, r)
	if err != nil {
		return Document{}, err
	}
	return resp.Document(root)
}

// Created sends a request that makes something, and takes it out of the answer: one in which none of the members has a value doesn't tell what
// was made.
func (s Service) Created(ctx context.Context, r Request, root string, members ...string) (Document, error) {
	resp, err := s.Do(ctx, r)
	if err != nil {
		return Document{}, err
	}
	return resp.Created(root, members...)
}

// Send sends a request whose answer has nothing to say.
func (s Service) Send(ctx context.Context, r Request) error {
	_, err := s.Accepted(ctx, r)
	return err
}

// Accepted sends a request whose answer has nothing to say but its header, which it returns. A web page for a 200 is none of the
// cloud's: what stands between answers so, to have somebody sign in.
func (s Service) Accepted(ctx context.Context, r Request) (http.Header, error) {
	r.AnyAnswer = true
	resp, err := s.Do(ctx, r)
	if err != nil {
		return nil, err
	}
	if resp.Status == http.StatusOK && resp.isPage() {
		return nil, resp.Garbled(&transport.AnswerError{Message: "it is a web page"})
	}
	return resp.Header, nil
}

// Items yields the items of a list that clouds give in one piece, without a limit. Links are followed all the same: better than a shorter
// list. An error ends it.
func (s Service) Items(ctx context.Context, r Request, root string) iter.Seq2[jsontext.Value, error] {
	return func(yield func(jsontext.Value, error) bool) {
		for resp, err := range s.linkedPages(ctx, r) {
			if err != nil {
				yield(nil, err)
				return
			}
			page, err := resp.Page(root)
			if err != nil {
				yield(nil, err)
				return
			}
			for item := range page.Items {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}
