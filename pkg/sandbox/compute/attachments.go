package compute

import (
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/pattern"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// Attachment is a volume of a server.
type Attachment struct {
	VolumeID string    `json:"volume"`
	Device   string    `json:"device"`
	Ready    time.Time `json:"ready"`         // from then on it has its device
	Gone     time.Time `json:"gone,omitzero"` // from then on it is detached
	Tag      string    `json:"tag,omitzero"`
	Deleted  bool      `json:"deleted,omitzero"` // the volume goes with the server
}

type attachments []Attachment

// How long attaching and detaching take at speed 1.
const (
	AttachTime = 1500 * ms
	DetachTime = 1500 * ms
)

// at are those that are left at the time now.
func (a attachments) at(now time.Time) attachments {
	return slices.DeleteFunc(slices.Clone(a), func(v Attachment) bool { return !v.Gone.IsZero() && !v.Gone.After(now) })
}

// IndexOf returns the index of a volume's, or -1.
//
//go:noinline
func (a attachments) IndexOf(volumeID string) int {
	return slices.IndexFunc(a, func(v Attachment) bool { return strings.EqualFold(v.VolumeID, volumeID) })
}

// Device chooses a device, or checks the one that is asked for; null and "auto" ask for none (guide Table 2.10).
func (a attachments) Device(wanted string) (string, error) {
	taken := func(device string) bool {
		return slices.ContainsFunc(a, func(v Attachment) bool { return v.Device == device })
	}
	switch wanted {
	case "", "auto", "null": // the guide's XML can't say null but like that
		for letter := 'b'; letter <= 'z'; letter++ {
			if device := "/dev/xvd" + string(letter); !taken(device) {
				return device, nil
			}
		}
		return "", fault.BadRequest("No free disk device names")
	}
	if !devicePath().MatchString(wanted) {
		return "", fault.BadRequest("The supplied device path (%s) is invalid.", wanted)
	}
	if taken(wanted) || wanted == "/dev/xvda" { // the server's own disk
		return "", fault.BadRequest("The supplied device path (%s) is in use.", wanted)
	}
	return wanted, nil
}

var devicePath = pattern.Lazy(`^/dev/(xvd|sd|vd|hd)[a-z]+[0-9]*$`)

// AttachmentDocument returns an attachment's document: its id is the volume's. While it is being made it has no device yet.
func (s *Server) AttachmentDocument(a Attachment, now time.Time) api.VolumeAttachment {
	v := api.VolumeAttachment{ID: a.VolumeID, VolumeID: a.VolumeID, ServerID: s.ID, Device: api.Null[string]()}
	if !a.Ready.After(now) {
		v.Device = api.Some(a.Device)
	}
	return v
}
