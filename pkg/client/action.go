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
	Migrate  Action = "migrate"  // GoalResized(""); by default an administrator's
)

// Act starts an action that says nothing but its name.
func (c *Client) Act(ctx context.Context, id string, a Action) error {
	name := string(a)
	return c.start(ctx, strings.TrimPrefix(name, "os-")+" server", id, name, nothing())
}
