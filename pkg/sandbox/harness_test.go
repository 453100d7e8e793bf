package sandbox

import (
	"cmp"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// The tests read answers as maps, not through pkg/api: a wrong tag there could not agree with itself here.

const (
	precise = "80fbcb55-b206-41f9-9bc2-2dd7aac6c061" // Ubuntu 12.04 LTS (Precise Pangolin)
	windows = "715e6459-0330-4f36-89e7-19fb3cfe8620" // needs 40 GB and 1 GB of RAM
)

// manualClock stands still until a test moves it.
type manualClock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *manualClock {
	return &manualClock{now: time.Date(2013, 12, 10, 12, 0, 0, 0, time.UTC)}
}

func (c *manualClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *manualClock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// cloudUnderTest is a sandbox with a user signed in.
type cloudUnderTest struct {
	*Cloud
	t     testing.TB
	clock *manualClock
	token string
}

func newCloud(t testing.TB, o Options) *cloudUnderTest {
	t.Helper()
	clock := newClock()
	if o.Clock == nil {
		o.Clock = clock.Now
	}
	c, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	u := &cloudUnderTest{Cloud: c, t: t, clock: clock}
	u.token = u.signIn(tables.User, cmp.Or(o.Password, tables.Password))
	return u
}

// in is the cloud for a subtest.
func (u *cloudUnderTest) in(t *testing.T) *cloudUnderTest {
	sub := *u
	sub.t = t
	return &sub
}

// reply is an answer as it came.
type reply struct {
	status int
	header http.Header
	body   string
}

// send makes one request in process. The headers come as name and value in turn.
func (u *cloudUnderTest) send(method, path, body string, headers ...string) reply {
	u.t.Helper()
	r, err := http.NewRequest(method, "http://cloud.test"+path, strings.NewReader(body))
	if err != nil {
		u.t.Fatal(err)
	}
	if u.token != "" {
		r.Header.Set("X-Auth-Token", u.token)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	response, err := u.Transport().RoundTrip(r)
	if err != nil {
		u.t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		u.t.Fatal(err)
	}
	return reply{response.StatusCode, response.Header, string(text)}
}

// compute sends to the default region's endpoint.
func (u *cloudUnderTest) compute(method, path, body string, headers ...string) reply {
	u.t.Helper()
	return u.send(method, "/DFW/v2/010101"+path, body, headers...)
}

// json decodes the body, which has to be JSON.
func (u *cloudUnderTest) json(r reply) map[string]any {
	u.t.Helper()
	if got := r.header.Get("Content-Type"); got != "application/json" {
		u.t.Fatalf("Content-Type %q, body %s", got, r.body)
	}
	var doc map[string]any
	if err := json.Unmarshal([]byte(r.body), &doc); err != nil {
		u.t.Fatalf("%v in %s", err, r.body)
	}
	return doc
}

// want fails the test unless the reply has the status.
func (u *cloudUnderTest) want(status int, r reply) reply {
	u.t.Helper()
	if r.status != status {
		u.t.Fatalf("status %d, want %d: %s", r.status, status, r.body)
	}
	return r
}

func (u *cloudUnderTest) signIn(user, password string) string {
	u.t.Helper()
	r := u.want(200, u.send("POST", "/v2.0/tokens",
		`{"auth":{"passwordCredentials":{"username":"`+user+`","password":"`+password+`"}}}`))
	return at[string](u.t, u.json(r), "access", "token", "id")
}
