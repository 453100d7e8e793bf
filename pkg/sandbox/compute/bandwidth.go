package compute

import (
	"hash/fnv"
	"slices"
	"time"

	"github.com/novactl/novactl/pkg/api"
)

// How Nova of 2013 counted traffic: it asked each host every ten minutes (bandwidth_poll_interval), and began anew with each audit
// period, which at the real service was a day that began at 06:00 UTC (example 2.2).
const (
	bandwidthPoll = 10 * time.Minute
	auditPeriod   = 24 * time.Hour
	auditStart    = 6 * time.Hour // after midnight
)

// traffic is what an interface carries in bytes an hour. The numbers are near those of example 2.2: a private network carries
// broadcasts, and next to nothing out.
type traffic struct{ in, out uint64 }

// Bandwidth is a server's traffic on its public and its private interface in the audit period of the last poll, computed from the time
// alone (guide 3.1). Before the first poll there is none. A server that is off was last polled when it still ran.
func (s *Server) Bandwidth(now time.Time) []api.BandwidthPeriod {
	periods := []api.BandwidthPeriod{}
	polled := s.lastPoll(now)
	if !s.Placed || polled.IsZero() {
		return periods
	}
	start := polled.Add(-auditStart).Truncate(auditPeriod).Add(auditStart)
	counted := polled.Sub(latest(start, s.Created))
	for _, label := range []string{"public", "private"} {
		if !slices.ContainsFunc(s.Networks, func(n Network) bool { return n.Label == label }) {
			continue
		}
		rate := s.traffic(label)
		in, out := carried(rate.in, counted), carried(rate.out, counted)
		periods = append(periods, api.BandwidthPeriod{
			Interface: label, Inbound: &in, Outbound: &out, PeriodStart: api.FormatTime(start), PeriodEnd: api.FormatTime(polled),
		})
	}
	return periods
}

// lastPoll is when the server was last polled; zero: never. Servers aren't all polled at the same moment.
func (s *Server) lastPoll(now time.Time) time.Time {
	if s.State.Power != 1 && s.Updated.Before(now) {
		now = s.Updated
	}
	running := now.Sub(s.Created).Truncate(bandwidthPoll)
	if running <= 0 {
		return time.Time{}
	}
	return s.Created.Add(running)
}

// nextPoll is when the traffic that Bandwidth shows changes next; zero: never.
func (s *Server) nextPoll(now time.Time) time.Time {
	if !s.Placed || s.State.Power != 1 && s.Updated.Before(now) {
		return time.Time{}
	}
	running := max(now.Sub(s.Created).Truncate(bandwidthPoll), 0)
	return s.Created.Add(running + bandwidthPoll)
}

// traffic is always the same for a server.
func (s *Server) traffic(label string) traffic {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s.ID + label)) // a hash takes everything
	n := h.Sum64()
	const kilo, mega = 1_000, 1_000_000
	if label == "public" {
		return traffic{in: 2*mega + n%(4*mega), out: 40*kilo + n>>32%(2*mega)}
	}
	return traffic{in: 2*mega + n%mega, out: 5 + n>>32%15}
}

// carried is what a rate in bytes an hour comes to.
func carried(rate uint64, d time.Duration) int64 { return int64(float64(rate) * d.Hours()) }

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
