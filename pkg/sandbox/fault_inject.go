package sandbox

import (
	"cmp"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/nova"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// errFaultWanted ends the first try of a request that a rule matches: what is left of the rule has to be counted before anything is done.
var errFaultWanted = errors.New("a fault on demand")

// checkForFault looks whether a rule matches the request. Mostly there are none, and it costs one look at an empty table.
func (x *exchange) checkForFault(m *model.Model) error {
	f, err := x.matchRule(m)
	if err == nil && f != nil {
		err = errFaultWanted
	}
	return err
}

// matchRule is the oldest rule that matches the request; nil if none does.
func (x *exchange) matchRule(m *model.Model) (*inject.Rule, error) {
	rules, err := inject.Load(m.Tx)
	if err != nil {
		return nil, err
	}
	for _, f := range rules {
		if !f.Matches(x.operation()) {
			continue
		}
		if f.Name != "" {
			name, err := x.subject(m)
			if err != nil {
				return nil, err
			}
			if !f.MatchesName(name) {
				continue
			}
		}
		return &f, nil
	}
	return nil, nil
}

// operation is what the request does, by the name that rules have for it. An action is named by its body; a body that names none, or one that
// there isn't, is server.action.
func (x *exchange) operation() string {
	if x.request == nil || x.route.Name != "server.action" {
		return cmp.Or(x.route.Name, service.NoRoute)
	}
	doc, _ := x.request.Body.Document()
	for name := range doc {
		name = name[strings.LastIndexByte(name, ':')+1:]
		if len(doc) == 1 && slices.ContainsFunc(nova.Actions(), func(a nova.Action) bool { return a.Name == name }) {
			return "server." + name
		}
	}
	return x.route.Name
}

// subject is the name of the server or image that the request is about; "" if there is none.
func (x *exchange) subject(m *model.Model) (string, error) {
	switch {
	case x.route.Name == "server.create":
		doc, _ := x.request.Body.Document()
		members, _ := document.ObjectOf(doc["server"])
		name, _ := members.Text("name")
		return name, nil
	case strings.Contains(x.route.Path, "/images/{id}"):
		i, err := m.Image(x.request.Arg("id"))
		if i == nil {
			return "", err
		}
		return i.Name, nil
	case strings.Contains(x.route.Path, "/servers/{id}"):
		s, err := m.Server(x.request.Arg("id"))
		if s == nil {
			return "", err
		}
		return s.Name, nil
	}
	return "", nil
}

// claimFault counts the rule that matches the request, and lets happen what comes before the request itself: the delay and the refusal.
// Another request may have had the last of it meanwhile; then nothing happens.
func (x *exchange) claimFault() error {
	var now time.Time
	err := x.cloud.db.Update(x.request.Ctx, x.session, func(m *model.Model) error {
		if err := x.checkAccess(m); err != nil {
			return err
		}
		f, err := x.matchRule(m)
		x.rule, now = f, m.Now
		if err != nil || f == nil {
			return err
		}
		return f.Consume(m.Tx)
	})
	if err != nil || x.rule == nil {
		return err
	}
	x.session.Failure = x.rule.EndInError
	if err := x.wait(); err != nil {
		return err
	}
	if x.rule.Status != 0 {
		return x.rule.Refusal(now)
	}
	return nil
}

// wait is the delay of the fault, in real time.
func (x *exchange) wait() error {
	d, _ := time.ParseDuration(x.rule.Delay) // checked; "" is 0
	if d == 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-x.request.Ctx.Done():
		return x.request.Ctx.Err()
	}
}

// injectFault cuts or loses an answer where the fault says so, a refusal's too.
func (x *exchange) injectFault(a *web.Response, err error) (*web.Response, error) {
	if x.rule == nil || x.rule.CutAfter == nil && !x.rule.LoseResponse {
		return a, err
	}
	if err != nil {
		a = x.faultResponse(err)
	}
	a.Cut, a.Lost = x.rule.CutAfter, x.rule.LoseResponse
	return a, nil
}
