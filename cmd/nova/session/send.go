package session

import (
	"strings"

	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/cmd/nova/pytext"
)

// Request is a request as a row has it, with the line's values in it.
type Request struct {
	Method, Path string
	Body         *pytext.Dict // nil: none
}

// Request makes a request of a row's words, METHOD PATH BODY:
//
//	GET /servers/{server}/topology         {server} is the id of what that argument finds
//	DELETE /os-services/{=id}              {=id} is what the line has
//	PUT /servers/{server}/tags/{=tag...}   one request for each of several
//	GET /os-keypairs?user_id=user          parameters, as members of a body, where the line has something for them
//	POST /os-agents agent{version}         a body, as body.go reads it
//	FIND {flavor}                          none but those that find it: its document is the answer
//	@53 GET /a; GET /b                     another one before 2.53
//	?all GET /a; GET /b                    another one where the line has no --all
func (s *Nova) Request(row string) (r Request, err error) {
	for form := range strings.SplitSeq(row, ";") {
		form = strings.TrimSpace(form)
		if form[0] == '@' || form[0] == '?' {
			var condition string
			condition, form, _ = strings.Cut(form, " ")
			if !s.holds(condition) {
				continue
			}
		}
		var body string
		r.Method, form, _ = strings.Cut(form, " ")
		r.Path, body, _ = strings.Cut(form, " ")
		if r.Path, err = s.path(r.Path); err == nil && body != "" {
			r.Body, err = s.Body(body)
		}
		break
	}
	return r, err
}

// holds reports whether a condition of a row holds: @53 and @0-35 are of the version of the API, ?reason is that there is something in an option.
func (s *Nova) holds(condition string) bool {
	if option, ok := strings.CutPrefix(condition, "?"); ok {
		return !isEmpty(s.Args.Value(option))
	}
	since, until := argparse.Versions(strings.TrimPrefix(condition, "@"))
	return argparse.Within(s.Minor, since, until)
}

// Send sends the request of a row, and returns what came back.
func (s *Nova) Send(row string) (Answer, error) {
	r, err := s.Request(row)
	if err != nil {
		return Answer{}, err
	}
	return s.Do(r.Method, r.Path, r.Body)
}

// path puts values into the path of a request.
func (s *Nova) path(template string) (string, error) {
	template, query, hasQuery := strings.Cut(template, "?")
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			break
		}
		var name string
		name, template, _ = strings.Cut(rest, "}")
		segment, err := s.segment(strings.TrimSuffix(name, "..."))
		if err != nil {
			return "", err
		}
		b.WriteString(Escape(segment))
	}
	if !hasQuery {
		return b.String(), nil
	}
	params, err := s.Params(query)
	return b.String() + Query(params...), err
}

// segment is a value, or the id of what was found by it.
func (s *Nova) segment(name string) (string, error) {
	if value, ok := strings.CutPrefix(name, "="); ok {
		return s.textOf(value), nil
	}
	if name == "project" {
		return s.project()
	}
	r, err := s.Found(name)
	if err != nil {
		return "", err
	}
	return r.ID(), nil
}

// textOf is the text of an argument; of one that a row does something with each of, the one at hand.
func (s *Nova) textOf(dest string) string {
	if dest == s.eachOf {
		return s.item
	}
	return s.Args.Text(dest)
}

// project is the id of the project that --tenant names, or that of the token.
func (s *Nova) project() (string, error) {
	switch name := s.Args.Text("tenant"); {
	case name != "":
		return name, nil
	case s.Explain:
		return "PROJECT", nil
	}
	session, err := s.Client.Session(s.Ctx)
	return session.TenantID, err
}

// Params are parameters of a query, name and value by turns, where the line has something for them.
func (s *Nova) Params(words string) (pairs []string, err error) {
	for word := range strings.SplitSeq(words, "&") {
		name, value, _, err := s.member(word)
		if err != nil {
			return nil, err
		}
		if value == nil || value == false || value == 0 {
			continue
		}
		text := pytext.Str(value)
		if strings.HasPrefix(name, "changes-") && text != "" && !isTime(text) {
			return nil, Errorf("Invalid %s value: %s", name, text)
		}
		pairs = append(pairs, name, text)
	}
	return pairs, nil
}

// fillIn puts values into a line that is printed: of an argument, and of what was found by it the id.
func (s *Nova) fillIn(text string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(text, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		var name string
		name, text, _ = strings.Cut(rest, "}")
		if r := s.found[name]; r != nil && name != s.eachOf {
			b.WriteString(r.ID())
			continue
		}
		b.WriteString(s.textOf(name))
	}
}
