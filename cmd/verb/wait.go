package verb

import (
	"errors"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

// AddWaitFlag adds --wait; --wait-timeout and --poll-interval are settings.
func AddWaitFlag(fs *flagset.Set) (wait *bool) {
	wait = new(bool)
	fs.Bool(wait, "wait", "w", "wait until it is done")
	return wait
}

// WaitWithProgress waits until each of targets has reached its goal, shows the progress on stderr, and gives the outcomes, with an error
// for each that failed.
func WaitWithProgress(a *app.App, cmd *cobra.Command, c *client.Client, what string, targets []wait.Target) ([]wait.Outcome, []error) {
	cfg, err := a.Config(cmd)
	if err != nil {
		return nil, []error{err}
	}
	goals := make(map[string]wait.Goal, len(targets))
	for _, t := range targets {
		goals[t.ID] = t.Goal
	}
	progress := a.Streams.Progress(len(targets))
	defer progress.Stop()
	outcomes := c.Wait(cmd.Context(), targets, wait.Options{
		Timeout:  cfg.WaitTimeout(),
		Interval: cfg.PollInterval(),
		Parallel: cfg.Parallel(),
		Progress: func(s wait.State) { progress.Update(step(s, goals[s.ID])) },
		OnPause:  func(err error, pause time.Duration) { progress.Pause(transport.Why(err), pause) },
		OnEnd:    func(o wait.Outcome) { progress.End(step(o.Last, o.Target.Goal)) },
	})
	var errs []error
	for _, o := range outcomes {
		if o.Err == nil && o.Target.Goal.Gone && o.Last.Is(wait.StatusSoftDeleted) {
			a.Streams.Notice("%s is %s: deleted, and the cloud keeps it for a while, so that it can be restored", o.Target, o.Last.Status)
		}
		if o.Err == nil {
			sayChoice(a.Streams, o.Target.Kind, o.Last)
		}
		if o.Err != nil {
			errs = append(errs, &fail.OpError{Op: what, Ref: o.Target.Name, Err: o.Err, Advice: resume(o)})
		}
	}
	return outcomes, errs
}

// step is a state as progress shows it: "server web-1: BUILD (spawning) 45%".
func step(s wait.State, goal wait.Goal) output.Step {
	st := output.Step{Resource: s.Kind + " " + s.Name, Status: s.Status, Done: goal.Gone && (s.Is(wait.StatusDeleted) || s.Is(wait.StatusSoftDeleted))}
	if goal.Done != nil {
		st.Done, _ = goal.Done(s)
	}
	if s.TaskState != "" {
		st.Status += " (" + s.TaskState + ")"
	}
	if s.Progress != nil && *s.Progress > 0 && *s.Progress < 100 { // Nova of today counts nothing, and says 0
		st.Percent = s.Progress
	}
	return st
}

// resume says how to go on with a wait that ended before the operation did.
func resume(o wait.Outcome) string {
	var timeout *wait.TimeoutError
	var interrupted *wait.InterruptedError
	if !errors.As(o.Err, &timeout) && !errors.As(o.Err, &interrupted) {
		return ""
	}
	look := ""
	switch t := o.Target; {
	case t.Kind == "attachment": // of a volume
		look = "volume list " + t.Parent
	case t.Parent != "": // an interface, a share
		look = "server " + t.Kind + " list " + t.Parent
	case t.Kind != "server" && t.Kind != "image": // which alone have a wait of their own
		look = t.Kind + " show " + t.ID
	}
	if look != "" {
		return "the operation goes on; look again with: novactl " + look
	}
	hint := "the operation goes on; wait again with: novactl " + o.Target.Kind + " wait " + o.Target.ID
	switch name := o.Target.Goal.Name; {
	case o.Target.Goal.Gone:
		hint += " --for deleted"
	case name == strings.ToUpper(name): // a status that was asked for
		hint += " --for " + name
	}
	for _, s := range o.Target.Goal.Steps {
		hint += " --wait-for '" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return hint
}
