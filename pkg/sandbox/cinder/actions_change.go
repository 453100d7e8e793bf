package cinder

import (
	"strconv"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

// extend gives the volume a new size; since 3.42 one that something has too.
func extend(c *service.RequestContext, t *actedVolume) (map[string]any, error) {
	size, _ := strconv.Atoi(t.given.TextOrNumber("new_size"))
	online := t.status == "in-use" && t.minor >= 42
	switch {
	case t.status != "available" && !online:
		return nil, invalidVolume("Volume %s status must be '{'status': 'available'}' to extend, currently %s.", t.ID, t.status)
	case size <= t.volume.Size:
		return nil, fault.BadRequest("Invalid input received: New size for extend must be greater than current size. (current: %d, extended: %d).",
			t.volume.Size, size)
	}
	t.Members["size"] = float64(size)
	t.during("extending", c.After(makingTime))
	return nil, nil
}

// uploadImage makes an image of the volume, which is uploading until the image is done.
func uploadImage(c *service.RequestContext, t *actedVolume) (map[string]any, error) {
	visibility := t.or("visibility", "shared")
	switch {
	case visibility == "public" && !c.Account.Admin:
		return nil, fault.Forbidden("Policy doesn't allow volume_extension:volume_actions:upload_public to be performed.")
	case t.status != "available":
		return nil, invalidVolume("Volume %s status must be available", t.ID)
	}
	i := &compute.Image{
		ID: random.UUID(), DiskConfig: "AUTO", Size: int64(t.volume.Size) << 30,
		Upload: &compute.Upload{
			Owner: c.Tenant, Visible: visibility, Protected: t.isTrue("protected"), Disk: t.or("disk_format", "raw"), Container: t.or("container_format", "bare"),
		},
	}
	i.Name = t.or("image_name", "")
	i.Begin(c.Now, c.Speed, c.Failure)
	t.during("uploading", i.DoneAt(c.Now))
	doc := map[string]any{
		"id": t.ID, "status": "uploading", "size": t.volume.Size, "display_description": t.Members["description"], "updated_at": c.Now.Format(timeForm),
		"volume_type": typeNamed(t.typeName()), "image_id": i.ID, "image_name": i.Name, "disk_format": i.Upload.Disk, "container_format": i.Upload.Container,
	}
	if t.minor >= 1 {
		doc["visibility"], doc["protected"] = visibility, i.Upload.Protected
	}
	return map[string]any{"os-volume_upload_image": doc}, c.AddImage(i)
}

// or is a member that is a text, or another text where it isn't there.
//
//go:noinline
func (t *actedVolume) or(name, otherwise string) string {
	if text, ok := t.given.Text(name); ok {
		return text
	}
	return otherwise
}

func setBootable(_ *service.RequestContext, t *actedVolume) (map[string]any, error) {
	t.Members["bootable"] = strconv.FormatBool(t.isTrue("bootable"))
	return nil, nil
}

func setReadOnly(_ *service.RequestContext, t *actedVolume) (map[string]any, error) {
	if t.status != "available" {
		return nil, invalidVolume("Volume %s status must be available to update readonly flag, but current status is: %s.", t.ID, t.status)
	}
	metadataOf(t.Document)["readonly"] = map[bool]string{true: "True", false: "False"}[t.isTrue("readonly")]
	return nil, nil
}

const imageMetadata = "volume_image_metadata"

// imageMetadata is what the volume has of its image, to be changed.
func (t *actedVolume) imageMetadata() map[string]any {
	m, _ := t.Members[imageMetadata].(map[string]any)
	if m == nil {
		m = map[string]any{}
	}
	return m
}

func setImageMetadata(_ *service.RequestContext, t *actedVolume) (map[string]any, error) {
	m := t.imageMetadata()
	given, _ := document.ObjectOf(t.given["metadata"])
	for name := range given {
		m[name], _ = given.Text(name)
	}
	t.Members[imageMetadata] = m
	return map[string]any{"metadata": m}, nil
}

func showImageMetadata(_ *service.RequestContext, t *actedVolume) (map[string]any, error) {
	return map[string]any{"metadata": t.imageMetadata()}, nil
}

func unsetImageMetadata(_ *service.RequestContext, t *actedVolume) (map[string]any, error) {
	m, key := t.imageMetadata(), t.or("key", "")
	if m[key] == nil {
		return nil, fault.NotFound("Glance metadata for volume/snapshot %s cannot be found.", t.ID)
	}
	delete(m, key)
	return nil, nil
}

// typeName is the volume's type; one that its maker didn't say is the first.
func (t *actedVolume) typeName() string {
	if name, ok := t.Members["volume_type"].(string); ok {
		return name
	}
	return volumeTypes()[0]["name"].(string)
}

func retype(c *service.RequestContext, t *actedVolume) (map[string]any, error) {
	name := t.or("new_type", "")
	to := typeNamed(name)
	switch {
	case to == nil:
		return nil, fault.NotFound("Volume type with name %s could not be found.", name)
	case to["name"] == t.typeName() || t.status != "available" && t.status != "in-use":
		return nil, invalidVolume("Retype needs volume to be in available or in-use state, not be part of an active migration or a consistency group, " +
			"requested type has to be different that the one from the volume, and for in-use volumes front-end qos specs cannot change.")
	}
	t.Members["volume_type"] = to["name"]
	t.during("retyping", c.After(makingTime))
	return nil, nil
}

// reimage puts an image's data on the volume.
func reimage(c *service.RequestContext, t *actedVolume) (map[string]any, error) {
	id := t.or("image_id", "")
	i, err := c.Image(id)
	switch {
	case err != nil:
		return nil, err
	case i == nil || !i.Exists():
		return nil, fault.NotFound("Image %s could not be found.", id)
	case t.status != "available" && t.status != "error":
		return nil, invalidVolume("Volume %s status must be available or error to reimage, but current status is: %s.", t.ID, t.status)
	}
	t.Members["bootable"], t.Members[imageMetadata] = "true", map[string]any{"image_id": i.ID, "image_name": i.Name}
	t.during("downloading", c.After(makingTime))
	return nil, nil
}

// revert takes the volume back to its latest snapshot.
func revert(c *service.RequestContext, t *actedVolume) (map[string]any, error) {
	snapshots, err := snapshotsOf(c, t.ID)
	id := t.or("snapshot_id", "")
	switch {
	case err != nil:
		return nil, err
	case len(snapshots) == 0:
		return nil, fault.BadRequest("Volume %s doesn't have any snapshots.", t.ID)
	case snapshots[len(snapshots)-1].ID != id:
		return nil, fault.BadRequest("Specified snapshot_id '%s' isn't the latest one of volume '%s'.", id, t.ID)
	case t.status != "available":
		return nil, fault.Conflict("Invalid volume: Can't revert volume %s to its latest snapshot %s. Volume's status must be 'available'.", t.ID, id)
	}
	t.during("reverting", c.After(makingTime))
	return nil, nil
}
