package verb_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

const endpoint = "https://compute.example.com/v2/t1"

// machine is a server of the fake cloud.
type machine struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	Status string `json:"status"`

	Metadata map[string]string `json:"metadata,omitempty"`

	looks int  // GETs until it is gone, or ACTIVE again; 0: it stays as it is
	gone  bool // whether it goes at the last look
}

// fakeCloud answers for servers, in place of a network.
type fakeCloud struct {
	mu       sync.Mutex
	servers  []*machine
	refuse   map[string]int // status by id of what is done to a server
	requests []string       // method and path, those that change something
	reads    []string       // method and path, the others

	latency    time.Duration              // of each answer
	arrived    func(n int, method string) // is called with each request, after n others
	under, top int                        // requests under way, and the most of them at a time
	listed     *[]*machine                // what lists have in place of all; nil: all
}

func (f *fakeCloud) RoundTrip(req *http.Request) (*http.Response, error) {
	path := strings.TrimPrefix(req.URL.Path, "/v2/t1")
	if f.latency > 0 {
		f.count(1)
		defer f.count(-1)
		select {
		case <-time.After(f.latency):
		case <-req.Context().Done():
			return nil, req.Context().Err()
		}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.arrived != nil {
		f.arrived(len(f.reads)+len(f.requests), req.Method)
	}
	if req.Method != http.MethodGet {
		f.requests = append(f.requests, req.Method+" "+path)
	} else {
		f.reads = append(f.reads, req.Method+" "+path)
	}
	status, body := f.answer(req.Method, path)
	return &http.Response{
		StatusCode: status, Status: fmt.Sprint(status), Request: req, ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   io.NopCloser(strings.NewReader(body)),
	}, nil
}

func (f *fakeCloud) count(more int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.under += more
	f.top = max(f.top, f.under)
}

func (f *fakeCloud) answer(method, path string) (status int, body string) {
	if path == "/servers" || path == "/servers/detail" {
		f.servers = slices.DeleteFunc(f.servers, func(m *machine) bool {
			m.looks--
			return m.gone && m.looks < 0
		})
		listed := f.servers
		if f.listed != nil {
			listed = *f.listed
		}
		doc, _ := json.Marshal(map[string]any{"servers": listed})
		return http.StatusOK, string(doc)
	}
	id, action, _ := strings.Cut(strings.TrimPrefix(path, "/servers/"), "/")
	at := slices.IndexFunc(f.servers, func(m *machine) bool { return m.ID == id })
	if at < 0 {
		return http.StatusNotFound, `{"itemNotFound":{"code":404,"message":"Instance could not be found"}}`
	}
	m := f.servers[at]
	if refused := f.refuse[id]; refused != 0 && method != http.MethodGet {
		return refused, `{"fault":{"message":"refused"}}`
	}
	switch {
	case method == http.MethodDelete:
		m.gone, m.looks = true, 2
		return http.StatusNoContent, ""
	case action == "action":
		if m.Status == "ACTIVE" { // one that is in BUILD never ends
			m.looks = 2
		}
		m.Status = "REBOOT"
		return http.StatusAccepted, ""
	}
	if m.looks--; m.looks == 0 && m.gone {
		f.servers = slices.Delete(f.servers, at, at+1)
	} else if m.looks == 0 && m.Status != "ERROR" {
		m.Status = "ACTIVE"
	}
	doc, _ := json.Marshal(map[string]any{"server": m})
	return http.StatusOK, string(doc)
}

var serverView = output.View[*api.Server]{
	One: "server", Many: "servers",
	Decode: verb.Decode, XML: verb.ToXML,
	ID: func(s *api.Server) string { return s.ID },
	Columns: []output.Column[*api.Server]{
		{Name: "ID", Cell: func(s *api.Server) string { return s.ID }},
		{Name: "Name", Cell: func(s *api.Server) string { return s.Name }},
		{Name: "Status", Cell: func(s *api.Server) string { return s.Status }},
		adminPass,
	},
}

var adminPass = output.Column[*api.Server]{
	Name: "Admin Pass", Cell: func(s *api.Server) string { return s.AdminPass }, In: output.ShowOnly, Rare: true,
}

var serverNoun = verb.Noun{
	Finder: &ref.Finder{
		Noun: "server",
		Get: func(ctx context.Context, c *client.Client, id string) (client.Document, error) {
			return c.GetServer(ctx, id)
		},
		Named: func(ctx context.Context, c *client.Client, _ string) verb.Items {
			return c.ListServers(ctx, client.ServerFilter{})
		},
		Names: func(ctx context.Context, c *client.Client) verb.Items {
			return c.ListServersBrief(ctx, client.ServerFilter{})
		},
		Newest: func(ctx context.Context, c *client.Client, limit int) verb.Items {
			return c.ListServers(ctx, client.ServerFilter{Limit: limit})
		},
		ListsWhole: (*client.Client).ListsWholeServers,
		InDetail: func(ctx context.Context, c *client.Client, _ map[string]string) verb.Items {
			return c.ListServers(ctx, client.ServerFilter{})
		},
		Facts: func(doc jsontext.Value) (ref.Facts, error) {
			var s api.Server
			err := verb.Decode(doc, &s)
			return ref.Facts{ID: s.ID, Name: s.Name, Status: s.Status, Metadata: s.Metadata}, err
		},
		OneIDForm: true,
	},
	View:       &serverView,
	Password:   &adminPass,
	WaitTarget: (*client.Client).ServerTarget,
}

// tagFlags are the flags of a verb of the test.
type tagFlags struct{ password string }

// tree makes the commands that the tests run.
func tree(a *app.App) *cobra.Command {
	reboot := func(ctx context.Context, c *client.Client, id string) error {
		return c.Reboot(ctx, id, client.SoftReboot)
	}
	root := verb.Group("novactl", "", verb.Group("server", "",
		verb.List[*verb.NoFlags]{Noun: serverNoun}.Command(a),
		verb.Show{Noun: serverNoun}.Command(a),
		verb.Delete{
			Noun: serverNoun, Destroys: "its disk",
			Each: func(ctx context.Context, c *client.Client, id string) error { return c.DeleteServer(ctx, id) },
		}.Command(a),
		verb.Act[*verb.NoFlags]{
			Noun: serverNoun, Verb: "reboot", Each: reboot,
			Goal: func(verb.Accepted) wait.Goal { return client.GoalActive() },
		}.Command(a),
		verb.Act[*tagFlags]{
			Noun: serverNoun, Verb: "rescue",
			Flags: func(fs *flagset.Set) *tagFlags {
				f := &tagFlags{}
				fs.String(&f.password, "password", "")
				return f
			},
			Prepare: func(in app.Invocation, f *tagFlags) (verb.Do, error) {
				return func(ctx context.Context, r ref.Resource) (verb.Accepted, error) {
					return verb.Accepted{Resource: r, AdminPass: f.password}, reboot(ctx, in.Client, r.ID)
				}, nil
			},
			Goal: func(verb.Accepted) wait.Goal { return client.GoalActive() },
		}.Command(a),
		verb.Wait{
			Noun: serverNoun, Statuses: []string{"ACTIVE"},
			Goal: func(text string) wait.Goal {
				if text == "deleted" {
					return client.GoalGone()
				}
				return client.GoalActive()
			},
		}.Command(a),
	))
	root.SilenceErrors, root.SilenceUsage = true, true
	config.AddFlags(root.PersistentFlags())
	a.AddCurlFlag(root)
	return root
}

// result is what a command ended with.
type result struct {
	out, err string
	code     int
}

// run runs a command line on the cloud, with what is typed, on a terminal if anything is.
func (f *fakeCloud) run(t *testing.T, typed string, args ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
	defer cancel()
	return f.runIn(ctx, t, typed, args...)
}

// runIn is run until ctx ends.
func (f *fakeCloud) runIn(ctx context.Context, t *testing.T, typed string, args ...string) result {
	t.Helper()
	streams, out, errs := output.Buffers(typed)
	streams.InTTY, streams.ErrTTY = typed != "", typed != ""
	a := &app.App{
		Streams: streams, Version: "test", Network: f,
		Environ: []string{"HOME=" + t.TempDir(), "NOVACTL_ENDPOINT=" + endpoint, "NOVACTL_TOKEN=t"},
	}
	root := tree(a)
	root.SetArgs(args)
	root.SetOut(out)
	err := root.ExecuteContext(ctx)
	code := fail.Report(streams, err, func(_ error, hint string) string { return hint })
	return result{out.String(), errs.String(), code}
}
