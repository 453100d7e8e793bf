package client

import (
	"slices"
	"strings"
)

// Goal is what a wait waits for.
type Goal struct {
	Name string // as it reads after "waiting for server x to be": active, deleted

	// Done reports whether a state is the goal. Its error ends the wait: the goal can't be reached any more. It isn't
	// asked about ERROR, unless ErrorIsGoal, nor about what is gone.
	Done func(State) (bool, error)

	Gone        bool // the goal is that the resource is no more: 404, or DELETED at two looks
	ErrorIsGoal bool // ERROR is a status like others. Without it, it ends a wait

	// FromError: the server may have been in ERROR before, and what is waited for leads out of it (stop, rebuild, reboot: Nova takes them
	// there from 2013.2 on). So ERROR with a task is not the end.
	FromError bool

	fellBack func(State) error // why a state in which nothing goes on means that the operation failed; nil: it doesn't
	server   string            // of an image: the server that it is made of, which must have nothing going on either
}

const (
	statusActive  = "ACTIVE"
	statusError   = "ERROR"
	statusDeleted = "DELETED"
	statusShutoff = "SHUTOFF"
	statusVerify  = "VERIFY_RESIZE"
)

// idle makes a goal of statuses. The status alone doesn't say that nothing is going on: rescue, createImage and delete
// leave it as it was and show in the task state alone (fact 12).
func idle(name string, statuses ...string) Goal {
	return Goal{Name: name, Done: func(s State) (bool, error) {
		return s.TaskState == "" && slices.Contains(statuses, strings.ToUpper(s.Status)), nil
	}}
}

// GoalActive is the end of creating a server or an image: ACTIVE, and nothing going on.
func GoalActive() Goal { return idle("active", statusActive) }

// GoalRunning is the end of what leaves a server as it was or makes it anew: rebuild, reboot, a new password, unrescue,
// confirming and reverting a resize. It is ACTIVE, or SHUTOFF where the server was off before, and nothing going on.
func GoalRunning() Goal { return idle("running", statusActive, statusShutoff) }

// GoalSettled is any status in which a resource stays by itself, and nothing going on. Statuses that aren't known here
// are waited through, UNKNOWN among them.
func GoalSettled() Goal {
	return idle("settled", statusActive, statusShutoff, "SUSPENDED", "PAUSED", "RESCUE", statusVerify,
		"SHELVED", "SHELVED_OFFLOADED", "SOFT_DELETED")
}

// GoalStatus is one status (guide 2.1.1), in upper or lower case, and nothing going on. DELETED is GoalGone.
func GoalStatus(status string) Goal {
	status = strings.ToUpper(status)
	if status == statusDeleted {
		return GoalGone()
	}
	g := idle(status, status)
	g.ErrorIsGoal = status == statusError
	return g
}

// OutOfError is the goal g of an action that may begin in ERROR.
func OutOfError(g Goal) Goal {
	g.FromError = true
	return g
}

// GoalGone is the end of a delete: 404.
func GoalGone() Goal { return Goal{Name: "deleted", Gone: true} }

// verdict says whether now ends a wait for g, and with what. before is the look before, the zero State at first. A document that says
// DELETED isn't the end yet: Nova writes it a moment before it forgets the server. A cloud that still shows it at the next look is one that
// goes on showing what is deleted.
func (g Goal) verdict(t Target, before, now State) (done bool, err error) {
	switch {
	case now.Status == statusDeleted && g.Gone:
		return now.Raw == nil || before.Status == statusDeleted, nil
	case now.Status == statusDeleted:
		return true, &WaitFailedError{Target: t, Last: now}
	case now.Status == statusError && !g.ErrorIsGoal:
		if g.Gone && !deleteFailed(before, now) {
			return false, nil
		}
		if g.FromError && now.TaskState != "" {
			return false, nil
		}
		return true, &WaitFailedError{Target: t, Last: now}
	case g.Gone || g.Done == nil:
		return false, nil
	}
	done, err = g.Done(now)
	if !done && err == nil && g.fellBack != nil && now.begun && now.TaskState == "" {
		err = g.fellBack(now)
	}
	if err != nil {
		return true, &WaitFailedError{Target: t, Last: now, Err: err}
	}
	return done, nil
}

// deleteFailed tells a failed delete from one that is under way, of a server that was in ERROR before: that one has a
// task state. Where the cloud tells none, ERROR means failure only where it is new.
func deleteFailed(before, now State) bool {
	if now.tellsTask {
		return now.TaskState == ""
	}
	return before.Status != "" && before.Status != statusError
}
