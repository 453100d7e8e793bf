// Package ensure holds `server create --ensure` against a cloud whose answers can't be relied on.
package ensure

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/go-json-experiment/json"
)

const (
	endpoint = "https://compute.example.com/v2/t1"
	imageID  = "80fbcb55-b206-41f9-9bc2-2dd7aac6c061"
)

// machine is a server of the cloud.
type machine struct {
	ID       string            `json:"id"`
	Name     string            `json:"name"`
	Status   string            `json:"status"`
	Created  string            `json:"created"`
	Image    any               `json:"image"`
	Flavor   any               `json:"flavor"`
	Metadata map[string]string `json:"metadata"`
}

// badCloud carries out requests, and does something bad to some of the answers, as network, gateways and queues do.
type badCloud struct {
	mu       sync.Mutex
	seed     uint64
	oneIn    int            // answers of so many are bad; 0: none
	drawn    map[string]int // requests so far, by the name of the server
	machines map[string]*machine
	created  int // in all
	bad      map[string]int
	story    map[string][]string // what went wrong, by the name of the server
}

// newCloud makes a cloud that has no servers. Its bad answers follow from the seed.
func newCloud(oneIn int, seed uint64) *badCloud {
	return &badCloud{oneIn: oneIn, seed: seed, drawn: map[string]int{}, machines: map[string]*machine{}, bad: map[string]int{}, story: map[string][]string{}}
}

// misdeeds are what can happen to a request.
var misdeeds = []string{
	"lost on the way there", "lost on the way back", "cut", "garbled", "a page of a portal", "the body twice", "carried out twice",
	"500", "502", "503", "504", "500, not carried out", "502, not carried out", "503 with a time, carried out", "429 with a time",
	"slow", "slower than the timeout", "504, carried out later", "lost, carried out later",
}

// aName is the name of a server in a request.
var aName = regexp.MustCompile(`web-\d+`)

// draw says what happens to a request. It follows from the name in the request and from how many of the name were before, so that a run of the test is
// like the one before it.
func (c *badCloud) draw(r *http.Request, body []byte) (misdeed string, part float64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	name := aName.FindString(r.URL.String() + string(body))
	c.drawn[name]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%d %s %d", c.seed, name, c.drawn[name]))
	chance := rand.New(rand.NewChaCha8(sum))
	part = chance.Float64()
	if c.oneIn == 0 || chance.IntN(c.oneIn) > 0 {
		return "", part
	}
	misdeed = misdeeds[chance.IntN(len(misdeeds))]
	c.bad[misdeed]++
	c.story[name] = append(c.story[name], fmt.Sprintf("%v %s: %s %.2f", time.Now().Format("15:04:05.000"), r.Method, misdeed, part))
	return misdeed, part
}

// RoundTrip answers, or doesn't.
func (c *badCloud) RoundTrip(r *http.Request) (*http.Response, error) {
	body, _ := io.ReadAll(r.Body)
	misdeed, part := c.draw(r, body)
	pause := func(d time.Duration) error {
		select {
		case <-time.After(d):
			return nil
		case <-r.Context().Done():
			return r.Context().Err()
		}
	}
	later := func() { time.AfterFunc(time.Duration(part*float64(8*time.Second)), func() { c.carryOut(r, body) }) }
	if err := pause(time.Duration(part * float64(100*time.Millisecond))); err != nil {
		return nil, err
	}
	var status int
	var text string
	switch misdeed {
	case "lost on the way there":
		return nil, syscall.ECONNRESET
	case "500, not carried out", "502, not carried out":
		return answer(atoi(misdeed[:3]), "", "<html>Bad Gateway</html>", -1), nil
	case "429 with a time":
		return answer(http.StatusTooManyRequests, "2", "slow down", -1), nil
	case "504, carried out later":
		later()
		return answer(http.StatusGatewayTimeout, "", "<html>Gateway Timeout</html>", -1), nil
	case "lost, carried out later":
		later()
		return nil, io.EOF
	case "carried out twice":
		c.carryOut(r, body)
		status, text = c.carryOut(r, body)
	default:
		status, text = c.carryOut(r, body)
	}
	switch misdeed {
	case "lost on the way back":
		return nil, io.EOF
	case "cut":
		return answer(status, "", text, int(part*float64(len(text)))), nil
	case "garbled":
		return answer(status, "", strings.ReplaceAll(text, `"id"`, `"i`), -1), nil
	case "a page of a portal":
		return answer(http.StatusOK, "", "<html>sign in</html>", -1), nil
	case "the body twice":
		return answer(status, "", text+text, -1), nil
	case "500", "502", "503", "504":
		return answer(atoi(misdeed), "", `{"computeFault":{"code":500,"message":"Unexpected API Error."}}`, -1), nil
	case "503 with a time, carried out":
		return answer(http.StatusServiceUnavailable, "1", "busy", -1), nil
	case "slow":
		if err := pause(time.Duration(part * float64(100*time.Second))); err != nil {
			return nil, err
		}
	case "slower than the timeout":
		if err := pause(time.Hour); err != nil {
			return nil, err
		}
	}
	return answer(status, "", text, -1), nil
}

func atoi(text string) (n int) {
	_, _ = fmt.Sscan(text, &n)
	return n
}

// carryOut does what a request asks for.
func (c *badCloud) carryOut(r *http.Request, body []byte) (status int, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	where := strings.TrimPrefix(r.URL.Path, "/v2/t1/")
	switch {
	case r.Method == http.MethodPost && where == "servers":
		return c.create(body)
	case r.Method == http.MethodGet && where == "servers/detail":
		name, err := regexp.Compile(r.URL.Query().Get("name"))
		if err != nil {
			return http.StatusBadRequest, "{}"
		}
		found := []*machine{}
		for _, m := range c.machines {
			if name.MatchString(m.Name) {
				found = append(found, m)
			}
		}
		return http.StatusOK, document("servers", found)
	case strings.HasPrefix(where, "flavors"):
		return http.StatusOK, `{"flavor":{"id":"2","name":"small"},"flavors":[{"id":"2","name":"small"}]}`
	}
	m := c.machines[path.Base(where)]
	switch {
	case m == nil:
		return http.StatusNotFound, `{"itemNotFound":{"code":404,"message":"Instance could not be found"}}`
	case r.Method == http.MethodDelete:
		delete(c.machines, m.ID)
		return http.StatusNoContent, ""
	}
	return http.StatusOK, document("server", m)
}

func (c *badCloud) create(body []byte) (status int, text string) {
	var asked struct {
		Server struct {
			Name     string            `json:"name"`
			Metadata map[string]string `json:"metadata"`
		} `json:"server"`
	}
	if json.Unmarshal(body, &asked) != nil {
		return http.StatusBadRequest, "{}"
	}
	c.created++
	m := &machine{
		ID: fmt.Sprintf("%08x-0000-4000-8000-%012x", rand.Uint32(), c.created), Name: asked.Server.Name, Status: "ACTIVE",
		Created: time.Now().UTC().Format(time.RFC3339), Metadata: asked.Server.Metadata,
		Image: map[string]string{"id": imageID}, Flavor: map[string]string{"id": "2"},
	}
	c.machines[m.ID] = m
	return http.StatusAccepted, document("server", map[string]string{"id": m.ID, "adminPass": "pass-" + m.ID})
}

func document(root string, v any) string {
	text, _ := json.Marshal(map[string]any{root: v})
	return string(text)
}

// answer is a response. Of its body only the first bytes come where cut is 0 or more.
func answer(status int, retryAfter, body string, cut int) *http.Response {
	header := http.Header{"Content-Type": {"application/json"}}
	if strings.HasPrefix(body, "<") {
		header.Set("Content-Type", "text/html")
	}
	if retryAfter != "" {
		header.Set("Retry-After", retryAfter)
	}
	var reader io.Reader = strings.NewReader(body)
	if cut >= 0 {
		reader = io.MultiReader(bytes.NewReader([]byte(body)[:cut]), brokenReader{})
	}
	return &http.Response{StatusCode: status, Header: header, Body: io.NopCloser(reader), ContentLength: int64(len(body)), ProtoMajor: 1, ProtoMinor: 1}
}

type brokenReader struct{}

func (brokenReader) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// dyingNetwork is the network of a process that is killed: after some exchanges nothing leaves it any more, and nothing arrives.
type dyingNetwork struct {
	cloud *badCloud
	mu    sync.Mutex
	left  int
}

var errKilled = errors.New("killed")

func (n *dyingNetwork) RoundTrip(r *http.Request) (*http.Response, error) {
	n.mu.Lock()
	n.left--
	left := n.left
	n.mu.Unlock()
	if left < 0 {
		return nil, errKilled
	}
	resp, err := n.cloud.RoundTrip(r)
	if left == 0 { // it is killed before it reads the answer
		return nil, errKilled
	}
	return resp, err
}
