package recording

import (
	"cmp"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/client/transport"
)

// Player answers from a recording. Several answers to the same request come in the order in which they were recorded, and the last one stays.
type Player struct {
	file     string
	services *services
	redact   *transport.Redactor
	all      []Exchange

	mu   sync.Mutex
	next map[string]int    // by key: how many answers were given
	runs map[string]string // by the run of a mark in the recording: the one that asks now
}

// Replay reads a recording. Errors are *FileError, or those of opening the file.
func Replay(file string) (*Player, error) {
	settings, all, err := read(file, true)
	if err != nil {
		return nil, err
	}
	p := &Player{file: file, services: newServices(settings), redact: transport.NewRedactor(), all: all, next: map[string]int{}, runs: map[string]string{}}
	for _, e := range all {
		if isSignIn(e.Method, e.Path) {
			p.services.learn([]byte(e.Body))
		}
	}
	return p, nil
}

// key is what a request and one of the recording have in common. A sign-in fits whoever signs in, and one for what changed since a time any such: waits
// ask so, each from its own beginning.
func (e *Exchange) key() string {
	if isSignIn(e.Method, e.Path) {
		return e.Method + " " + e.Service + e.Path
	}
	h, path := e.RequestHeader, e.Path
	if before, after, since := strings.Cut(path, "changes-since="); since {
		_, others, _ := strings.Cut(after, "&")
		path = before + others
	}
	return strings.Join([]string{e.Method, e.Service, path, h["Accept"], h["Openstack-Api-Version"], h["X-Openstack-Nova-Api-Version"], canonical(replaceRuns(e.RequestBody, func(string) string { return "" }))}, "\n")
}

// canonical is a body whose members have an order, where it is JSON: Go's maps have none.
func canonical(body string) string {
	v := jsontext.Value(body)
	if v.Canonicalize() != nil {
		return body
	}
	return string(v)
}

// RoundTrip answers. A request that the recording lacks ends in a *MissingError.
func (p *Player) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := req.Context().Err(); err != nil {
		return nil, err
	}
	body, err := copyBody(req)
	if err != nil {
		return nil, err
	}
	e := asked(req, body, p.services, p.redact)
	found, came := p.find(&e)
	if found == nil {
		return nil, &MissingError{File: p.file, Asked: e.String(), Nearest: p.nearest(e)}
	}
	resp := &http.Response{
		Status: fmt.Sprintf("%d %s", found.Status, http.StatusText(found.Status)), StatusCode: found.Status,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: http.Header{}, Request: req,
		ContentLength: int64(len(came)), Body: io.NopCloser(strings.NewReader(came)),
	}
	for name, value := range found.Header {
		resp.Header.Set(name, value)
	}
	return resp, nil
}

// find returns the next answer to what is asked, with its body as it is for who asks; nil: there is none.
func (p *Player) find(asked *Exchange) (found *Exchange, body string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if found = p.nextOf(asked.key()); found == nil {
		return nil, ""
	}
	if run := runOf(found.RequestBody); run != "" {
		p.runs[run] = runOf(asked.RequestBody)
	}
	return found, replaceRuns(found.Body, func(run string) string { return cmp.Or(p.runs[run], run) })
}

func (p *Player) nextOf(key string) (found *Exchange) {
	n := 0
	for i := range p.all {
		if p.all[i].key() != key {
			continue
		}
		if found = &p.all[i]; n == p.next[key] {
			p.next[key]++
			return found
		}
		n++
	}
	return found
}

// MissingError is a request that a recording has no answer to.
type MissingError struct {
	File    string
	Asked   string // method, service and path
	Nearest string // what it has that is most like it; "": nothing
}

// Error says which request it is.
func (e *MissingError) Error() string {
	text := "the recording " + e.File + " has no answer to " + e.Asked
	if e.Nearest != "" {
		text += "; the nearest that it has is " + e.Nearest
	}
	return text
}

// Kind returns usage: the same command fails again.
func (e *MissingError) Kind() string { return "usage" }

// Hint says how to come to a recording that has it.
func (e *MissingError) Hint() string {
	return "record it: run the same command with the cloud itself and --record " + e.File
}

// String names a request.
func (e *Exchange) String() string { return strings.TrimSpace(e.Method+" "+e.Service) + " " + e.Path }

// nearest describes the request of the recording that is most like e: in its path first, then in its method, its format, its version and its body.
func (p *Player) nearest(e Exchange) string {
	best, score := (*Exchange)(nil), 0
	for i := range p.all {
		if s := p.all[i].likeness(e); s > score {
			best, score = &p.all[i], s
		}
	}
	if best == nil {
		return ""
	}
	text := best.String()
	for _, name := range requestHeaders() {
		if has := best.RequestHeader[name]; has != e.RequestHeader[name] && best.Path == e.Path && best.Method == e.Method {
			text += " with " + name + ": " + quoteOrNone(has)
		}
	}
	if best.Path == e.Path && canonical(best.RequestBody) != canonical(e.RequestBody) {
		text += " with the body " + quoteOrNone(best.RequestBody) + ", not " + quoteOrNone(e.RequestBody)
	}
	return text
}

func (e *Exchange) likeness(of Exchange) int {
	if e.Service != of.Service || isSignIn(e.Method, e.Path) {
		return 0
	}
	score := 0
	for score < min(len(e.Path), len(of.Path)) && e.Path[score] == of.Path[score] {
		score++
	}
	if e.Path == of.Path {
		score++
	}
	score *= 4
	if e.Method == of.Method {
		score += 2
	}
	if e.RequestHeader["Accept"] == of.RequestHeader["Accept"] {
		score++
	}
	return score
}
