// Package states makes, of documents, what a wait needs to know of resources.
package states

import (
	"cmp"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// The statuses of attachments, which have none themselves.
const (
	StatusAttaching = "ATTACHING"
	StatusAttached  = "ATTACHED" // it has a device
)

// Server is the state of a server.
func Server(raw jsontext.Value) (wait.State, error) {
	var v api.Server
	if _, err := api.Read(raw, &v); err != nil {
		return wait.State{}, err
	}
	return wait.State{ID: v.ID, Name: v.Name, Status: v.Status, TaskState: v.TaskState.Value,
		Progress: v.Progress, Fault: v.Fault, Raw: raw, Updated: parseUpdated(v.Updated), TellsTask: v.TaskState.Present}, nil
}

// Image is the state of an image.
func Image(raw jsontext.Value) (wait.State, error) {
	var v api.Image
	if _, err := api.Read(raw, &v); err != nil {
		return wait.State{}, err
	}
	return wait.State{ID: v.ID, Name: v.Name, Status: v.Status,
		Progress: v.Progress, Fault: v.Fault, Raw: raw, Updated: parseUpdated(v.Updated)}, nil
}

// Attachment is the state of a volume's attachment, ATTACHED once it has a device.
func Attachment(raw jsontext.Value) (wait.State, error) {
	var v api.VolumeAttachment
	if _, err := api.Read(raw, &v); err != nil {
		return wait.State{}, err
	}
	s := wait.State{ID: cmp.Or(v.VolumeID, v.ID), Status: StatusAttaching, Raw: raw} // they are the same; from microversion 2.89 on there is no id
	if v.Device.Value != "" {
		s.Status = StatusAttached
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

// Redacted is a way to read states whose faults, which a wait quotes, don't repeat what is known to be secret.
func Redacted(redact *transport.Redactor, read func(jsontext.Value) (wait.State, error)) func(jsontext.Value) (wait.State, error) {
	return func(raw jsontext.Value) (wait.State, error) {
		s, err := read(raw)
		if s.Fault != nil {
			f := *s.Fault
			f.Message, f.Details = redact.Text(f.Message), redact.Text(f.Details)
			s.Fault = &f
		}
		return s, err
	}
}

// FlavorID is the id of a server's flavor; empty where the cloud doesn't tell.
func FlavorID(raw jsontext.Value) string {
	var v struct {
		Flavor struct {
			ID string `json:"id"`
		} `json:"flavor"`
	}
	if _, err := api.Read(raw, &v); err != nil {
		return ""
	}
	return v.Flavor.ID
}

// HostID is the host of a server, scrambled for its project; "" where the document doesn't tell.
func HostID(raw jsontext.Value) string {
	var v struct {
		HostID string `json:"hostId"`
	}
	_, _ = api.Read(raw, &v) // of an odd one the host is unknown
	return v.HostID
}
