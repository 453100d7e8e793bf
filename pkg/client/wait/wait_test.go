package wait

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// The first look is at once, the next after a second, and later ones ten seconds apart.
func TestWaitIntervals(t *testing.T) {
	t.Parallel()
	var pauses []time.Duration
	for round := range 8 {
		pauses = append(pauses, Options{}.pause(round).Round(100*time.Millisecond))
	}
	ms := time.Millisecond
	if diff := cmp.Diff([]time.Duration{1000 * ms, 1500 * ms, 2300 * ms, 3400 * ms, 5100 * ms, 7600 * ms, 10000 * ms, 10000 * ms}, pauses); diff != "" {
		t.Error(diff)
	}
}
