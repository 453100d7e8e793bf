package verb

import "github.com/novactl/novactl/pkg/output"

// sayDeleted says on a terminal what a command did that prints nothing: "server web-1 is deleted", "3 servers are being deleted". In a pipe
// and in a log the exit code says it.
func sayDeleted(s *output.Streams, noun string, accepted []Accepted, over bool) {
	if !s.ErrTTY || s.JSONErrors || len(accepted) == 0 {
		return
	}
	done := "being deleted"
	if over {
		done = "deleted"
	}
	if len(accepted) == 1 {
		s.Notice("%s %s is %s", noun, accepted[0].Name, done)
		return
	}
	s.Notice("%d %ss are %s", len(accepted), noun, done)
}

// goneOf are those of accepted that are not there any more: all where nothing waits for the end of it, else those that were seen to be gone.
func goneOf(accepted []Accepted, waited bool) []Accepted {
	if !waited {
		return accepted
	}
	var gone []Accepted
	for _, r := range accepted {
		if r.Done {
			gone = append(gone, r)
		}
	}
	return gone
}
