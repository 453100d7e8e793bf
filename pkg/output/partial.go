package output

import "strings"

// unreadableMark is what a cell has in place of what can't be read.
const unreadableMark = "?"

// A PartialError is the error of a View's Decode for a resource of which some members aren't what they should be: what was
// decoded has all others, and is shown. A cell that the missing members belong to is named by Marked, in which it
// differs: it shows "?" then.
type PartialError struct {
	Unread []string // the paths of the members: "addresses.public"; "" for the whole resource
	Marked any      // the same resource, a *T, with marks in place of the missing members
	Number string   // the mark in place of a number; in place of a text it is "?"
}

// Error says which members can't be read.
func (p *PartialError) Error() string { return "cannot read " + pathsText(p.Unread) }

// cell returns the exact text of the column for e.
func (e *entry) cell(text func(any) string) string {
	exact := text(e.val)
	if e.partial == nil {
		return exact
	}
	marked := text(e.partial.Marked)
	if marked == exact {
		return exact
	}
	marked = strings.ReplaceAll(marked, e.partial.Number, unreadableMark)
	if exact == "" || !strings.Contains(marked, unreadableMark) {
		return unreadableMark
	}
	return marked
}

// Unreadable tells the person, once a command, that a document of the cloud can't be read whole: which, and the paths
// of what can't.
func (s *Streams) Unreadable(what string, paths []string) {
	if already := s.toldUnreadable.Swap(true); !already {
		s.Notice("The cloud sent a document that can't be read whole: %s of %s; ? stands for what can't be read", pathsText(paths), what)
	}
}

// mostPaths is how many paths are named.
const mostPaths = 4

func pathsText(paths []string) string {
	if len(paths) == 1 && paths[0] == "" {
		return "all"
	}
	named := paths[:min(len(paths), mostPaths)]
	text := strings.Join(named, ", ")
	if len(paths) > len(named) {
		text += ", …"
	}
	return text
}
