package wait

import (
	"context"
	"slices"
	"strings"
)

// Goal is what a wait waits for.
type Goal struct {
	Name string // as it reads after "waiting for server x to be": active, deleted

	// Done reports whether a state is the goal. Its error ends the wait: the goal can't be reached any more. It isn't
	// asked about ERROR, unless ErrorIsGoal, nor about what is gone.
	Done func(State) (bool, error)

	Gone        bool // the goal is that the resource is no more: 404, DELETED at two looks, or SOFT_DELETED
	ErrorIsGoal bool // ERROR is a status like others. Without it, it ends a wait

	// FromError: the server may have been in ERROR before, and what is waited for leads out of it (stop, rebuild, reboot: Nova takes them
	// there from 2013.2 on). So ERROR with a task is not the end.
	FromError bool

	// FellBack says why a state in which nothing goes on means that the operation failed, once it has begun; nil: it doesn't.
	FellBack func(State) error

	// Steps are what Also asks for, as people type it.
	Steps []string

	// Also adds to a state what the goal asks for beside the thing itself. Its error is that of a look. May be nil.
	Also func(context.Context, *State) error
}

// Idle makes a goal of statuses, in which nothing is going on. The status alone doesn't say that nothing is going on: rescue, createImage and delete
// leave it as it was and show in the task state alone (fact 12).
//
//go:noinline
func Idle(name string, statuses ...string) Goal {
	return Goal{Name: name, Done: func(s State) (bool, error) {
		return s.TaskState == "" && slices.Contains(statuses, strings.ToUpper(s.Status)), nil
	}}
}

// verdict says whether now ends a wait for g, and with what. before is the look before, the zero State at first. A document that says
// DELETED isn't the end yet: Nova writes it a moment before it forgets the server. A cloud that still shows it at the next look is one that
// goes on showing what is deleted. SOFT_DELETED is the end: the cloud may keep it for hours, in case somebody wants it back.
func (g Goal) verdict(t Target, before, now State) (done bool, err error) {
	switch {
	case now.Is(StatusDeleted) && g.Gone:
		return now.Raw == nil || before.Is(StatusDeleted), nil
	case now.Is(StatusSoftDeleted) && g.Gone:
		return now.TaskState == "", nil
	case now.Is(StatusDeleted):
		return true, &FailedError{Target: t, Last: now}
	case now.Is(StatusError) && !g.ErrorIsGoal:
		if g.Gone && !deleteFailed(before, now) {
			return false, nil
		}
		if g.FromError && now.TaskState != "" {
			return false, nil
		}
		return true, &FailedError{Target: t, Last: now}
	case g.Gone || g.Done == nil:
		return false, nil
	}
	done, err = g.Done(now)
	if !done && err == nil && g.FellBack != nil && now.begun && now.TaskState == "" {
		err = g.FellBack(now)
	}
	if err != nil {
		return true, &FailedError{Target: t, Last: now, Err: err}
	}
	return done, nil
}

// deleteFailed tells a failed delete from one that is under way, of a server that was in ERROR before: that one has a
// task state. Where the cloud tells none, ERROR means failure only where it is new.
func deleteFailed(before, now State) bool {
	if now.TellsTask {
		return now.TaskState == ""
	}
	return before.Status != "" && !before.Is(StatusError)
}
