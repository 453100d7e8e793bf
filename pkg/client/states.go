package client

import (
	"cmp"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// What a wait needs to know of a resource.

func serverState(raw jsontext.Value) (wait.State, error) {
	var v api.Server
	if _, err := api.Read(raw, &v); err != nil {
		return wait.State{}, err
	}
	return wait.State{ID: v.ID, Name: v.Name, Status: v.Status, TaskState: v.TaskState.Value,
		Progress: v.Progress, Fault: v.Fault, Raw: raw, Updated: parseUpdated(v.Updated), TellsTask: v.TaskState.Present}, nil
}

func imageState(raw jsontext.Value) (wait.State, error) {
	var v api.Image
	if _, err := api.Read(raw, &v); err != nil {
		return wait.State{}, err
	}
	return wait.State{ID: v.ID, Name: v.Name, Status: v.Status,
		Progress: v.Progress, Fault: v.Fault, Raw: raw, Updated: parseUpdated(v.Updated)}, nil
}

func attachmentState(raw jsontext.Value) (wait.State, error) {
	var v api.VolumeAttachment
	if _, err := api.Read(raw, &v); err != nil {
		return wait.State{}, err
	}
	s := wait.State{ID: cmp.Or(v.VolumeID, v.ID), Status: statusAttaching, Raw: raw} // they are the same; from microversion 2.89 on there is no id
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

// withoutSecrets is a way to read states whose faults, which a wait quotes, don't repeat what is known to be secret.
func withoutSecrets(redact *transport.Redactor, read func(jsontext.Value) (wait.State, error)) func(jsontext.Value) (wait.State, error) {
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
