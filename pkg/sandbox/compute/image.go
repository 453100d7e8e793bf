package compute

import (
	"slices"
	"strconv"
	"time"

	"github.com/novactl/novactl/pkg/api"
)

// Image is an image as requests see it: one of the provider's, or one that the store keeps because it was made of a server.
type Image struct {
	ID         string       `json:"id"`
	Name       string       `json:"name"`
	ServerID   string       `json:"server,omitzero"`
	Created    time.Time    `json:"created"`
	Updated    time.Time    `json:"updated"`
	Deleted    time.Time    `json:"deleted,omitzero"`
	DiskConfig string       `json:"disk_config"`
	MinDisk    int          `json:"min_disk"` // GB
	MinRAM     int          `json:"min_ram"`  // MB
	Size       int64        `json:"size"`     // bytes
	Metadata   api.Metadata `json:"metadata"`
	State      ImageState   `json:"state"`
	Plan       []imageStep  `json:"plan,omitzero"`
	Fault      *Failure     `json:"fault,omitzero"`  // why it is in ERROR
	Provided   bool         `json:"-"`               // it is the provider's
	Upload     *Upload      `json:"upload,omitzero"` // what the image service was asked to make; nil: it is of a server, or the provider's
}

// Upload is what an image has that the image service made.
type Upload struct {
	Owner     string        `json:"owner"`
	Visible   string        `json:"visible"` // private, shared, community or public
	Protected bool          `json:"protected,omitzero"`
	Disk      string        `json:"disk,omitzero"`
	Container string        `json:"container,omitzero"`
	Tags      []string      `json:"tags,omitzero"`
	MD5       string        `json:"md5,omitzero"` // of the bytes; "": there are none yet
	SHA512    string        `json:"sha512,omitzero"`
	Members   []ImageMember `json:"members,omitzero"`
}

// ImageMember is a tenant that an image is shared with.
type ImageMember struct {
	Tenant  string    `json:"tenant"`
	Status  string    `json:"status"` // pending, accepted or rejected
	Created time.Time `json:"created"`
	Updated time.Time `json:"updated"`
}

// IsFor reports whether a tenant that doesn't own the image may use it.
func (i *Image) IsFor(tenant string) bool {
	if i.Upload == nil || !i.Exists() {
		return false
	}
	member := slices.ContainsFunc(i.Upload.Members, func(m ImageMember) bool { return m.Tenant == tenant })
	return i.Upload.Visible == "public" || i.Upload.Visible == "community" || i.Upload.Visible == "shared" && member
}

// ImageState is where an image is in its life.
type ImageState struct {
	Status   string `json:"status"`
	Progress int    `json:"progress"` // percent
}

type imageStep struct {
	At    time.Time  `json:"at"`
	State ImageState `json:"state"`
}

// AdvanceTo takes the steps that are due by now, as a server's does.
func (i *Image) AdvanceTo(now time.Time) {
	for len(i.Plan) > 0 && !i.Plan[0].At.After(now) {
		i.State, i.Updated = i.Plan[0].State, i.Plan[0].At
		i.Plan = i.Plan[1:]
	}
}

// Exists reports an image that isn't deleted.
func (i *Image) Exists() bool { return i.Deleted.IsZero() }

// Visibility returns public for an image that the cloud provides, and private for those of a tenant.
func (i *Image) Visibility() string {
	switch {
	case i.Provided:
		return "public"
	case i.Upload != nil:
		return i.Upload.Visible
	}
	return "private"
}

// imageActive is how long after its request an image is done, at speed 1.
const imageActive = 4000 * ms

// imageStages is the life of an image: queued and saving are both SAVING, and progress tells them apart (fact 21).
var imageStages = []struct {
	after time.Duration
	state ImageState
}{
	{0, ImageState{"SAVING", 25}},
	{1000 * ms, ImageState{"SAVING", 50}},
	{imageActive, ImageState{"ACTIVE", 100}},
}

// inherited is the metadata that an image of a server has besides what the user gives it: that of the image the server was made
// from, and where it comes from (fact 21).
func (s *Server) inherited(source *Image, f api.Flavor) api.Metadata {
	var kept api.Metadata
	for _, p := range source.Metadata {
		if p.Key != "image_type" && p.Key != "cache_in_nova" {
			kept = append(kept, p)
		}
	}
	origin, made := source.Metadata.Get("base_image_ref")
	if !made {
		origin = source.ID
	}
	return Merge(kept, api.Metadata{
		{Key: "image_type", Value: "snapshot"},
		{Key: "instance_uuid", Value: s.ID},
		{Key: "base_image_ref", Value: origin},
		{Key: "user_id", Value: s.UserID},
		{Key: "auto_disk_config", Value: map[bool]string{true: "True", false: "False"}[s.DiskConfig == "AUTO"]},
		{Key: "instance_type_flavorid", Value: f.ID},
		{Key: "instance_type_memory_mb", Value: strconv.Itoa(*f.RAM)},
		{Key: "instance_type_name", Value: f.Name},
		{Key: "instance_type_root_gb", Value: strconv.Itoa(*f.Disk)},
		{Key: "instance_type_rxtx_factor", Value: string(f.RxTxFactor)},
		{Key: "instance_type_vcpus", Value: strconv.Itoa(*f.VCPUs)},
	})
}

// Snapshot returns a new image of the server, which is made of the image source. It needs what the server has, of the flavor f: the disks
// of the hypervisor don't shrink, so that the image doesn't fit a smaller flavor.
func (s *Server) Snapshot(id, name string, source *Image, f api.Flavor, pairs api.Metadata) *Image {
	return &Image{
		ID: id, Name: name, ServerID: s.ID, DiskConfig: s.DiskConfig, MinDisk: *f.Disk, MinRAM: *f.RAM,
		Size: source.Size, Metadata: Merge(s.inherited(source, f), pairs),
	}
}

// Begin starts the life of a new image. Where failure says why, it ends in ERROR.
func (i *Image) Begin(now time.Time, speed float64, failure string) {
	i.Created = now
	for _, g := range imageStages {
		i.Plan = append(i.Plan, imageStep{At: now.Add(atSpeed(g.after, speed)), State: g.state})
	}
	if failure != "" { // its progress stays where it was, as example 1.56 has it
		last := &i.Plan[len(i.Plan)-1]
		last.State = ImageState{Status: "ERROR", Progress: i.Plan[len(i.Plan)-2].State.Progress}
		i.Fault = NewFailure(failure, last.At)
	}
	i.AdvanceTo(now)
}

// DoneAt returns when an image that began now is done.
func (i *Image) DoneAt(now time.Time) time.Time {
	if len(i.Plan) == 0 {
		return now
	}
	return i.Plan[len(i.Plan)-1].At
}

// Delete ends the life of an image at once.
func (i *Image) Delete(now time.Time) {
	i.Deleted, i.Updated, i.Plan = now, now, nil
	i.State = ImageState{Status: "DELETED", Progress: i.State.Progress}
}
