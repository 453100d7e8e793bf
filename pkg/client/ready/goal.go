package ready

import (
	"context"
	"sync"

	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// Goal returns the goal g with steps that follow it, in their order. A state of a server that has reached g says in its TaskState which step it is at,
// and why that isn't done: "waiting for tcp:5432: connection refused". So whatever tells of the wait names the step, and the timeout of the
// wait is that of all steps. Each server is tried in a goroutine of its own, which ends with the wait.
func Goal(g wait.Goal, steps []Step, at Server) wait.Goal {
	if len(steps) == 0 || g.Gone {
		return g
	}
	r := &runs{steps: steps, at: at, of: map[string]*run{}}
	for _, s := range steps {
		g.Steps = append(g.Steps, s.Text)
	}
	done, also := g.Done, g.Also
	g.Also = func(ctx context.Context, s *wait.State) error {
		if also != nil {
			if err := also(ctx, s); err != nil {
				return err
			}
		}
		if reached, err := done(*s); err == nil && reached { // the error comes again from Done
			if left := r.look(ctx, *s); left != "" {
				s.TaskState, s.Progress = left, nil
			}
		}
		return nil
	}
	return g
}

// runs are the steps of all servers of a wait.
type runs struct {
	steps []Step
	at    Server
	mu    sync.Mutex
	of    map[string]*run // by id
}

// A run is where one server is.
type run struct {
	mu    sync.Mutex
	ended <-chan error
	state wait.State // the last one
	left  string     // what it is waited for; "" when all is done
}

// look takes in a state, and returns what is still waited for.
func (r *runs) look(ctx context.Context, s wait.State) string {
	r.mu.Lock()
	defer r.mu.Unlock()
	one := r.of[s.ID]
	if one == nil {
		one = &run{state: s, left: waitingFor(r.steps[0], nil)} // the state first: the goroutine reads it at once
		r.of[s.ID] = one
		one.ended = bug.Go(func() error { one.follow(ctx, r.steps, r.at); return nil })
	}
	select {
	case err := <-one.ended:
		if err != nil { // a bug in a step: it is one of the wait, whose goroutine this is
			panic(err)
		}
	default:
	}
	one.mu.Lock()
	defer one.mu.Unlock()
	one.state = s
	return one.left
}

// follow takes step after step, until all are done or ctx ends.
func (o *run) follow(ctx context.Context, steps []Step, at Server) {
	for _, s := range steps {
		o.set(waitingFor(s, nil))
		for {
			o.mu.Lock()
			state := o.state
			o.mu.Unlock()
			err := s.attempt(ctx, at, state)
			if err == nil {
				break
			}
			o.set(waitingFor(s, err))
			if transport.Sleep(ctx, pause) != nil {
				return
			}
		}
	}
	o.set("")
}

func (o *run) set(left string) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.left = left
}

func waitingFor(s Step, err error) string {
	text := "waiting for " + s.Text
	if err != nil {
		text += ": " + transport.OneLine(err.Error())
	}
	return text
}
