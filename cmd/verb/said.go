package verb

import (
	"cmp"
	"strings"

	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

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

// choices are the verbs that lead out of a status which waits for somebody to choose.
var choices = map[string][2]struct{ verb, effect string }{
	"VERIFY_RESIZE": {{"confirm-resize", "keeps the new size"}, {"revert-resize", "goes back to the old one"}},
}

// sayChoice says on a terminal how to go on from where a wait ended.
func sayChoice(s *output.Streams, kind string, last wait.State) {
	choice, waits := choices[strings.ToUpper(last.Status)]
	if !waits || !s.ErrTTY || s.JSONErrors {
		return
	}
	name := cmp.Or(last.Name, last.ID)
	s.Notice("%s %s waits in %s: novactl %s %s %s %s, novactl %s %s %s %s", kind, name, last.Status,
		kind, choice[0].verb, name, choice[0].effect, kind, choice[1].verb, name, choice[1].effect)
}
