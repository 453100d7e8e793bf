package output

import (
	"net/netip"
	"strconv"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/output/internal/grid"
	"github.com/novactl/novactl/pkg/pattern"
)

// A Cell is what a person sees of a value: never a program.
type Cell struct {
	Text string
	Tone Tone
	Link string // where it leads, on terminals that know links; "": nowhere
}

// A Tone is what a colour says. What it says is there in a word or a mark too: nobody has to see colours.
type Tone = grid.Tone

// The tones.
const (
	Usual = grid.Usual
	Good  = grid.Good  // it works
	Busy  = grid.Busy  // it is under way, or near its end
	Bad   = grid.Bad   // it failed
	Faint = grid.Faint // it is of little weight
)

// A Look makes of a column's exact text what a person sees.
type Look func(text string, as Looks) Cell

// Looks is how a person looks at a cell.
type Looks struct {
	InList bool // in the row of a list: short; else with all that is known
	UTF8   bool // the terminal has the characters of Unicode
	UTC    bool // times are those of Greenwich
	Now    time.Time
	NameOf func(kind, id string) string // the name of an "image" or a "flavor"; "": it isn't known
}

// looks returns how a person looks at this result; false where a program does, or a person who wants no colours.
func (s *Streams) looks(o Options, inList bool) (Looks, bool) {
	if !s.Dressed() || o.format() != Table && o.format() != Wide {
		return Looks{}, false
	}
	as := Looks{InList: inList, UTF8: s.UTF8, UTC: o.UTC, Now: s.Now(), NameOf: s.NameOf}
	if as.NameOf == nil {
		as.NameOf = func(string, string) string { return "" }
	}
	return as, true
}

// Dressed reports whether results are made for the eyes of a person: on a terminal that has colours, if they are wanted, or where they are forced.
func (s *Streams) Dressed() bool { return s.Color && (s.OutTTY && !s.OutDumb || s.Forced) }

func (s *Streams) style() *grid.Style {
	return &grid.Style{Palette: s.Palette, UTF8: s.UTF8, Links: s.Links && s.OutTTY}
}

// dress returns the exact text of a cell of c as a person sees it.
func (c *column) dress(as Looks, text string) Cell {
	if text == unreadableMark || text == "" {
		return Cell{Text: grid.Visible(text), Tone: Faint}
	}
	look := c.look
	if look == nil {
		look = lookOf(c.name)
	}
	if look == nil {
		return Cell{Text: grid.Visible(text)}
	}
	cell := look(text, as)
	cell.Text = grid.Visible(cell.Text)
	return cell
}

// lookOf returns the look of columns that have none of their own, by what a column of that name says everywhere.
func lookOf(name string) Look {
	switch name {
	case "Status", "State":
		return StatusLook
	case "Created", "Updated", "Started", "Finished", "Expires", "Next Available", "Launched", "Terminated":
		return TimeLook
	case "Networks", "Address", "Addresses", "Access IPv6":
		return AddressLook
	}
	return nil
}

// StatusLook shows a status in its colour, with a mark: a full circle is at work, an empty one at rest, a half one under way, a cross failed.
func StatusLook(text string, as Looks) Cell {
	marks := map[Tone]string{Good: "● ", Busy: "◐ ", Bad: "✗ ", Faint: "○ "}
	if !as.UTF8 {
		marks = map[Tone]string{Good: "* ", Busy: "~ ", Bad: "x ", Faint: "o "}
	}
	tone := statusTone(text)
	return Cell{Text: marks[tone] + text, Tone: tone}
}

// statusTone sorts the statuses of Nova, Glance, Cinder and Neutron by what they say of a resource.
func statusTone(status string) Tone {
	switch strings.ToUpper(status) {
	case "ACTIVE", "AVAILABLE", "IN-USE", "UP", "ENABLED", "RUNNING", "FINISHED", "OK", "COMPLETED", "DONE", "SUCCESS":
		return Good
	case "SHUTOFF", "STOPPED", "PAUSED", "SUSPENDED", "SHELVED", "SHELVED_OFFLOADED", "DELETED", "SOFT_DELETED", "DOWN", "DISABLED", "DEACTIVATED", "QUEUED":
		return Faint
	case "UNKNOWN", "KILLED", "FAILED", "FAILURE", "DEGRADED", "DEFERRED":
		return Bad
	}
	if strings.Contains(strings.ToUpper(status), "ERROR") {
		return Bad
	}
	return Busy // BUILD, RESIZE, VERIFY_RESIZE, and what nobody knows
}

// TimeLook shows a time: in a list how long ago it was, else where the person is, and how long ago.
func TimeLook(text string, as Looks) Cell {
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		if t, err = time.Parse("2006-01-02T15:04:05.999999", text); err != nil { // Cinder has no zone: it is UTC
			return Cell{Text: text}
		}
	}
	if as.InList {
		return Cell{Text: Age(as.Now.Sub(t))}
	}
	if as.UTC {
		t = t.UTC()
	} else {
		t = t.Local()
	}
	return Cell{Text: t.Format("2006-01-02 15:04:05 MST") + " (" + Age(as.Now.Sub(t)) + ")"}
}

// Age says how long ago something was, in its largest unit, or in how long it will be: "3d ago", "in 12m".
func Age(d time.Duration) string {
	before, after := "", " ago"
	if d < 0 {
		before, after, d = "in ", "", -d
	}
	const day, year = 24 * time.Hour, 365 * 24 * time.Hour
	for _, u := range []struct {
		atLeast, unit time.Duration
		name          string
	}{{2 * year, year, "y"}, {day, day, "d"}, {time.Hour, time.Hour, "h"}, {time.Minute, time.Minute, "m"}, {time.Second, time.Second, "s"}} {
		if d >= u.atLeast {
			return before + strconv.Itoa(int(d/u.unit)) + u.name + after
		}
	}
	return "now"
}

// address fits what may be an IPv6 address.
var address = pattern.Lazy(`[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*`)

// AddressLook shows addresses of IPv6 in their short form (RFC 5952).
func AddressLook(text string, _ Looks) Cell {
	return Cell{Text: address().ReplaceAllStringFunc(text, func(a string) string {
		if parsed, err := netip.ParseAddr(a); err == nil {
			return parsed.String()
		}
		return a
	})}
}

// NameLook shows a resource by its name, where that is known: one of kind "image" or "flavor".
func NameLook(kind string) Look {
	return func(id string, as Looks) Cell {
		name := as.NameOf(kind, id)
		switch {
		case name == "":
			return Cell{Text: id}
		case as.InList:
			return Cell{Text: name}
		}
		return Cell{Text: name + " (" + id + ")"}
	}
}

// LinkLook makes a link of an address.
func LinkLook(text string, _ Looks) Cell {
	if !link().MatchString(text) {
		return Cell{Text: text}
	}
	return Cell{Text: text, Link: text}
}

// link fits addresses that may be given to a terminal: nothing in them ends the sequence that they are part of.
var link = pattern.Lazy(`^(https?|wss?|spice|vnc)://[!-~]+$`)
