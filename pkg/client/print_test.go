package client

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// --curl shows the request, whole and without secrets, and does nothing: the cloud sees the sign-in alone.
func TestPrintRequests(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for name, test := range map[string]struct {
		do   func(*Client) error
		want string
	}{
		"get": {func(c *Client) error { return one(c.GetServer(ctx, "ID")) },
			`curl -g -i -X GET '` + testEndpoint + `/servers/ID' -H 'Accept: application/json' -H "X-Auth-Token: $OS_TOKEN"`},
		"a secret": {func(c *Client) error { return c.ChangePassword(ctx, "ID", chosenPass) },
			`curl -g -i -X POST '` + testEndpoint + `/servers/ID/action' -H 'Accept: application/json' -H 'Content-Type: application/json' -H "X-Auth-Token: $OS_TOKEN" --data-raw '{"changePassword":{"adminPass":"***"}}'`},
		"the first page": {func(c *Client) error { return one(all(c.ListServers(ctx, ServerFilter{Name: "web"}))) },
			`curl -g -i -X GET '` + testEndpoint + `/servers/detail?limit=1000&name=web' -H 'Accept: application/json' -H "X-Auth-Token: $OS_TOKEN"`},
		"pages": {func(c *Client) error { return one(readPages(c, Request{Path: "/a?limit=2"})) },
			`curl -g -i -X GET '` + testEndpoint + `/a?limit=2' -H 'Accept: application/json' -H "X-Auth-Token: $OS_TOKEN"`},
		"a version": {func(c *Client) error { return one(c.GetVersion(ctx, "v2")) },
			`curl -g -i -X GET 'https://dfw.servers.example.com/v2/' -H 'Accept: application/json' -H "X-Auth-Token: $OS_TOKEN"`},
		"an image": {func(c *Client) error { return one(c.CreateImage(ctx, "ID", api.CreateImage{Name: "n"})) },
			`curl -g -i -X POST '` + testEndpoint + `/servers/ID/action' -H 'Accept: application/json' -H 'Content-Type: application/json' -H "X-Auth-Token: $OS_TOKEN" --data-raw '{"createImage":{"name":"n"}}'`},
		"a rescue": {func(c *Client) error { return one(c.Rescue(ctx, "ID", api.Rescue{})) },
			`curl -g -i -X POST '` + testEndpoint + `/servers/ID/action' -H 'Accept: application/json' -H 'Content-Type: application/json' -H "X-Auth-Token: $OS_TOKEN" --data-raw '{"rescue":null}'`},
	} {
		var out bytes.Buffer
		f := &fakeCloud{handle: always(200, `{}`)}
		c := f.newClient(t)
		c.PrintRequests(&out)
		if err := test.do(c); !errors.Is(err, transport.ErrPrinted) {
			t.Errorf("%s: %v", name, err)
		}
		if got := strings.TrimSuffix(out.String(), "\n"); got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, test.want)
		}
		if len(f.seen()) != 0 || f.tokens != 1 {
			t.Errorf("%s: sent %v, signed in %d times", name, f.seen(), f.tokens)
		}
	}
}

// What was looked up before is looked up; and a wait after a request that wasn't sent has nothing to wait for.
func TestPrintRequestsFromThenOn(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	f := &fakeCloud{handle: always(200, `{"server":{"id":"ID"}}`)}
	c := f.newClient(t)
	if _, err := c.GetServer(context.Background(), "ID"); err != nil {
		t.Fatal(err)
	}
	c.PrintRequests(&out)
	targets := []wait.Target{server("a", GoalActive()), server("b", GoalGone())}
	for _, o := range awaitAll(context.Background(), c, targets, wait.Options{Timeout: time.Hour}) {
		if !errors.Is(o.Err, transport.ErrPrinted) {
			t.Errorf("%+v", o)
		}
	}
	if out.Len() != 0 || len(f.seen()) != 1 {
		t.Errorf("printed %q, sent %v", out.String(), f.seen())
	}
}
