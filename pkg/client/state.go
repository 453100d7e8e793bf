package client

import (
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// State is what a look at a resource showed.
type State struct {
	Kind      string // server, image or attachment
	ID        string
	Name      string
	Status    string // the cloud's; DELETED once it is gone. Of an attachment ATTACHING, and ATTACHED with a device
	TaskState string // what is going on, empty for nothing (guide 3.3); of an image, see GoalImageActive
	FlavorID  string // of a server
	Progress  *int   // percent; there only in some statuses (fact 13)
	Fault     *api.Fault
	Raw       jsontext.Value // the resource; nil where it wasn't there
	XML       []byte         // its document on the wire, where that is XML and the look was at this resource alone

	updated   time.Time // by the cloud's clock
	tellsTask bool      // the cloud reports task states
	begun     bool      // what is waited for has shown since the wait began, or would have by now
}

// Statuses of ours: attachments have none.
const (
	statusAttaching = "ATTACHING"
	statusAttached  = "ATTACHED"
)

// newState reads what a wait needs of a resource.
func newState(k kind, raw jsontext.Value) (State, error) {
	switch k {
	case imageKind:
		return imageState(raw)
	case attachmentKind:
		return attachmentState(raw)
	}
	return serverState(raw)
}

func serverState(raw jsontext.Value) (State, error) {
	var v api.Server
	if _, err := api.Read(raw, &v); err != nil {
		return State{}, err
	}
	s := State{Kind: string(serverKind), ID: v.ID, Name: v.Name, Status: v.Status, TaskState: v.TaskState.Value,
		Progress: v.Progress, Fault: v.Fault, Raw: raw, updated: parseUpdated(v.Updated), tellsTask: v.TaskState.Present}
	if v.Flavor != nil {
		s.FlavorID = v.Flavor.ID
	}
	return s, nil
}

func imageState(raw jsontext.Value) (State, error) {
	var v api.Image
	if _, err := api.Read(raw, &v); err != nil {
		return State{}, err
	}
	return State{Kind: string(imageKind), ID: v.ID, Name: v.Name, Status: v.Status,
		Progress: v.Progress, Fault: v.Fault, Raw: raw, updated: parseUpdated(v.Updated)}, nil
}

func attachmentState(raw jsontext.Value) (State, error) {
	var v api.VolumeAttachment
	if _, err := api.Read(raw, &v); err != nil {
		return State{}, err
	}
	s := State{Kind: string(attachmentKind), ID: v.ID, Status: statusAttaching, Raw: raw}
	if v.Device.Value != "" {
		s.Status = statusAttached
	}
	return s, nil
}

func parseUpdated(s string) time.Time {
	t, err := api.ParseTime(s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// changed reports whether there is news since before that a person would want to see.
func (s State) changed(before State) bool {
	return s.Status != before.Status || s.TaskState != before.TaskState ||
		(s.Progress == nil) != (before.Progress == nil) || s.Progress != nil && *s.Progress != *before.Progress
}

// running reports a server at its work, or switched off: where a resize starts and ends.
func (s State) running() bool {
	return strings.EqualFold(s.Status, statusActive) || strings.EqualFold(s.Status, statusShutoff)
}
