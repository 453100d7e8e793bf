package compute

import "time"

// Volume is a block of storage that can be attached to a server. Block Storage is another service, which the sandbox only reads: those
// of the table below and of a seed are there from the beginning, in every region, and can't be made or deleted.
type Volume struct {
	ID     string `json:"id"`
	Tenant string `json:"tenant"` // in a seed "" is 010101
	Name   string `json:"name"`
	Size   int    `json:"size"` // GB; in a seed 0 is 100

	Made    map[string]any `json:"-"` // what its maker said of it; nil: nobody made it
	Created time.Time      `json:"-"`
	Status  string         `json:"-"` // what is done to it, or what it is left in; "": nothing
	Until   time.Time      `json:"-"` // when that is over; zero: when something ends it
}

// StatusAt returns the status at a time of a volume that a server has, or has not.
func (v Volume) StatusAt(now time.Time, held bool) string {
	held = held || v.Attached()
	over := v.Status == "detaching" && !held || !v.Until.IsZero() && !now.Before(v.Until)
	switch {
	case v.Status != "" && !over:
		return v.Status
	case held:
		return "in-use"
	}
	return "available"
}

// Attached reports that Block Storage itself was told that something has the volume.
func (v Volume) Attached() bool { return v.AttachmentID() != "" }

// AttachmentID returns the id of what Block Storage itself was told of; "" where it wasn't.
func (v Volume) AttachmentID() string {
	all, _ := v.Made["attachments"].([]any)
	if len(all) == 0 {
		return ""
	}
	one, _ := all[0].(map[string]any)
	id, _ := one["attachment_id"].(string)
	return id
}
