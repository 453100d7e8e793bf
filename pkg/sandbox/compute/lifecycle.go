package compute

import "time"

// ServerState is where a server is in its life: the three states that Nova keeps (guide 3.3), from which its status follows.
type ServerState struct {
	VM       string `json:"vm"`
	Task     string `json:"task,omitzero"` // "" : none
	Power    int    `json:"power"`         // 0 none yet, 1 running, 4 shut off
	Progress int    `json:"progress"`      // percent
}

// planStep is a dated point of a plan: from At on the server is in State, and Effect has happened to it.
type planStep struct {
	At     time.Time   `json:"at"`
	State  ServerState `json:"state"`
	Effect effect      `json:"effect,omitzero"`
}

// Status is the status that the guide's Table 3.2 gives to the states. A task that the table doesn't name leaves the VM state's own.
func (s ServerState) Status() string {
	switch s.VM {
	case "active":
		return activeStatus(s.Task)
	case "resized":
		if s.Task == "resize_reverting" {
			return "REVERT_RESIZE"
		}
		return "VERIFY_RESIZE"
	case "building":
		return "BUILD"
	case "deleted", "soft_deleted", "soft-delete": // the guide's spelling, and Nova's
		return "DELETED"
	case "error":
		return "ERROR"
	case "paused":
		return "PAUSED"
	case "rescued":
		return "RESCUE"
	case "stopped":
		return "SHUTOFF"
	case "suspended":
		return "SUSPENDED"
	case "shelved": // this and the next are Nova's, later than the table
		return "SHELVED"
	case "shelved_offloaded":
		return "SHELVED_OFFLOADED"
	}
	return "UNKNOWN"
}

// activeStatus is Table 3.2 for the VM state active, where the task decides.
func activeStatus(task string) string {
	switch task {
	case "rebooting":
		return "REBOOT"
	case "rebooting_hard":
		return "HARD_REBOOT"
	case "migrating":
		return "MIGRATING"
	case "updating_password":
		return "PASSWORD"
	case "rebuilding", "rebuild_block_device_mapping", "rebuild_spawning":
		return "REBUILD"
	case "resize_prep", "resize_migrating", "resize_migrated", "resize_finish":
		return "RESIZE"
	}
	return "ACTIVE"
}

// ShowsProgress reports the statuses that have a progress (fact 13).
func ShowsProgress(status string) bool {
	switch status {
	case "ACTIVE", "BUILD", "REBUILD", "RESIZE", "VERIFY_RESIZE":
		return true
	}
	return false
}

// Begin begins the operation o at the time now, and returns when it is over. Where failure says why, the operation ends in ERROR instead of
// where it was going; a resize goes back to what the server was instead (guide 2.3.4). One that leads to the state resized is a resize to
// what the server has: that state needs something to go back to.
func (s *Server) Begin(o Operation, now time.Time, speed float64, failure string) (end time.Time) {
	if failure != "" && (o == Resizing || o == ResizingFails) {
		o, failure = ResizingFails, ""
	}
	if o.resizes() {
		s.BeginResize(Sizing{FlavorID: s.CountedFlavor(), DiskConfig: s.DiskConfig})
	}
	return s.PlanOperation(o, now, speed, failure)
}

// PlanOperation replaces the server's plan by that of an operation.
func (s *Server) PlanOperation(o Operation, now time.Time, speed float64, failure string) (end time.Time) {
	s.Plan, end = nil, now
	at := s.State
	for _, g := range ruleOf(o).stages {
		at = g.apply(at)
		next := planStep{At: now.Add(atSpeed(g.after, speed)), State: at, Effect: g.effect}
		end = next.At
		if failure != "" && g.task == none {
			next.State.VM, next.Effect = "error", ""
			s.Fault = NewFailure(failure, next.At)
			s.Plan = append(s.Plan, next)
			break
		}
		s.Plan = append(s.Plan, next)
	}
	s.AdvanceTo(now)
	return end
}

// atSpeed is a duration of a life cycle where time goes at another speed than 1.
func atSpeed(d time.Duration, speed float64) time.Duration { return time.Duration(float64(d) / speed) }

func (g stage) apply(s ServerState) ServerState {
	s.Task = g.task
	if g.vm != "" {
		s.VM = g.vm
	}
	if g.power != unchanged {
		s.Power = g.power
	}
	if g.progress != unchanged {
		s.Progress = g.progress
	}
	return s
}

// AdvanceTo takes the steps that are due by now. It changes the value alone: a read shows the outcome and stores nothing.
func (s *Server) AdvanceTo(now time.Time) {
	for len(s.Plan) > 0 && !s.Plan[0].At.After(now) {
		next := s.Plan[0]
		s.Plan = s.Plan[1:]
		s.State, s.Updated = next.State, next.At
		s.applyEffect(next.Effect, next.At)
	}
	s.Attachments, s.Shares = s.Attachments.at(now), s.Shares.at(now)
}
