package sandbox

import (
	"net/http"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// logEntry is a line of the request log: what a client sent, and the status that it got.
type logEntry struct {
	Time      string `json:"time"`      // by the sandbox's clock, without what it was moved by hand
	Operation string `json:"operation"` // as rules for faults name it: server.reboot; none: there is no such path, or not with this method
	Method    string `json:"method"`
	Path      string `json:"path"` // as it was sent, less a token
	Query     string `json:"query,omitzero"`
	Status    int    `json:"status"`         // 0: the answer was lost on purpose
	Body      any    `json:"body,omitempty"` // as JSON, whatever the wire; secrets are ***
}

// requestLog writes entries, one JSON object a line. A log that can't be written must not stop the cloud.
type requestLog struct {
	mu sync.Mutex
	to jsontext.Encoder
}

// logRequest writes the entry of a request, unless it is a control.
func (c *Cloud) logRequest(r *http.Request, x *exchange, a *web.Response) {
	if c.log == nil || x.request != nil && x.route.Access == service.ForLocal {
		return
	}
	e := logEntry{
		Time: api.FormatTime(c.db.Clock()), Operation: x.operation(), Method: r.Method, Path: blankPath(r.URL.Path), Query: r.URL.RawQuery,
		Status: a.Status,
	}
	if a.Lost {
		e.Status = 0
	}
	if x.request != nil {
		e.Body = blanked(x.request.Body)
	}
	c.log.write(e)
}

func (l *requestLog) write(e logEntry) {
	l.mu.Lock()
	defer l.mu.Unlock()
	_ = json.MarshalEncode(&l.to, e, json.Deterministic(true))
}

// blankPath is a path without the token that signing out has in it.
func blankPath(path string) string {
	if before, token, found := strings.Cut(path, "/tokens/"); found && token != "" {
		return before + "/tokens/***"
	}
	return path
}

// blanked is the body's document with its secrets replaced; nil where it has none that can be read.
func blanked(b web.Body) any {
	if len(b.Data) == 0 {
		return nil
	}
	doc, err := api.ToJSON(b.Format, b.Data)
	if err != nil {
		return nil
	}
	var v any
	if api.Unmarshal(doc, &v) != nil {
		return nil
	}
	return blank(v)
}

func blank(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, member := range v {
			if api.IsSecret(name) {
				v[name] = "***"
				continue
			}
			v[name] = blank(member)
		}
		if token, ok := v["token"].(map[string]any); ok {
			token["id"] = "***"
		}
	case []any:
		for i := range v {
			v[i] = blank(v[i])
		}
	}
	return v
}
