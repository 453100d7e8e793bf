package compute

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// start is when the tests begin.
var start = time.Date(2013, 12, 10, 12, 0, 0, 0, time.UTC)

// built is a server that is ready, with flavor 2.
func built() *Server {
	s := &Server{ID: "id", Name: "web", FlavorID: "2", DiskConfig: "AUTO"}
	s.Begin(Building, start, 1, "")
	s.Finish()
	return s
}

// An operation passes through the statuses of the guide's Table 3.2 in their order, and is over when it says.
func TestStatusesOverTime(t *testing.T) {
	t.Parallel()
	for operation, want := range map[Operation][]string{
		Building:         {"BUILD", "ACTIVE"},
		SoftRebooting:    {"REBOOT", "ACTIVE"},
		Rebuilding:       {"REBUILD", "ACTIVE"},
		Resizing:         {"RESIZE", "VERIFY_RESIZE", "ACTIVE"},
		ResizingFails:    {"RESIZE", "ACTIVE"},
		Rescuing:         {"ACTIVE", "RESCUE", "ACTIVE"},
		ChangingPassword: {"PASSWORD", "ACTIVE"},
		Stopping:         {"ACTIVE", "SHUTOFF"},
		Deleting:         {"ACTIVE", "DELETED"},
	} {
		s := built()
		end := s.Begin(operation, start, 1, "")
		got := []string{s.State.Status()}
		for len(s.Plan) > 0 {
			s.AdvanceTo(s.Plan[0].At)
			if status := s.State.Status(); status != got[len(got)-1] {
				got = append(got, status)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", operation, diff)
		}
		if !s.Updated.Equal(end) {
			t.Errorf("%s: over at %v, not at %v", operation, s.Updated, end)
		}
	}
}

// No row of the table of operations needs more of a server than that it was built: none panics, at no speed, and none leaves it with a
// flavor that it never had. A server that is in VERIFY_RESIZE can go back.
func TestEveryRowWorksOnAnyServer(t *testing.T) {
	t.Parallel()
	for _, row := range operations {
		operation := row.of
		for _, speed := range []float64{0.1, 1, 1e15} {
			for name, s := range map[string]*Server{"new": {FlavorID: "2"}, "built": built(), "resized": resized(Sizing{FlavorID: "3", DiskConfig: "AUTO"})} {
				t.Run(fmt.Sprint(operation, " ", speed, " ", name), func(t *testing.T) {
					t.Parallel()
					end := s.Begin(operation, start, speed, "")
					if s.Finish(); len(s.Plan) > 0 || end.Before(start) {
						t.Errorf("%d steps are left, over at %v", len(s.Plan), end)
					}
					if s.FlavorID != "2" && s.FlavorID != "3" {
						t.Errorf("flavor %q", s.FlavorID)
					}
					if s.State.Status() == "VERIFY_RESIZE" && s.Resize == nil {
						t.Error("nothing to go back to")
					}
				})
			}
		}
	}
}

// A row that leads to VERIFY_RESIZE without a resize, as a migration does, can be confirmed and reverted, and changes no flavor.
func TestResizedWithoutResize(t *testing.T) {
	t.Parallel()
	for _, next := range []Operation{Confirming, Reverting} {
		s := built()
		s.Begin(Resizing, start, 1, "") // the row itself: nobody asked for a flavor
		s.AdvanceTo(start.Add(time.Minute))
		if err := s.Allow(next); err != nil || s.State.Status() != "VERIFY_RESIZE" {
			t.Fatalf("%s: %v in %s", next, err, s.State.Status())
		}
		if next == Reverting {
			if back := s.GoBack(); back.From != back.To || s.CountedFlavor() != "2" {
				t.Errorf("%+v", back)
			}
		}
		s.Begin(next, start.Add(time.Minute), 1, "")
		s.Finish()
		if s.State.Status() != "ACTIVE" || s.FlavorID != "2" || s.Resize != nil {
			t.Errorf("%s: %s, flavor %s, %+v", next, s.State.Status(), s.FlavorID, s.Resize)
		}
	}
}

// resized is a server of flavor 2 that waits for the confirmation of another.
func resized(to Sizing) *Server {
	s := built()
	s.BeginResize(to)
	s.PlanOperation(Resizing, start, 1, "")
	s.AdvanceTo(start.Add(time.Minute))
	return s
}

// The quota counts a resize from when it is accepted, and the way back from when that is.
func TestCountedFlavor(t *testing.T) {
	t.Parallel()
	s := resized(Sizing{FlavorID: "3", DiskConfig: "MANUAL"})
	if s.FlavorID != "3" || s.DiskConfig != "MANUAL" || s.CountedFlavor() != "3" {
		t.Errorf("resized: %s %s, counted %s", s.FlavorID, s.DiskConfig, s.CountedFlavor())
	}
	s.GoBack()
	if s.CountedFlavor() != "2" {
		t.Errorf("on its way back: counted %s", s.CountedFlavor())
	}
	s.Begin(Reverting, start.Add(time.Hour), 1, "")
	s.Finish()
	if s.FlavorID != "2" || s.DiskConfig != "AUTO" || s.Resize != nil {
		t.Errorf("back: %s %s %+v", s.FlavorID, s.DiskConfig, s.Resize)
	}
}

// An operation that fails ends in ERROR at its last step, with the reason, and has no effect.
func TestFailure(t *testing.T) {
	t.Parallel()
	s := built()
	end := s.Begin(Deleting, start, 1, "No valid host was found.")
	s.Finish()
	if s.State.Status() != "ERROR" || s.Fault == nil || s.Fault.Message != "No valid host was found." || !s.Fault.Created.Equal(end) || !s.Deleted.IsZero() {
		t.Errorf("%s %+v, deleted %v", s.State.Status(), s.Fault, s.Deleted)
	}
}
