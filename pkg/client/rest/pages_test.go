package rest

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// fakeService is a Service whose answers are by the query that they were asked with; an answer of "413" is that refusal.
type fakeService struct {
	answers map[string]string
	asked   []string
}

func (f *fakeService) service(pageSize int) Service {
	e := &Endpoint{
		Base: func(context.Context) (string, error) { return "https://compute.example.com/v2/1", nil },
		Wire: api.JSON,
		Chain: func(_ context.Context, r *transport.Request) (*transport.Answer, error) {
			query := r.URL.Query().Encode()
			f.asked = append(f.asked, query)
			if len(f.asked) > 9 {
				return nil, errors.New("asked and asked again")
			}
			if f.answers[query] == "413" {
				return nil, &transport.Error{Op: r.Op, Status: http.StatusRequestEntityTooLarge, Message: "too large"}
			}
			return &transport.Answer{Status: http.StatusOK, Body: []byte(f.answers[query])}, nil
		},
	}
	return Service{Doer: e, PageSize: pageSize}
}

// check compares what came, and how it ended, with what was wanted.
func check(t *testing.T, what string, got, want []string, err error, wantErr string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
	if (err == nil) != (wantErr == "") || err != nil && !strings.Contains(err.Error(), wantErr) {
		t.Errorf("%s: error %v, want %q", what, err, wantErr)
	}
}

// A list goes on by its links or else by its last id, ends where nothing follows, and where it would never end with an error.
func TestList(t *testing.T) {
	t.Parallel()
	const (
		a, b, c, none = `{"id":"a"}`, `{"id":"b"}`, `{"id":"c"}`, `{"things":[]}`
		loops         = "the list would never end"
	)
	for name, test := range map[string]struct {
		list    List
		answers map[string]string
		want    []string
		err     string
		asked   []string
	}{
		"a full page without a link": {
			answers: map[string]string{"limit=2": `{"things":[` + a + `,` + b + `]}`, "limit=2&marker=b": `{"things":[` + c + `]}`},
			want:    []string{a, b, c}, asked: []string{"limit=2", "limit=2&marker=b"},
		},
		"a link, of which the query alone counts": {
			answers: map[string]string{
				"limit=2": `{"things":[` + a + `],"things_links":[{"rel":"next","href":"http://evil.example/x?marker=other"}]}`, "limit=2&marker=other": none,
			},
			want: []string{a}, asked: []string{"limit=2", "limit=2&marker=other"},
		},
		"an empty page with a link": {
			answers: map[string]string{
				"limit=2":          `{"things":[` + a + `],"things_links":[{"rel":"next","href":"?marker=a"}]}`,
				"limit=2&marker=a": `{"things":[],"things_links":[{"rel":"next","href":"?marker=b"}]}`,
				"limit=2&marker=b": `{"things":[` + c + `]}`,
			},
			want: []string{a, c}, asked: []string{"limit=2", "limit=2&marker=a", "limit=2&marker=b"},
		},
		"empty pages that link to each other": {
			answers: map[string]string{
				"limit=2":          `{"things":[],"things_links":[{"rel":"next","href":"?marker=a"}]}`,
				"limit=2&marker=a": `{"things":[],"things_links":[{"rel":"next","href":"?limit=2"}]}`,
			},
			asked: []string{"limit=2", "limit=2&marker=a"},
		},
		"a link to the page itself": {
			answers: map[string]string{"limit=2": `{"things":[` + a + `],"things_links":[{"rel":"next","href":"?limit=2"}]}`},
			err:     loops, asked: []string{"limit=2"},
		},
		"a marker that leads to the same page": {
			answers: map[string]string{"limit=2": `{"things":[` + a + `,` + b + `]}`, "limit=2&marker=b": `{"things":[` + a + `,` + b + `]}`},
			want:    []string{a, b}, err: loops, asked: []string{"limit=2", "limit=2&marker=b"},
		},
		"a page that ends where it was to begin": {
			list: List{Marker: "b"}, answers: map[string]string{"limit=2&marker=b": `{"things":[` + a + `,` + b + `]}`},
			err: loops, asked: []string{"limit=2&marker=b"},
		},
		"a full page without ids": {
			answers: map[string]string{"limit=2": `{"things":[{},{}]}`}, err: "has no id to go on from", asked: []string{"limit=2"},
		},
		"more than was asked for is the whole list": {
			answers: map[string]string{"limit=2": `{"things":[` + a + `,` + b + `,` + c + `]}`}, want: []string{a, b, c}, asked: []string{"limit=2"},
		},
		"a limit within a page": {
			list: List{Limit: 1}, answers: map[string]string{"limit=1": `{"things":[` + a + `,` + b + `]}`}, want: []string{a}, asked: []string{"limit=1"},
		},
		"a limit over pages": {
			list:    List{Limit: 3},
			answers: map[string]string{"limit=2": `{"things":[` + a + `,` + b + `]}`, "limit=1&marker=b": `{"things":[` + c + `]}`},
			want:    []string{a, b, c}, asked: []string{"limit=2", "limit=1&marker=b"},
		},
		"pages too big for the cloud": {
			answers: map[string]string{"limit=2": "413", "limit=1": `{"things":[` + a + `]}`, "limit=1&marker=a": none},
			want:    []string{a}, asked: []string{"limit=2", "limit=1", "limit=1&marker=a"},
		},
		"no page is small enough": {answers: map[string]string{"limit=2": "413", "limit=1": "413"}, err: "too large", asked: []string{"limit=2", "limit=1"}},
		"another root":            {answers: map[string]string{"limit=2": `{"others":[]}`}, err: "it holds no list of things", asked: []string{"limit=2"}},
		"no document":             {answers: map[string]string{}, err: "it holds no list of things", asked: []string{"limit=2"}},
		"a link that is no URL": {
			answers: map[string]string{"limit=2": `{"things":[` + a + `],"things_links":[{"rel":"next","href":"%zz://"}]}`},
			err:     "the link to the next page is not a URL", asked: []string{"limit=2"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test.list.Path, test.list.Root = "/things", "things"
			f := &fakeService{answers: test.answers}
			var got []string
			var failed error
			for item, err := range f.service(2).List(t.Context(), test.list) {
				if failed = err; err == nil {
					got = append(got, string(item))
				}
			}
			check(t, "items", got, test.want, failed, test.err)
			check(t, "requests", f.asked, test.asked, nil, "")
		})
	}
}

// Pages follow any link of their document, and come back to no page that they had.
func TestPages(t *testing.T) {
	t.Parallel()
	link := func(query string) string { return `{"x_links":[{"rel":"next","href":"?` + query + `"}]}` }
	for name, test := range map[string]struct {
		request Request
		answers map[string]string
		want    int
		err     string
		asked   []string
	}{
		"no link":                {Request{Path: "/x"}, map[string]string{"limit=2": `{}`}, 1, "", []string{"limit=2"}},
		"a limit of the path":    {Request{Path: "/x?limit=7"}, map[string]string{"limit=7": `{}`}, 1, "", []string{"limit=7"}},
		"a link":                 {Request{Path: "/x"}, map[string]string{"limit=2": link("p=2"), "p=2": `{}`}, 2, "", []string{"limit=2", "p=2"}},
		"a loop over two":        {Request{Path: "/x"}, map[string]string{"limit=2": link("p=2"), "p=2": link("limit=2")}, 2, "never end", []string{"limit=2", "p=2"}},
		"a change":               {Request{Path: "/x", Method: http.MethodPost}, map[string]string{"": link("p=2")}, 1, "", []string{""}},
		"a query that isn't one": {Request{Path: "/x?a=%zz"}, nil, 0, "has no proper query", nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := &fakeService{answers: test.answers}
			var failed error
			n := 0
			for _, err := range f.service(2).Pages(t.Context(), test.request) {
				if failed = err; err == nil {
					n++
				}
			}
			check(t, "requests", f.asked, test.asked, failed, test.err)
			if n != test.want {
				t.Errorf("%d pages, want %d", n, test.want)
			}
		})
	}
}
