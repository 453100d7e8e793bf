package compute

import (
	"slices"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// Operation names something that a user does to a server, and how a refusal names it: "Cannot 'reboot' while …".
type Operation string

// The operations that take time.
const (
	Building         Operation = "create"
	Deleting         Operation = "delete"
	SoftRebooting    Operation = "reboot SOFT"
	HardRebooting    Operation = "reboot HARD"
	Rebuilding       Operation = "rebuild"
	Resizing         Operation = "resize"
	ResizingFails    Operation = "resize that falls back"
	Confirming       Operation = "confirmResize"
	Reverting        Operation = "revertResize"
	Rescuing         Operation = "rescue"
	Unrescuing       Operation = "unrescue"
	ChangingPassword Operation = "changePassword"
	Snapshotting     Operation = "createImage"
	BackingUp        Operation = "createBackup"
	Starting         Operation = "start"
	Stopping         Operation = "stop"
	Pausing          Operation = "pause"
	Unpausing        Operation = "unpause"
	Suspending       Operation = "suspend"
	Resuming         Operation = "resume"
	Shelving         Operation = "shelve"
	Unshelving       Operation = "unshelve"
	Migrating        Operation = "migrate"
	SettingMetadata  Operation = "update metadata"
	DeletingMetadata Operation = "delete metadata"
	Attaching        Operation = "attach_volume"
	Detaching        Operation = "detach_volume"
)

// rule is a row of the table of operations: where an operation is allowed, and what it does to the server over time.
type rule struct {
	of     Operation
	name   string   // in a refusal; "": the operation's own
	vm     []string // the VM states that allow it; nil: any
	task   []string // the tasks that allow it, none for no task; nil: any
	stages []stage  // nil: the states stay as they are

	evenLocked bool // a lock doesn't refuse it
	boots      bool // the server starts, and writes so to its console
}

// stage is a part of a rule: what changes, and how long after the operation began. An empty VM and a number of unchanged leave those
// as they are. Every stage names its task.
type stage struct {
	after    time.Duration
	vm       string
	task     string
	power    int
	progress int
	effect   effect
}

const (
	unchanged = -1
	none      = "" // no task
)

// What the guide gives a resize and a rescue before they end by themselves (guide 2.3.4, 2.3.7).
const (
	confirmsItself = 24 * time.Hour
	rescueEnds     = 90 * time.Minute
)

// The VM states and tasks that several rules share.
var (
	idle    = []string{none}
	started = []string{"active", "stopped"}
	alive   = []string{"active", "stopped", "paused", "suspended"}
)

const ms = time.Millisecond

// resizes are the stages of a resize: VERIFY_RESIZE until somebody confirms or reverts it. Nobody writes to it.
var resizes = []stage{
	{0, "", "resize_prep", unchanged, 0, ""},
	{500 * ms, "", "resize_migrating", 4, 25, ""},
	{2000 * ms, "", "resize_migrated", unchanged, 50, ""},
	{2500 * ms, "", "resize_finish", unchanged, 75, flavored},
	{4000 * ms, "resized", none, 1, 100, ""},
	{confirmsItself, "active", none, 1, 100, confirmed},
}

// operations is the one table of what users do to servers. The states that allow an operation are those of Nova 2013.1
// (state-rules.tsv); the stages are the guide's status transitions as the states that Nova passes through on its way. Times are at
// speed 1. Nobody writes to it.
var operations = []rule{
	{of: Building, boots: true, stages: []stage{
		{0, "building", "scheduling", 0, 0, ""},
		{400 * ms, "", "networking", unchanged, unchanged, placed},
		{800 * ms, "", "spawning", unchanged, 25, ""},
		{1800 * ms, "", "spawning", unchanged, 50, ""},
		{2900 * ms, "", "spawning", unchanged, 75, ""},
		{4000 * ms, "active", none, 1, 100, reachable},
	}},

	// There is no status DELETING: the old one stays while task_state says it (fact 12).
	{of: Deleting, stages: []stage{
		{0, "", "deleting", unchanged, unchanged, ""},
		{1000 * ms, "deleted", none, 0, unchanged, gone},
	}},

	// A soft one isn't begun again while it is under way; a hard one is.
	{
		of: SoftRebooting, name: "reboot", boots: true, vm: alive, task: []string{none, "rebooting_hard", "resuming", "unpausing", "pausing", "suspending"},
		stages: []stage{
			{0, "", "rebooting", unchanged, unchanged, ""},
			{2000 * ms, "active", none, 1, 100, ""},
		},
	},
	{
		of: HardRebooting, name: "reboot", boots: true, vm: alive,
		task: []string{none, "rebooting", "rebooting_hard", "resuming", "unpausing", "pausing", "suspending"},
		stages: []stage{
			{0, "", "rebooting_hard", unchanged, unchanged, ""},
			{2000 * ms, "active", none, 1, 100, ""},
		},
	},

	{of: Rebuilding, boots: true, vm: started, task: idle, stages: []stage{
		{0, "", "rebuilding", unchanged, 0, ""},
		{1000 * ms, "", "rebuild_block_device_mapping", 4, 25, ""},
		{1500 * ms, "", "rebuild_spawning", unchanged, 50, ""},
		{4000 * ms, "active", none, 1, 100, ""},
	}},

	{of: Resizing, vm: started, task: idle, stages: resizes},
	// To another host, with the flavor that it has: Nova resizes it to that.
	{of: Migrating, vm: started, task: idle, stages: resizes},
	// ACTIVE, RESIZE, ACTIVE with the old flavor (guide 2.3.4); what was stopped is so in the end.
	{of: ResizingFails, name: "resize", vm: started, task: idle, stages: []stage{
		{0, "", "resize_prep", unchanged, 0, ""},
		{500 * ms, "", "resize_migrating", unchanged, 25, ""},
		{1500 * ms, "", none, unchanged, 100, ""},
	}},
	// At once, as in 2013.1.
	{of: Confirming, vm: []string{"resized"}, task: idle, stages: []stage{
		{0, "active", none, 1, 100, confirmed},
	}},
	{of: Reverting, boots: true, vm: []string{"resized"}, task: idle, stages: []stage{
		{0, "", "resize_reverting", unchanged, unchanged, ""},
		{3000 * ms, "active", none, 1, 100, reverted},
	}},

	// The status stays until the server is in rescue mode (fact 12).
	{of: Rescuing, boots: true, vm: started, task: idle, stages: []stage{
		{0, "", "rescuing", unchanged, unchanged, ""},
		{3000 * ms, "rescued", none, 1, unchanged, ""},
		{rescueEnds, "", "unrescuing", unchanged, unchanged, ""},
		{rescueEnds + 2000*ms, "active", none, 1, 100, ""},
	}},
	{of: Unrescuing, boots: true, vm: []string{"rescued"}, task: idle, stages: []stage{
		{0, "", "unrescuing", unchanged, unchanged, ""},
		{2000 * ms, "active", none, 1, 100, ""},
	}},

	{of: ChangingPassword, name: "changePassword", vm: []string{"active"}, task: idle, stages: []stage{
		{0, "", "updating_password", unchanged, unchanged, ""},
		{2000 * ms, "", none, unchanged, unchanged, ""},
	}},

	// As long as the image's own life (snapshots.go).
	{of: Snapshotting, vm: alive, task: idle, evenLocked: true, stages: []stage{
		{0, "", "image_snapshot", unchanged, unchanged, ""},
		{imageActive, "", none, unchanged, unchanged, ""},
	}},
	{of: BackingUp, vm: alive, task: idle, evenLocked: true, stages: []stage{
		{0, "", "image_backup", unchanged, unchanged, ""},
		{imageActive, "", none, unchanged, unchanged, ""},
	}},

	// The guide's users could not do what follows. Allowed states, tasks and names are those of Nova 26 (its compute/api.py, and
	// the recordings action-os-start to action-unshelve).
	{of: Starting, boots: true, vm: []string{"stopped"}, task: idle, stages: []stage{
		{0, "", "powering-on", unchanged, unchanged, ""},
		{2000 * ms, "active", none, 1, 100, ""},
	}},
	{of: Stopping, vm: []string{"active", "error"}, task: idle, stages: []stage{
		{0, "", "powering-off", unchanged, unchanged, ""},
		{2000 * ms, "stopped", none, 4, unchanged, ""},
	}},
	{of: Pausing, vm: []string{"active"}, task: idle, stages: []stage{
		{0, "", "pausing", unchanged, unchanged, ""},
		{1000 * ms, "paused", none, 3, unchanged, ""},
	}},
	{of: Unpausing, vm: []string{"paused"}, task: idle, stages: []stage{
		{0, "", "unpausing", unchanged, unchanged, ""},
		{1000 * ms, "active", none, 1, 100, ""},
	}},
	{of: Suspending, vm: []string{"active"}, task: idle, stages: []stage{
		{0, "", "suspending", unchanged, unchanged, ""},
		{2000 * ms, "suspended", none, 4, unchanged, ""},
	}},
	{of: Resuming, vm: []string{"suspended"}, task: idle, evenLocked: true, stages: []stage{
		{0, "", "resuming", unchanged, unchanged, ""},
		{2000 * ms, "active", none, 1, 100, ""},
	}},
	// Nova takes a shelved server off its host at once (shelved_offload_time).
	{of: Shelving, vm: alive, task: idle, stages: []stage{
		{0, "", "shelving", unchanged, unchanged, ""},
		{500 * ms, "", "shelving_image_uploading", 4, unchanged, ""},
		{2500 * ms, "shelved", "shelving_offloading", unchanged, unchanged, ""},
		{3000 * ms, "shelved_offloaded", none, unchanged, unchanged, ""},
	}},
	{of: Unshelving, boots: true, vm: []string{"shelved", "shelved_offloaded"}, task: idle, stages: []stage{
		{0, "", "unshelving", unchanged, unchanged, ""},
		{3000 * ms, "active", none, 1, 100, ""},
	}},

	{of: SettingMetadata, vm: alive},
	{of: DeletingMetadata, vm: alive},
	{of: Attaching, vm: []string{"active", "stopped", "paused", "suspended", "resized", "soft-delete"}},
	{of: Detaching, vm: []string{"active", "stopped", "paused", "suspended", "resized", "soft-delete"}},
}

// ruleOf is an operation's row; an empty one where there is none.
func ruleOf(o Operation) rule {
	if i := slices.IndexFunc(operations, func(r rule) bool { return r.of == o }); i >= 0 {
		return operations[i]
	}
	return rule{}
}

// Allow refuses an operation that the server's lock or state doesn't allow. The lock is looked at first and the task last, as Nova
// does.
func (s *Server) Allow(o Operation) error {
	r := ruleOf(o)
	if s.Locked && !r.evenLocked {
		return fault.Conflict("Instance %s is locked", s.ID)
	}
	attribute, value := "vm_state", s.State.VM
	if r.vm == nil || slices.Contains(r.vm, s.State.VM) {
		if r.task == nil || slices.Contains(r.task, s.State.Task) {
			return nil
		}
		attribute, value = "task_state", s.State.Task
	}
	if o == ChangingPassword { // Nova 2013.1 forgot to make a conflict of it (state-rules.tsv)
		return fault.BadRequest("Instance %s in %s %s. Cannot set_admin_password while the instance is in this state.", s.ID, attribute, value)
	}
	name := r.name
	if name == "" {
		name = string(o)
	}
	return fault.Conflict("Cannot '%s' while instance is in %s %s", name, attribute, value)
}

// resizes reports an operation that leads to the VM state resized, which needs something to go back to.
func (o Operation) resizes() bool {
	return slices.ContainsFunc(ruleOf(o).stages, func(g stage) bool { return g.vm == "resized" })
}
