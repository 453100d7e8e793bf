package verb

import (
	"testing"

	"github.com/novactl/novactl/pkg/client/wait"
)

// Where nothing is counted there is no percentage: of whatever a server does, Nova of today tells a progress of 0.
func TestStepCounts(t *testing.T) {
	t.Parallel()
	for progress, want := range map[int]string{0: "server web-1: ACTIVE (deleting)", 40: "server web-1: ACTIVE (deleting) 40%", 100: "server web-1: ACTIVE (deleting)"} {
		got := step(wait.State{Kind: "server", Name: "web-1", Status: "ACTIVE", TaskState: "deleting", Progress: &progress}, wait.Goal{Gone: true})
		if got.String() != want {
			t.Errorf("%d: %q, want %q", progress, got.String(), want)
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
