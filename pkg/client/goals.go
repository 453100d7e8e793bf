package client

import (
	"fmt"
	"strings"
)

// GoalResized is the end of a resize to the flavor with this id: VERIFY_RESIZE, or the new flavor where the cloud confirms
// by itself (guide 2.3.4). A server that is back at rest with its old flavor has failed; so has one whose flavor the cloud
// doesn't tell, as Nova from microversion 2.47 on: success would show in VERIFY_RESIZE.
func GoalResized(flavorID string) Goal {
	resized := func(s State) bool {
		return strings.EqualFold(s.Status, statusVerify) || s.running() && flavorID != "" && s.FlavorID == flavorID
	}
	return Goal{
		Name: "resized",
		Done: func(s State) (bool, error) { return s.TaskState == "" && resized(s), nil },
		fellBack: func(s State) error {
			switch {
			case !s.running():
				return nil
			case s.FlavorID == "":
				return fmt.Errorf("the resize failed: it went back to %s", s.Status)
			}
			return fmt.Errorf("the resize failed: it is %s with flavor %s, not %s", s.Status, s.FlavorID, flavorID)
		},
	}
}

// GoalImageActive is the end of making an image of the server with this id: the image is ACTIVE, and the server has nothing
// going on (fact 12), or is gone. While the image is ACTIVE and the server isn't done, the image's State has the server's
// task.
func GoalImageActive(serverID string) Goal {
	g := GoalActive()
	g.server = serverID
	return g
}

// GoalShelved is the end of shelving a server: SHELVED, or SHELVED_OFFLOADED where the cloud takes it off its host by itself.
func GoalShelved() Goal { return idle("shelved", "SHELVED", "SHELVED_OFFLOADED") }

// GoalAttached is the end of attaching a volume: the attachment shows a device. Detaching ends at GoalGone.
func GoalAttached() Goal { return idle("attached", statusAttached) }
