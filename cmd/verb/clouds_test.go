package verb_test

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// Several places are asked side by side: it takes as long as the slowest. A name that is in several is none to act on.
func TestSeveralPlaces(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f, start := fleet(2), time.Now()
		got := f.run(t, "", strings.Fields("server list --region R1,R2,R3 -o plain --no-headers")...)
		if took := time.Since(start); took != f.latency || got.code != 0 || strings.Count(got.out, "\n") != 6 || len(f.reads) != 3 {
			t.Errorf("%v, %q: %+v", took, f.reads, got)
		}
		got = f.run(t, "", strings.Fields("server delete web-1 --region R1,R2 --yes")...)
		if got.code != 2 || len(f.requests) != 0 || !strings.Contains(got.err, "is in several places (R1, R2)") {
			t.Errorf("%q: %+v", f.requests, got)
		}
		got = f.run(t, "", strings.Fields("server delete --all --region R1,R2 --yes")...)
		if got.code != 2 || len(f.requests) != 0 {
			t.Errorf("%q: %+v", f.requests, got)
		}
	})
}
