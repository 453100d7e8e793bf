package sandbox

import (
	"errors"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// errFaultWanted ends the first try of a request that a rule matches: what is left of the rule has to be counted before anything is done.
var errFaultWanted = errors.New("a fault on demand")

// checkForFault looks whether a rule matches the request. Mostly there are none, and it costs one look at an empty table.
func (c *requestContext) checkForFault(r route) error {
	f, err := c.matchRule(r)
	if err == nil && f != nil {
		err = errFaultWanted
	}
	return err
}

// matchRule is the oldest rule that matches the request; nil if none does.
func (c *requestContext) matchRule(r route) (*FaultRule, error) {
	rules, err := faultRules(c.tx)
	if err != nil {
		return nil, err
	}
	for _, f := range rules {
		if !f.matches(c.operation(r)) {
			continue
		}
		if f.Name != "" {
			name, err := c.subject(r)
			if err != nil {
				return nil, err
			}
			if !f.matchesName(name) {
				continue
			}
		}
		return &f, nil
	}
	return nil, nil
}

// operation is what the request does, by the name that rules have for it. An action is named by its body.
func (c *requestContext) operation(r route) string {
	if r.name != "server.action" {
		return r.name
	}
	doc, _ := c.body.document()
	for name := range doc {
		return "server." + name[strings.LastIndexByte(name, ':')+1:]
	}
	return r.name
}

// subject is the name of the server or image that the request is about; "" if there is none.
func (c *requestContext) subject(r route) (string, error) {
	switch {
	case r.name == "server.create":
		doc, _ := c.body.document()
		members, _ := asObject(doc["server"])
		name, _ := members.text("name")
		return name, nil
	case strings.Contains(r.path, "/images/{id}"):
		i, err := c.loadImage(c.arg("id"))
		if i == nil {
			return "", err
		}
		return i.Name, nil
	case strings.Contains(r.path, "/servers/{id}"):
		s, err := c.loadServer(strings.ToLower(c.arg("id")))
		if s == nil {
			return "", err
		}
		return s.Name, nil
	}
	return "", nil
}

// claimFault counts the rule that matches the request, and lets happen what comes before the request itself: the delay and the refusal.
// Another request may have had the last of it meanwhile; then nothing happens.
func (c *requestContext) claimFault(r route) error {
	err := c.cloud.store.Update(c.ctx, func(t store.Tx) error {
		if err := c.bindTx(t); err != nil {
			return err
		}
		f, err := c.matchRule(r)
		c.fault = f
		if err != nil || f == nil || f.Times == 0 {
			return err
		}
		left := *f
		if left.Times--; left.Times == 0 {
			return t.Remove(faultBucket, f.key())
		}
		return left.save(t)
	})
	if err != nil || c.fault == nil {
		return err
	}
	if err := c.wait(); err != nil {
		return err
	}
	if c.fault.Status != 0 {
		return c.fault.refusal(c.now)
	}
	return nil
}

// wait is the delay of the fault, in real time.
func (c *requestContext) wait() error {
	d, _ := time.ParseDuration(c.fault.Delay) // checked; "" is 0
	if d == 0 {
		return nil
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-c.ctx.Done():
		return c.ctx.Err()
	}
}

// injectFault cuts or loses an answer where the fault says so, a refusal's too.
func (c *requestContext) injectFault(a *response, err error) (*response, error) {
	if c.fault == nil || c.fault.CutAfter == nil && !c.fault.LoseResponse {
		return a, err
	}
	if err != nil {
		a = asFault(err).response()
	}
	a.cut, a.lost = c.fault.CutAfter, c.fault.LoseResponse
	return a, nil
}

// failsWith is why an operation that begins now will end in ERROR; "" if it won't. Of an image that is made it is the image that fails.
func (c *requestContext) failsWith(o operation) string {
	if o == snapshotting {
		return ""
	}
	return c.endsInError()
}

// endsInError is why what the request starts will fail; "" if it won't.
func (c *requestContext) endsInError() string {
	if c.fault == nil {
		return ""
	}
	return c.fault.EndInError
}
