package verb

import (
	"testing"

	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
)

// What is done has no percentage: of a server that runs, Nova of today tells a progress of 0.
func TestStepOfWhatIsDone(t *testing.T) {
	t.Parallel()
	none := 0
	for status, want := range map[string]bool{"BUILD": true, "ACTIVE": false} {
		got := step(wait.State{Kind: "server", Name: "web-1", Status: status, Progress: &none}, client.GoalActive())
		if (got.Percent != nil) != want || got.Done == want {
			t.Errorf("%s: %+v", status, got)
		}
	}
}

// A wait that ran out says where to look again: what is below a server is in a list of its own.
func TestResume(t *testing.T) {
	t.Parallel()
	const look = "the operation goes on; look again with: novactl "
	for want, target := range map[string]wait.Target{
		look + "volume list S":           {Kind: "attachment", ID: "A", Parent: "S"},
		look + "server interface list S": {Kind: "interface", ID: "A", Parent: "S"},
		look + "server share list S":     {Kind: "share", ID: "A", Parent: "S"},
		look + "volume show A":           {Kind: "volume", ID: "A"},
		"the operation goes on; wait again with: novactl server wait A --for deleted": {Kind: "server", ID: "A", Goal: wait.Goal{Gone: true}},
	} {
		if got := resume(wait.Outcome{Target: target, Err: &wait.TimeoutError{}}); got != want {
			t.Errorf("%s: %q", want, got)
		}
	}
}
