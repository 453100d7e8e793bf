package client

import (
	"context"
	"strings"
)

// Action is an action on a server that says nothing but its name. The guide predates these; every Nova of today has them, and answers
// 202 without a document.
type Action string

// The actions that say nothing but their names, and where each is done. Lock and Unlock are done at once.
const (
	Start    Action = "os-start" // GoalActive
	Stop     Action = "os-stop"  // GoalStatus("SHUTOFF")
	Pause    Action = "pause"    // GoalStatus("PAUSED")
	Unpause  Action = "unpause"  // GoalActive
	Suspend  Action = "suspend"  // GoalStatus("SUSPENDED")
	Resume   Action = "resume"   // GoalActive
	Lock     Action = "lock"
	Unlock   Action = "unlock"
	Shelve   Action = "shelve"   // GoalShelved
	Unshelve Action = "unshelve" // GoalActive
	Migrate  Action = "migrate"  // GoalResized to the flavor ""; by default an administrator's

	Restore       Action = "restore"            // GoalActive
	ForceDelete   Action = "forceDelete"        // GoalGone
	ShelveOffload Action = "shelveOffload"      // GoalStatus("SHELVED_OFFLOADED"); by default an administrator's
	CrashDump     Action = "trigger_crash_dump" // from crashDumpFrom on
)

// Act starts an action that says nothing but its name.
func (c *Client) Act(ctx context.Context, id string, a Action) error {
	name := string(a)
	r := action(strings.TrimPrefix(name, "os-")+" server", id, name, nothing())
	if a == CrashDump {
		r.Since = crashDumpFrom
	}
	return c.startRequest(ctx, r, id)
}

// crashDumpFrom is the microversion from which on a server can be made to write a crash dump.
const crashDumpFrom = 17

// Move starts an action with members that are those of Nova's documents, such as those that take a server to another host. since is the microversion that
// their form takes.
func (c *Client) Move(ctx context.Context, id, name string, members map[string]any, since int) (*Response, error) {
	r := action(name+" server", id, name, members)
	r.Since, r.AnyAnswer = since, true
	if err := checkID(r, id); err != nil {
		return nil, err
	}
	return c.compute.Do(ctx, r)
}
