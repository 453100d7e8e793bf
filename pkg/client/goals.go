package client

import (
	"context"
	"fmt"
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/internal/states"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// statusVerify is a status beside those that a wait knows.
const statusVerify = "VERIFY_RESIZE"

// GoalActive is the end of creating a server or an image: ACTIVE, and nothing going on.
func GoalActive() wait.Goal { return wait.Idle("active", wait.StatusActive) }

// GoalRunning is the end of what leaves a server as it was or makes it anew: rebuild, reboot, a new password, unrescue,
// confirming and reverting a resize. It is ACTIVE, or SHUTOFF where the server was off before, and nothing going on.
func GoalRunning() wait.Goal { return wait.Idle("running", wait.StatusActive, wait.StatusShutoff) }

// GoalSettled is any status in which a resource stays by itself, and nothing going on. Statuses that aren't known here
// are waited through, UNKNOWN among them.
func GoalSettled() wait.Goal {
	return wait.Idle("settled", wait.StatusActive, wait.StatusShutoff, "SUSPENDED", "PAUSED", "RESCUE", statusVerify,
		"SHELVED", "SHELVED_OFFLOADED", "SOFT_DELETED")
}

// GoalStatus is one status (guide 2.1.1), in upper or lower case, and nothing going on. DELETED is GoalGone.
func GoalStatus(status string) wait.Goal {
	status = strings.ToUpper(status)
	if status == wait.StatusDeleted {
		return GoalGone()
	}
	g := wait.Idle(status, status)
	g.ErrorIsGoal = status == wait.StatusError
	return g
}

// OutOfError is the goal g of an action that may begin in ERROR.
func OutOfError(g wait.Goal) wait.Goal {
	g.FromError = true
	return g
}

// GoalGone is the end of a delete: 404, or SOFT_DELETED where the cloud deletes so.
func GoalGone() wait.Goal { return wait.Goal{Name: "deleted", Gone: true} }

// GoalResized is the end of a resize of a server to the flavor with this id, which the request with the other id began: VERIFY_RESIZE, or the new
// flavor where the cloud confirms by itself (guide 2.3.4). A migration is a resize to the flavor "": it keeps its own. Of a server that is back at rest
// the flavor may tell nothing, as that of a migration, and any from microversion 2.47 on: then Nova's record says whether the resize has been
// confirmed since (fact 120). Where that doesn't, as on a cloud that keeps none, it has failed.
func (c *Client) GoalResized(serverID, flavorID, requestID string) *wait.Goal {
	tells := func(s wait.State) bool { return flavorID != "" && states.FlavorID(s.Raw) != "" }
	return c.byRecord(resized(flavorID), serverID, requestID, tells)
}

// resized is GoalResized by what a server shows alone.
func resized(flavorID string) wait.Goal {
	name, what := "resized", "resize"
	if flavorID == "" {
		name, what = "migrated", "migration"
	}
	isResized := func(s wait.State) bool {
		return strings.EqualFold(s.Status, statusVerify) || s.AtRest() && flavorID != "" && states.FlavorID(s.Raw) == flavorID
	}
	return wait.Goal{
		Name: name,
		Done: func(s wait.State) (bool, error) { return s.TaskState == "" && isResized(s), nil },
		FellBack: func(s wait.State) error {
			switch flavor := states.FlavorID(s.Raw); {
			case !s.AtRest():
				return nil
			case flavor == "" || flavorID == "":
				return fmt.Errorf("the %s failed: it went back to %s", what, s.Status)
			default:
				return fmt.Errorf("the %s failed: it is %s with flavor %s, not %s", what, s.Status, flavor, flavorID)
			}
		},
	}
}

// GoalImageActive is the end of making an image of the server with this id: the image is ACTIVE, and the server has nothing
// going on (fact 12), or is gone. While the image is ACTIVE and the server isn't done, the image's State has the server's
// task.
func (c *Client) GoalImageActive(serverID string) wait.Goal {
	g := GoalActive()
	g.Also = func(ctx context.Context, s *wait.State) error {
		if !s.AtRest() {
			return nil
		}
		server, err := c.servers.look(ctx, serverID)
		if transport.IsNotFound(err) {
			return nil
		}
		s.TaskState = server.TaskState
		return err
	}
	return g
}

// GoalShelved is the end of shelving a server: SHELVED, or SHELVED_OFFLOADED where the cloud takes it off its host by itself.
func GoalShelved() wait.Goal { return wait.Idle("shelved", "SHELVED", "SHELVED_OFFLOADED") }

// GoalDetached is the end of detaching a volume from a server, which the request with this id began: the attachment is gone. One that
// can't be detached stays as it was, and only Nova's record of the request says that it failed (fact 64); where the id is empty, or the
// cloud has no such record, the wait goes on to its end.
func (c *Client) GoalDetached(serverID, requestID string) wait.Goal {
	g := GoalGone()
	if requestID == "" {
		return g
	}
	g.Also = func(ctx context.Context, s *wait.State) error {
		if s.Is(wait.StatusDeleted) {
			return nil
		}
		c.noteFailure(ctx, serverID, requestID, s)
		return nil
	}
	return g
}

// noteFailure makes s an ERROR where Nova's record of a request says that it failed.
func (c *Client) noteFailure(ctx context.Context, serverID, requestID string, s *wait.State) {
	if reason := c.failureOf(ctx, serverID, requestID); reason != "" {
		s.Status, s.TellsTask = wait.StatusError, true
		s.Fault = &api.Fault{Message: "the cloud says of request " + requestID + ": " + reason}
	}
}

// GoalMoved is the end of what takes a running server to another host than the one that it was on before, as HostOf tells it, begun by the request
// with this id: ACTIVE, SHUTOFF or PAUSED elsewhere. At rest on the old one it has failed.
func (c *Client) GoalMoved(serverID, before, requestID string) *wait.Goal {
	return c.byRecord(moved(before), serverID, requestID, func(wait.State) bool { return true })
}

// moved is GoalMoved by what a server shows alone.
func moved(before string) wait.Goal {
	g := wait.Idle("moved", wait.StatusActive, wait.StatusShutoff, "PAUSED")
	atRest := g.Done
	g.FromError = true
	g.Done = func(s wait.State) (bool, error) {
		done, err := atRest(s)
		return done && states.HostID(s.Raw) != before, err
	}
	g.FellBack = func(s wait.State) error {
		if done, _ := atRest(s); done && states.HostID(s.Raw) == before {
			return fmt.Errorf("it is on the host that it was on: no other took it; see novactl migration list")
		}
		return nil
	}
	return g
}

// HostOf is the host that a server is on, as it is shown to its project: not its name, but the same for the same host.
func (c *Client) HostOf(ctx context.Context, id string) (string, error) {
	d, err := c.GetServer(ctx, id)
	return states.HostID(d.Raw), err
}
