package build

import (
	"context"
	"path"
	"slices"
	"time"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// lastSegment is the id in a reference, which may be a URL.
func lastSegment(ref string) string { return path.Base(ref) }

// latePauses are the pauses before each look for what a lost request may still make: it may wait in a queue of the cloud's for a while.
func latePauses() []time.Duration {
	return []time.Duration{0, 500 * time.Millisecond, time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second}
}

// make sends a create. Where its answer is lost it looks for what the request made, by its mark, and sends another one only where nothing was made.
func (e *ensurer) make(ctx context.Context, req api.ServerCreate) (made verb.Accepted, err error) {
	req.Metadata = merge(slices.Clone(req.Metadata), api.Metadata{markOf(e.run, req)})
	pauses := time.Duration(0)
	for lost := 0; lost < maxPosts; {
		made, err = e.createOne(ctx, req)
		limit, limited := transport.RateLimitOf(err)
		switch {
		case err == nil:
			if lost > 0 {
				e.deleteLate(ctx, made)
			}
			return made, nil
		case ctx.Err() != nil:
			return made, err
		case transport.IsUncertain(err):
			lost++
			e.App.Streams.Notice("server %s: %v; looking whether it was made", req.Name, err)
			own, failed := e.lookLate(ctx, req.Name)
			if failed != nil {
				return made, err
			}
			if len(own) == 0 {
				continue
			}
			made = e.adopt(made, own[0], err)
			if lost > 1 {
				e.deleteLate(ctx, made)
			}
			return made, nil
		case limited && e.pause(ctx, limit, &pauses):
		default:
			return made, e.advised(ctx, req, err)
		}
	}
	return made, err
}

// pause makes the pause that the cloud asks for instead of creating anything. Before is how long all pauses are; it returns false where it isn't worth it.
func (e *ensurer) pause(ctx context.Context, l transport.RateLimit, before *time.Duration) bool {
	cfg, err := e.App.Config(e.Cmd)
	if err != nil || *before+l.Delay > cfg.RateLimitWait() {
		return false
	}
	*before += l.Delay
	return e.App.Pause(ctx, l) == nil
}

// lookLate looks for what this run made under the name, until there is something, for as long as a lost request may take to be carried out. The error is
// that of the last look.
func (e *ensurer) lookLate(ctx context.Context, name string) (own []*existing, err error) {
	var found []*existing
	for _, pause := range latePauses() {
		if err := transport.Sleep(ctx, pause); err != nil {
			return nil, err
		}
		if found, err = e.look(ctx, name); err != nil {
			continue
		}
		if own, _ = e.parted(found); len(own) > 0 {
			return own, nil
		}
	}
	return nil, err
}

// parted returns what of found this run made, and the others.
func (e *ensurer) parted(found []*existing) (own, others []*existing) {
	for _, s := range found {
		if s.marked && s.mark.run == e.run {
			own = append(own, s)
		} else {
			others = append(others, s)
		}
	}
	return own, others
}

// adopt returns the server that a request made whose answer was lost, and says what its password is.
func (e *ensurer) adopt(sent verb.Accepted, s *existing, lost error) verb.Accepted {
	made := s.accepted()
	e.seen[s.ID] = true
	came := transport.PartialOf(lost)
	switch made.AdminPass = sent.AdminPass; {
	case came.AdminPass != "" && came.ID == s.ID:
		made.AdminPass = came.AdminPass
		e.App.Streams.Notice("server %s was made, as its mark shows: it is %s", s.Name, s.ID)
	case made.AdminPass != "":
		e.App.Streams.Notice("server %s was made, as its mark shows: it is %s, with the password that was sent", s.Name, s.ID)
	default:
		e.App.Streams.Notice("server %s was made, as its mark shows: it is %s; its administrator password was in the lost answer: "+
			"set another with novactl server password %s", s.Name, s.ID, s.ID)
	}
	return made
}

// deleteLate waits for what earlier requests may still make, whose answers were lost, and deletes it.
func (e *ensurer) deleteLate(ctx context.Context, made verb.Accepted) {
	for _, pause := range latePauses()[1:] {
		if transport.Sleep(ctx, pause) != nil {
			return
		}
		found, err := e.look(ctx, made.Name)
		if own, _ := e.parted(found); err == nil && len(own) > 1 {
			e.deleteDoubles(ctx, own, made)
		}
	}
}

// deleteDoubles deletes what this run made besides made: the cloud has made two of one request, or one of a request that was given up.
func (e *ensurer) deleteDoubles(ctx context.Context, own []*existing, made verb.Accepted) {
	for _, s := range own {
		if s.ID != made.ID && e.delete(ctx, s.ID) {
			e.App.Streams.Notice("the cloud made server %s twice: %s is deleted again, %s stays", s.Name, s.ID, made.ID)
		}
	}
}

// delete deletes a server that this run made. What fails in a way that passes is tried again; what fails for good is noted.
func (e *ensurer) delete(ctx context.Context, id string) (deleted bool) {
	err := e.retry(ctx, func() error { return e.Client.DeleteServer(ctx, id) })
	if err == nil || transport.IsNotFound(err) {
		return true
	}
	e.Errs = append(e.Errs, &fail.OpError{
		Op: "delete server", Ref: id, Err: err,
		Advice: "this command made it, and another one stays in its place; delete it with: novactl server delete " + id,
	})
	return false
}

// contend looks whether the server that was made is the only one of its name, and deletes what the cloud doubled. Where other processes have made one at
// the same time, one of them stays. If that isn't made, it becomes zero, and what is there is returned. The server of a run whose mark is higher than
// another's gives way at once: all that a run has made has one mark, be it doubled or not. That of the lowest stays if the others are gone then; where
// they aren't, somebody has seen them alone before it was there, and it gives way too.
func (e *ensurer) contend(ctx context.Context, made *verb.Accepted) (others []*existing) {
	for pause := 500 * time.Millisecond; ; pause *= 2 {
		found, err := e.lookNow(ctx, made.Name)
		if err != nil {
			return nil // it is made, and read again
		}
		var own []*existing
		own, others = e.parted(found)
		if at := slices.IndexFunc(own, func(s *existing) bool { return s.ID == made.ID }); at >= 0 {
			made.Doc, e.seen[made.ID] = own[at].doc, true
		}
		e.deleteDoubles(ctx, own, *made)
		if len(others) == 0 {
			return nil
		}
		if pause > 8*time.Second || slices.ContainsFunc(others, func(s *existing) bool { return !s.marked || s.mark.run < e.run }) {
			break
		}
		if transport.Sleep(ctx, pause) != nil {
			return nil
		}
	}
	if e.delete(ctx, made.ID) {
		e.App.Streams.Notice("another process made server %s at the same time: %s is deleted again", made.Name, made.ID)
		name := made.Name
		*made = verb.Accepted{}
		if now, err := e.lookNow(ctx, name); err == nil {
			return now
		}
	}
	return others
}

// lookNow is look for who goes by what others do at the time: what it returns is no older than the patience of others allows.
func (e *ensurer) lookNow(ctx context.Context, name string) (found []*existing, err error) {
	for range maxRetries {
		begun := time.Now()
		found, err = e.look(ctx, name)
		if err != nil || time.Since(begun) < 2*time.Second {
			break
		}
	}
	return found, err
}
