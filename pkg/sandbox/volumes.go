package sandbox

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
)

// Volume is a block of storage that can be attached to a server. Block Storage is another service, which the sandbox only reads: those
// of the table below and of a seed are there from the beginning, in every region, and can't be made or deleted.
type Volume struct {
	ID     string `json:"id"`
	Tenant string `json:"tenant"` // in a seed "" is 010101
	Name   string `json:"name"`
	Size   int    `json:"size"` // GB; in a seed 0 is 100
}

// volumes are those without a seed. The first is the one of the guide's examples 2.52 to 2.59. Nobody writes to it.
var volumes = []Volume{
	{"4ab50df6-7480-45df-8604-b1ee39fe857c", Tenant, "data", 100},
	{"5b2ee7a1-0c1c-4f1e-8d3a-6f0a5d1c7e02", Tenant, "logs", 75},
	{"6c3ff8b2-1d2d-4a2f-9e4b-7a1b6e2d8f03", Tenant, "backup", 500},
	{"7d4aa9c3-2e3e-4b3a-8f5c-8b2c7f3e9a04", "020202", "data", 100},
	{"8e5bbad4-3f4f-4c4b-9a6d-9c3d8a4fab05", "020202", "logs", 75},
}

// Volumes lists what can be attached without a seed, in every region of its tenant.
func Volumes() []Volume { return slices.Clone(volumes) }

// attachment is a volume of a server.
type attachment struct {
	VolumeID string    `json:"volume"`
	Device   string    `json:"device"`
	Ready    time.Time `json:"ready"`         // from then on it has its device
	Gone     time.Time `json:"gone,omitzero"` // from then on it is detached
}

type attachments []attachment

// How long attaching and detaching take at speed 1.
const (
	attachTime = 1500 * ms
	detachTime = 1500 * ms
)

// at are those that are left at the time now.
func (a attachments) at(now time.Time) attachments {
	return slices.DeleteFunc(slices.Clone(a), func(v attachment) bool { return !v.Gone.IsZero() && !v.Gone.After(now) })
}

// indexOf returns the index of a volume's, or -1.
func (a attachments) indexOf(volumeID string) int {
	return slices.IndexFunc(a, func(v attachment) bool { return strings.EqualFold(v.VolumeID, volumeID) })
}

// device chooses a device, or checks the one that is asked for; null and "auto" ask for none (guide Table 2.10).
func (a attachments) device(wanted string) (string, error) {
	taken := func(device string) bool {
		return slices.ContainsFunc(a, func(v attachment) bool { return v.Device == device })
	}
	switch wanted {
	case "", "auto", "null": // the guide's XML can't say null but like that
		for letter := 'b'; letter <= 'z'; letter++ {
			if device := "/dev/xvd" + string(letter); !taken(device) {
				return device, nil
			}
		}
		return "", badRequest("No free disk device names")
	}
	if !devicePath.MatchString(wanted) {
		return "", badRequest("The supplied device path (%s) is invalid.", wanted)
	}
	if taken(wanted) || wanted == "/dev/xvda" { // the server's own disk
		return "", badRequest("The supplied device path (%s) is in use.", wanted)
	}
	return wanted, nil
}

var devicePath = regexp.MustCompile(`^/dev/(xvd|sd|vd|hd)[a-z]+[0-9]*$`)

// volumeServer finds the server of the path. Compute's volume extension says no more of one that isn't there.
func (c *requestContext) volumeServer() (*server, error) {
	return c.findServer("The resource could not be found.")
}

// listAttachments lists a server's volumes (guide 2.4.2).
func listAttachments(c *requestContext) (*response, error) {
	s, err := c.volumeServer()
	if err != nil {
		return nil, err
	}
	items := []api.VolumeAttachment{}
	for _, a := range s.Attachments {
		items = append(items, c.attachment(s, a))
	}
	return ok(listBody("volumeAttachments", items, nil)), nil
}

// attachment is an attachment's document: its id is the volume's. While it is being made it has no device yet.
func (c *requestContext) attachment(s *server, a attachment) api.VolumeAttachment {
	v := api.VolumeAttachment{ID: a.VolumeID, VolumeID: a.VolumeID, ServerID: s.ID, Device: api.Null[string]()}
	if !a.Ready.After(c.now) {
		v.Device = api.Some(a.Device)
	}
	return v
}

// findAttachment finds the attachment that the path names.
func (c *requestContext) findAttachment() (*server, *attachment, error) {
	s, err := c.volumeServer()
	if err != nil {
		return nil, nil, err
	}
	i := s.Attachments.indexOf(c.arg("attachment"))
	if i < 0 {
		return nil, nil, notFound("The resource could not be found.")
	}
	return s, &s.Attachments[i], nil
}

// showAttachment answers with one of a server's volumes (guide 2.4.3).
func showAttachment(c *requestContext) (*response, error) {
	s, a, err := c.findAttachment()
	if err != nil {
		return nil, err
	}
	return ok(documentBody("volumeAttachment", c.attachment(s, *a))), nil
}
