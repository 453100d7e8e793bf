package cmd

import (
	"bytes"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/output"
	"github.com/novactl/novactl/pkg/sandbox"
)

// listsAsked writes down what is asked for with GET.
type listsAsked struct {
	cloud http.RoundTripper
	mu    sync.Mutex
	asked []string
}

func (l *listsAsked) RoundTrip(r *http.Request) (*http.Response, error) {
	if _, path, ok := strings.Cut(r.URL.Path, "/010101/"); ok && r.Method == http.MethodGet {
		l.mu.Lock()
		l.asked = append(l.asked, path)
		l.mu.Unlock()
	}
	return l.cloud.RoundTrip(r)
}

// A person sees images and flavors by name: each kind costs one list a minute. A program, or a person without colours, costs none.
func TestNames(t *testing.T) {
	t.Parallel()
	cloud, env := sandboxWith(t, sandbox.Options{})
	later := time.Duration(0)
	for _, test := range []struct {
		line  string
		set   func(*output.Streams)
		asked []string
		named bool
	}{
		{"server list -o wide", func(s *output.Streams) { s.Width = 60 }, []string{"servers/detail"}, false},
		{"server list -o wide", func(s *output.Streams) { s.OutTTY, s.Width = true, 60 }, []string{"servers/detail"}, false},
		{"server list -o wide", func(s *output.Streams) { s.Forced, s.Color = true, true }, []string{"servers/detail"}, false},
		{"server list -o json", person, []string{"servers/detail"}, false},
		{"image list", person, []string{"images/detail"}, false},
		{"server list -o wide", person, []string{"servers/detail", "images", "flavors"}, true},
		{"server list -o wide", person, []string{"servers/detail"}, true},
		{"server show web-1", person, []string{"servers/detail"}, true},
		{"server list -o wide", func(s *output.Streams) { person(s); later = 2 * time.Minute }, []string{"servers/detail", "images", "flavors"}, true},
	} {
		network := &listsAsked{cloud: cloud.Transport()}
		streams, out, errs := output.Buffers("")
		test.set(streams)
		at := time.Now().Add(later)
		streams.Now = func() time.Time { return at }
		root := tree(&app.App{Streams: streams, Version: "test", Network: network, Environ: env})
		root.SetArgs(strings.Fields(test.line))
		if err := root.ExecuteContext(t.Context()); err != nil {
			t.Fatalf("%s: %v", test.line, err)
		}
		if diff := cmp.Diff(test.asked, network.asked); diff != "" {
			t.Errorf("%s: %s%s", test.line, diff, errs)
		}
		if named := bytes.Contains(out.Bytes(), []byte("512MB Standard")); named != test.named {
			t.Errorf("%s: %s", test.line, out)
		}
	}
}

func person(s *output.Streams) { s.OutTTY, s.Width, s.Color, s.UTF8 = true, 200, true, true }
