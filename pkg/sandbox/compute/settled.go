package compute

import "time"

// SettledUntil returns until when the document of a server stays as it is at the time now, which the server was brought up to: until the next
// step of its plan, or until its traffic is counted again. Zero: for good.
func (s *Server) SettledUntil(now time.Time) time.Time {
	until := s.nextPoll(now)
	if len(s.Plan) > 0 && (until.IsZero() || s.Plan[0].At.Before(until)) {
		until = s.Plan[0].At
	}
	return until
}
