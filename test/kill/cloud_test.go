package kill

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/go-json-experiment/json"
)

// cloud is a Nova of a few operations, which counts what is done to each server and kills its client at a request.
type cloud struct {
	*httptest.Server

	mu      sync.Mutex
	servers []*machine
	made    int // in all
	changes int // requests that change something, of this run
	killAt  int // the one at which the client is killed; 0: none
	kill    func()
	before  bool // the client is killed before that request is carried out, and not after
	noLog   bool // there is no os-instance-actions
	busy    bool // the next change is carried out, and answered as if it weren't
}

type machine struct {
	ID       string            `json:"id"`
	Name     string            `json:"name"`
	Status   string            `json:"status"`
	Created  string            `json:"created"`
	Metadata map[string]string `json:"metadata"`

	actions []map[string]string // the latest first
	reboots int
}

func newCloud(t *testing.T, servers int) *cloud {
	c := &cloud{}
	for range servers {
		c.add("web-"+fmt.Sprint(len(c.servers)+1), nil)
	}
	c.Server = httptest.NewServer(c)
	t.Cleanup(c.Close)
	return c
}

func (c *cloud) add(name string, metadata map[string]string) *machine {
	c.made++
	m := &machine{
		ID: fmt.Sprintf("%08d-0000-4000-8000-000000000000", c.made), Name: name, Status: "ACTIVE",
		Created: "2026-01-01T00:00:00Z", Metadata: metadata,
	}
	m.actions = []map[string]string{{"action": "create", "request_id": "req-" + m.ID}}
	c.servers = append(c.servers, m)
	return m
}

func (c *cloud) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	dies := false
	if r.Method != http.MethodGet {
		c.changes++
		dies = c.changes == c.killAt
	}
	if dies && c.before {
		c.kill()
		return
	}
	status, doc := c.answer(r, body)
	if dies {
		c.kill()
	}
	if r.Method != http.MethodGet && c.busy {
		c.busy, status, doc = false, http.StatusServiceUnavailable, nil
		w.Header().Set("Retry-After", "1")
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if doc != nil {
		_ = json.MarshalWrite(w, doc)
	}
}

func (c *cloud) answer(r *http.Request, body []byte) (int, any) {
	path := strings.Split(strings.Trim(strings.TrimPrefix(r.URL.Path, "/v2/t1"), "/"), "/")
	switch {
	case path[0] != "servers":
		return http.StatusOK, map[string]any{strings.TrimSuffix(path[0], "s"): map[string]any{"id": path[1], "name": path[1]}}
	case len(path) == 1 && r.Method == http.MethodPost:
		var req struct{ Server machine }
		_ = json.Unmarshal(body, &req, json.MatchCaseInsensitiveNames(true))
		m := c.add(req.Server.Name, req.Server.Metadata)
		return http.StatusAccepted, map[string]any{"server": map[string]any{"id": m.ID, "adminPass": "p"}}
	case len(path) == 1 || path[1] == "detail":
		return http.StatusOK, map[string]any{"servers": c.servers}
	}
	at := slices.IndexFunc(c.servers, func(m *machine) bool { return m.ID == path[1] })
	if at < 0 {
		return http.StatusNotFound, map[string]any{"itemNotFound": map[string]any{"code": 404, "message": "no such server"}}
	}
	m := c.servers[at]
	switch {
	case r.Method == http.MethodDelete:
		c.servers = slices.Delete(c.servers, at, at+1)
		return http.StatusNoContent, nil
	case len(path) == 3 && path[2] == "os-instance-actions" && c.noLog:
		return http.StatusNotFound, map[string]any{"itemNotFound": map[string]any{"code": 404, "message": "no such page"}}
	case len(path) == 3 && path[2] == "os-instance-actions":
		return http.StatusOK, map[string]any{"instanceActions": m.actions}
	case len(path) == 3:
		m.reboots++
		m.actions = append([]map[string]string{{"action": "reboot", "request_id": fmt.Sprintf("req-%s-%d", m.ID, m.reboots)}}, m.actions...)
		return http.StatusAccepted, nil
	}
	return http.StatusOK, map[string]any{"server": m}
}
