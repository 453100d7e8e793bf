package sandbox

import (
	"net/http"
	"strconv"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// imageActive is how long after its request an image is done, at speed 1.
const imageActive = 4000 * ms

// imageStages is the life of an image: queued and saving are both SAVING, and progress tells them apart (fact 21).
var imageStages = []struct {
	after time.Duration
	state imageState
}{
	{0, imageState{"SAVING", 25}},
	{1000 * ms, imageState{"SAVING", 50}},
	{imageActive, imageState{"ACTIVE", 100}},
}

// createImage makes an image of a server (guide 2.3.9): 202 with where it will be. The server's task says so until it is done; it
// may be deleted meanwhile, and the image is finished all the same.
func createImage(c *requestContext, body jsontext.Value) (*response, error) {
	members, _ := asObject(body)
	name := members.textOrNumber("name")
	if name == "" {
		return nil, badRequest("createImage entity requires name attribute")
	}
	var pairs api.Metadata
	var err error
	if members.has("metadata") {
		if pairs, err = readPairs(members["metadata"]); err != nil {
			return nil, err
		}
	}
	if err := c.quota().checkImagePairs(pairs); err != nil {
		return nil, err
	}
	s, err := c.findServer("Instance could not be found")
	if err != nil {
		return nil, err
	}
	if err := c.beginAndSave(s, snapshotting); err != nil {
		return nil, err
	}
	i, err := c.snapshot(s, name, pairs)
	if err != nil {
		return nil, err
	}
	return &response{status: http.StatusAccepted, header: http.Header{"Location": {c.selfURL("images", i.ID)}}}, nil
}

// snapshot makes the record of a server's image. It needs what the server has: the disks of the hypervisor don't shrink, so that
// the image doesn't fit a smaller flavor.
func (c *requestContext) snapshot(s *server, name string, pairs api.Metadata) (*image, error) {
	if err := c.purge(); err != nil {
		return nil, err
	}
	source, err := c.loadImage(s.ImageID)
	if err != nil {
		return nil, err
	}
	if source == nil { // deleted and purged
		source = &image{ID: s.ImageID}
	}
	f, _ := c.flavorOf(s.FlavorID)
	i := &image{
		ID: newUUID(), Name: name, ServerID: s.ID, Created: c.now, DiskConfig: s.DiskConfig, MinDisk: *f.Disk, MinRAM: *f.RAM,
		Size: source.Size, Metadata: merge(s.inherited(source, f), pairs),
	}
	for _, g := range imageStages {
		i.Plan = append(i.Plan, imageStep{At: c.after(g.after), State: g.state})
	}
	if why := c.endsInError(); why != "" { // its progress stays where it was, as example 1.56 has it
		last := &i.Plan[len(i.Plan)-1]
		last.State = imageState{Status: "ERROR", Progress: i.Plan[len(i.Plan)-2].State.Progress}
		i.Fault = newFault(why, last.At)
	}
	i.advanceTo(c.now)
	if err := c.saveImage(i); err != nil {
		return nil, err
	}
	return i, c.addToIndex(imageCollection(), i.ID, i.Created)
}

// inherited is the metadata that an image of a server has besides what the user gives it: that of the image the server was made
// from, and where it comes from (fact 21).
func (s *server) inherited(source *image, f api.Flavor) api.Metadata {
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
	return merge(kept, api.Metadata{
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
