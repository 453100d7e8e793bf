package transport

import (
	"context"
	"sync"
	"time"
)

// pacer spreads requests where a cloud limits their rate. The pause that it asks for is every request's of the method, whoever sends it. When
// the pause is over one request goes first, and the others follow once two in a row were let through, or at the pace at which the cloud turns
// out to let through one at a time: what it said last time is waited for before it has to say so again.
type pacer struct {
	mu      sync.Mutex
	methods map[string]*pace
}

// trusted is how many requests in a row have to be let through after a pause until others go beside them.
const trusted = 2

type pace struct {
	until    time.Time     // the end of the pause that the cloud asked for
	gap      time.Duration // between two requests; 0: none is known
	next     time.Time     // when the gap is over
	refusals int
	accepted int           // since the last refusal, of requests that were sent after it
	probe    chan struct{} // closed with the answer to the request that goes first; nil: none is under way
}

func (p *pacer) of(method string) *pace {
	if p.methods == nil {
		p.methods = map[string]*pace{}
	}
	if p.methods[method] == nil {
		p.methods[method] = &pace{}
	}
	return p.methods[method]
}

// hold waits until the next request of a method is due. It returns how many were refused by then: accept, refuse and giveUp, one of which must
// follow, know by that which pause the request was sent after.
func (p *pacer) hold(ctx context.Context, method string) (refusals int, err error) {
	for {
		wait, probe, refusals := p.due(method)
		switch {
		case probe != nil:
			select {
			case <-probe:
			case <-ctx.Done():
				return 0, ctx.Err()
			}
		case wait > 0:
			if err := Sleep(ctx, wait); err != nil {
				return 0, err
			}
		default:
			return refusals, nil
		}
	}
}

// due returns what a request of a method has to wait for: a time, or the answer to another one. Where it returns neither, the request is due.
func (p *pacer) due(method string) (wait time.Duration, probe <-chan struct{}, refusals int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m, now := p.of(method), time.Now()
	free := m.until
	if m.next.After(free) {
		free = m.next
	}
	switch {
	case now.Before(free):
		return free.Sub(now), nil, 0
	case m.gap > 0:
		m.next = now.Add(m.gap)
	case m.refusals > 0 && m.accepted < trusted:
		if m.probe != nil {
			return 0, m.probe, 0
		}
		m.probe = make(chan struct{})
	}
	return 0, nil, m.refusals
}

// accept notes that a request was let through.
func (p *pacer) accept(method string, refusals int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m := p.of(method)
	if refusals == m.refusals {
		m.accepted++
	}
	if next := time.Now().Add(m.gap); m.gap > 0 && next.After(m.next) {
		m.next = next
	}
	m.answered(refusals)
}

// refuse notes that a request was refused for so long, and reports whether that is news: of requests that were under way together the first
// says it. A limit that lets a crowd through at once, and then none for a minute, sets no pace.
func (p *pacer) refuse(method string, refusals int, delay time.Duration) (news bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	m, now := p.of(method), time.Now()
	end := now.Add(delay)
	if news = !m.until.After(now) || end.Sub(m.until) >= realPause; end.After(m.until) {
		m.until = end
	}
	m.answered(refusals)
	if refusals == m.refusals {
		if m.refusals > 0 && m.accepted == 1 {
			m.gap = delay
		}
		m.refusals, m.accepted = m.refusals+1, 0
	}
	return news
}

// giveUp notes that a request that was refused isn't sent again.
func (p *pacer) giveUp(method string, refusals int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.of(method).answered(refusals)
}

// answered lets those go on that wait for the answer to a request.
func (m *pace) answered(refusals int) {
	if m.probe != nil && refusals == m.refusals {
		close(m.probe)
		m.probe = nil
	}
}
