package output

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/output/internal/grid"
	"github.com/novactl/novactl/pkg/output/internal/sanitize"
)

// A Problem is why a command failed, as docs/scripting.md has it. What makes no sense for it stays zero.
type Problem struct {
	What        string       // what failed, for the person: "delete server web-1"; goes before Message
	Kind        string       // for programs: "not_found"
	Message     string       // what the cloud said, or what is wrong
	ExitCode    int          // of the process
	HTTPStatus  int          // of the answer that refused
	RequestID   string       // of that answer: "req-…"
	Ref         string       // the name or id that the user gave
	Candidates  []Candidate  // what an ambiguous name may mean
	Differences []Difference // between what is there and what was asked for
	Uncertain   bool         // whether what failed may have been done all the same
	Hint        string       // what to do next

	Fault     string // the guide's element for it: "itemNotFound"; "": computeFault
	FaultCode int    // its code, an HTTP status; 0: 500
}

// A Candidate is one resource that an ambiguous name fits.
type Candidate struct {
	ID      string `json:"id"`
	Name    string `json:"name,omitzero"`
	Status  string `json:"status,omitzero"`
	Created string `json:"created,omitzero"`
	Project string `json:"project,omitzero"` // its id, where it may be of any
}

// A Difference is a member of a resource that isn't what was asked for. "" is absent.
type Difference struct {
	Member string `json:"member"`
	Is     string `json:"is"`
	Wanted string `json:"wanted"`
}

// Error reports p on stderr: a line "novactl: <what failed>: <message> (HTTP 404, request req-…)", a line for each
// candidate and one for the hint; with JSONErrors one object on one line, with XMLErrors a fault document.
func (s *Streams) Error(p Problem) {
	switch {
	case s.JSONErrors:
		s.jsonLine("error", p.json())
		return
	case s.XMLErrors:
		s.toErr(p.xml())
		return
	}
	text := Sanitize("novactl: "+p.text()+p.answer()) + "\n"
	text += candidateLines(p.Candidates)
	if p.Hint != "" {
		text += Sanitize("hint: "+p.Hint) + "\n"
	}
	s.toErr(text)
}

// Notice prints something for the person on stderr: one line, whatever the arguments hold. With JSONErrors it is
// {"notice":{"message":…}}; with Quiet nothing.
func (s *Streams) Notice(format string, a ...any) {
	text := fmt.Sprintf(format, a...)
	switch {
	case s.Quiet:
	case s.JSONErrors:
		s.jsonLine("notice", noticeJSON{text})
	default:
		s.toErr(Sanitize(text) + "\n")
	}
}

// text returns what failed and why.
func (p Problem) text() string {
	if p.What == "" {
		return p.Message
	}
	return p.What + ": " + p.Message
}

// answer returns " (HTTP 404, request req-…)", or as much of it as is known.
func (p Problem) answer() string {
	var parts []string
	if p.HTTPStatus != 0 {
		parts = append(parts, fmt.Sprintf("HTTP %d", p.HTTPStatus))
	}
	if p.RequestID != "" {
		parts = append(parts, "request "+p.RequestID)
	}
	if parts == nil {
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// candidateLines returns the candidates in aligned columns, indented.
func candidateLines(list []Candidate) string {
	var rows [][]string
	for _, c := range list {
		cells := []string{c.ID, c.Name, c.Status, c.Created}
		if c.Project != "" {
			cells = append(cells, c.Project)
		}
		rows = append(rows, grid.Readable(cells))
	}
	widths := grid.Widths(5, rows)
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.TrimRight("  "+grid.Align(row, widths, nil), " ") + "\n")
	}
	return b.String()
}

func (p Problem) json() problemJSON {
	return problemJSON{
		Kind: p.Kind, Message: p.text(), ExitCode: p.ExitCode, HTTPStatus: p.HTTPStatus,
		RequestID: p.RequestID, Ref: p.Ref, Candidates: p.Candidates, Differences: p.Differences, Uncertain: p.Uncertain, Hint: p.Hint,
	}
}

// problemJSON is the object in {"error":{…}}: its first three members are always there.
type problemJSON struct {
	Kind        string       `json:"kind"`
	Message     string       `json:"message"`
	ExitCode    int          `json:"exit_code"`
	HTTPStatus  int          `json:"http_status,omitzero"`
	RequestID   string       `json:"request_id,omitzero"`
	Ref         string       `json:"target,omitzero"`
	Candidates  []Candidate  `json:"candidates,omitempty"`
	Differences []Difference `json:"differences,omitempty"`
	Uncertain   bool         `json:"uncertain,omitzero"`
	Hint        string       `json:"hint,omitzero"`
}

// noticeJSON is the object in {"notice":{…}}.
type noticeJSON struct {
	Message string `json:"message"`
}

// Reports returns the objects that stderr has with JSONErrors, one a line, by the member that each is in.
func Reports() map[string]reflect.Type {
	return map[string]reflect.Type{
		"error": reflect.TypeFor[problemJSON](), "notice": reflect.TypeFor[noticeJSON](), "progress": reflect.TypeFor[progressJSON](),
	}
}

// jsonLine prints {"member":v} on a line of stderr.
func (s *Streams) jsonLine(member string, v any) {
	doc, err := json.Marshal(map[string]any{member: v}, jsontext.AllowInvalidUTF8(true))
	if err != nil {
		return // no value of this package fails
	}
	s.toErr(string(sanitize.JSON(doc, 0)) + "\n")
}
