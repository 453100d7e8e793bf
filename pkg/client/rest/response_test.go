package rest

import (
	"errors"
	"testing"

	"github.com/novactl/novactl/pkg/client/transport"
)

// A resource comes out of its root alone: a document without it, or with something else in it, is an answer that can't be read.
func TestDocument(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]struct{ raw, err string }{
		`{"thing":{"id":"a","new":1}}`: {`{"id":"a","new":1}`, ""},
		`{"thing":{}}`:                 {`{}`, ""},
		`{"things":{"id":"a"}}`:        {"", "it holds no thing"},
		`{"thing":[{"id":"a"}]}`:       {"", "it holds no thing"},
		`{"thing":"a"}`:                {"", "it holds no thing"},
		`{"thing":null}`:               {"", "it holds no thing"},
		`[{"thing":{}}]`:               {"", "it holds no thing"},
		``:                             {"", "it holds no thing"},
		`{"thing":{`:                   {"", "cannot be read"},
		`<html>busy</html>`:            {"", "cannot be read"},
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			f := &fakeService{answers: map[string]string{"": body}}
			d, err := f.service(2).Document(t.Context(), Request{Path: "/things/a"}, "thing")
			check(t, "document", []string{string(d.Raw)}, []string{want.raw}, err, want.err)
			if err != nil && !errors.As(err, new(*transport.UnreachableError)) {
				t.Errorf("%T, want an *transport.UnreachableError", err)
			}
		})
	}
}

// What was made has to say which it is: in the first of its members, or in another that serves.
func TestCreated(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"thing":{"id":"a"}}`:           "",
		`{"thing":{"id":7}}`:             "",
		`{"thing":{"id":"","name":"n"}}`: "",
		`{"thing":{"id":""}}`:            "its thing has no id",
		`{"thing":{"id":null}}`:          "its thing has no id",
		`{"thing":{}}`:                   "its thing has no id",
		`{"other":{"id":"a"}}`:           "it holds no thing",
	} {
		t.Run(body, func(t *testing.T) {
			t.Parallel()
			f := &fakeService{answers: map[string]string{"": body}}
			_, err := f.service(2).Created(t.Context(), Request{Path: "/things", Method: "POST"}, "thing", "id", "name")
			check(t, "made", nil, nil, err, want)
		})
	}
}
