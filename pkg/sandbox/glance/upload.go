package glance

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// What is made in the image service itself, as Images v2 has it. A short file is kept; of a longer one the checksums alone.

// fileKind is the kind of the documents that are the bytes of images.
const fileKind = "imagefile"

// createImage makes an image without bytes, which are uploaded to it.
func createImage(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	i := &compute.Image{
		ID: random.UUID(), Created: c.Now, Updated: c.Now, DiskConfig: "AUTO", State: compute.ImageState{Status: "SAVING"},
		Upload: &compute.Upload{Owner: c.Tenant, Visible: "shared"},
	}
	if id, given := doc.Text("id"); given {
		if have, err := c.Image(id); err != nil || have != nil || !random.IsUUID(id) {
			return nil, orConflict(err, id)
		}
		i.ID = strings.ToLower(id)
	}
	for name, value := range doc {
		if name == "id" {
			continue
		}
		if err := setMember(c, i, name, value); err != nil {
			return nil, err
		}
	}
	return &web.Response{
		Status: http.StatusCreated, Header: http.Header{"Location": {Endpoint(c.RegionRoot()) + "/v2/images/" + i.ID}}, Body: web.JSON(documentOf(c, i)),
	}, c.AddImage(i)
}

func orConflict(err error, id string) error {
	if err != nil {
		return err
	}
	return fault.Conflict("Image ID %s already exists!", id)
}

// readOnly are the members that nobody sets.
var readOnly = []string{"status", "owner", "size", "checksum", "created_at", "updated_at", "schema", "self", "file", "virtual_size", "os_hash_algo", "os_hash_value"}

// setMember gives an image the value of one of its members, or of a property of the user's.
func setMember(c *service.RequestContext, i *compute.Image, name string, value jsontext.Value) error {
	targets := map[string]any{
		"name": &i.Name, "min_disk": &i.MinDisk, "min_ram": &i.MinRAM, "protected": &i.Upload.Protected, "disk_format": &i.Upload.Disk,
		"container_format": &i.Upload.Container, "tags": &i.Upload.Tags, "visibility": &i.Upload.Visible,
	}
	target, own := targets[name]
	switch {
	case name == "os_hidden":
		return nil
	case slices.Contains(readOnly, name):
		return fault.Forbidden("Attribute '%s' is read-only.", name)
	case own:
		if value.Kind() != 'n' && json.Unmarshal(value, target) != nil {
			return fault.BadRequest("Provided object does not match schema 'image': %s is not of the right type: '%s'", value, name)
		}
	default:
		var text string
		if json.Unmarshal(value, &text) != nil {
			return fault.BadRequest("Provided object does not match schema 'image': %s is not of type 'string'", value)
		}
		i.Metadata = compute.Merge(i.Metadata, api.Metadata{{Key: name, Value: text}})
	}
	switch i.Upload.Visible {
	case "public":
		if !c.Account.Admin {
			return fault.Forbidden("You are not authorized to complete publicize_image action.")
		}
	case "private", "shared", "community":
	default:
		return fault.BadRequest("Provided object does not match schema 'image': '%s' is not one of ['community', 'public', 'private', 'shared']", i.Upload.Visible)
	}
	return nil
}

// ownImage finds an image that the tenant may change.
func ownImage(c *service.RequestContext) (*compute.Image, error) {
	i, err := c.FindImage(c.Arg("id"))
	switch {
	case err != nil:
		return nil, err
	case i.Provided, i.Upload != nil && i.Upload.Owner != c.Tenant:
		return nil, fault.Forbidden("You are not permitted to modify this image.")
	case i.Upload == nil:
		i.Upload = &compute.Upload{Owner: c.Tenant, Visible: "private", Disk: "vhd", Container: "ovf"}
	}
	return i, nil
}

func save(c *service.RequestContext, i *compute.Image) error {
	i.Updated = c.Now
	return c.SaveImage(i)
}

// updateImage does the operations of a JSON patch, each on one member.
func updateImage(c *service.RequestContext) (*web.Response, error) {
	i, err := ownImage(c)
	if err != nil {
		return nil, err
	}
	var operations []struct {
		Op    string         `json:"op"`
		Path  string         `json:"path"`
		Value jsontext.Value `json:"value"`
	}
	if json.Unmarshal(c.Body.Data, &operations) != nil {
		return nil, fault.BadRequest("Request body must be a JSON array of operation objects.")
	}
	for _, o := range operations {
		name := strings.NewReplacer("~1", "/", "~0", "~").Replace(strings.TrimPrefix(o.Path, "/"))
		switch o.Op {
		case "add", "replace":
			err = setMember(c, i, name, o.Value)
		case "remove":
			if _, has := i.Metadata.Get(name); !has {
				return nil, fault.Conflict("Property %s does not exist.", name)
			}
			i.Metadata = slices.DeleteFunc(slices.Clone(i.Metadata), func(p api.Pair) bool { return p.Key == name })
		default:
			err = fault.BadRequest("Operations must be one of 'add', 'replace' or 'remove', not %s.", o.Op)
		}
		if err != nil {
			return nil, err
		}
	}
	return web.OK(web.JSON(documentOf(c, i))), save(c, i)
}

// uploadFile gives an image its bytes, which makes it active.
func uploadFile(c *service.RequestContext) (*web.Response, error) {
	i, err := ownImage(c)
	switch {
	case err != nil:
		return nil, err
	case i.State.Status != "SAVING" || i.Upload.MD5 != "" || len(i.Plan) > 0: // what has a plan is made of something else
		return nil, fault.Conflict("Image status transition from %s to saving is not allowed", serviceStatus(i))
	case i.Upload.Disk == "" || i.Upload.Container == "":
		return nil, fault.BadRequest("Properties disk_format, container_format must be set prior to saving data.")
	}
	f := c.Body.File
	if f == nil {
		return nil, fault.ErrNoBody
	}
	i.Size, i.Upload.MD5, i.Upload.SHA512 = f.Size, f.MD5, f.SHA512
	i.State = compute.ImageState{Status: "ACTIVE", Progress: 100}
	if f.Data != nil {
		d := &model.Document{ID: i.ID, Created: c.Now, Members: map[string]any{"data": base64.StdEncoding.EncodeToString(f.Data)}}
		if err := c.SaveDocument(fileKind, d); err != nil {
			return nil, err
		}
	}
	return web.NoContent(), save(c, i)
}

// downloadFile answers with the bytes of an image; without any with 204, as Glance does where there is no file.
func downloadFile(c *service.RequestContext) (*web.Response, error) {
	i, err := c.FindImage(c.Arg("id"))
	if err != nil {
		return nil, err
	}
	if i.State.Status == "DEACTIVATED" {
		return nil, fault.Forbidden("The requested image has been deactivated. Image data download is forbidden.")
	}
	if i.Upload != nil {
		c.Tenant = i.Upload.Owner
	}
	d, err := c.Document(fileKind, i.ID)
	if err != nil || d == nil {
		return web.NoContent(), err
	}
	data, err := base64.StdEncoding.DecodeString(fmt.Sprint(d.Members["data"]))
	a := web.OK(web.Binary(data))
	a.Header = http.Header{"Content-Md5": {i.Upload.MD5}}
	return a, err
}

// setStatus makes an active image one that can't be used, or the other way round.
func setStatus(status string) service.Handler {
	return func(c *service.RequestContext) (*web.Response, error) {
		i, err := ownImage(c)
		if err != nil {
			return nil, err
		}
		if i.State.Status != "ACTIVE" && i.State.Status != "DEACTIVATED" {
			return nil, fault.Forbidden("Not allowed to change the status of image %s, which is %s.", i.ID, serviceStatus(i))
		}
		i.State.Status = status
		return web.NoContent(), save(c, i)
	}
}

func addTag(c *service.RequestContext) (*web.Response, error) {
	i, err := ownImage(c)
	if err != nil {
		return nil, err
	}
	if tag := c.Arg("tag"); !slices.Contains(i.Upload.Tags, tag) {
		i.Upload.Tags = append(i.Upload.Tags, tag)
	}
	return web.NoContent(), save(c, i)
}

func deleteTag(c *service.RequestContext) (*web.Response, error) {
	i, err := ownImage(c)
	if err != nil {
		return nil, err
	}
	n := slices.Index(i.Upload.Tags, c.Arg("tag"))
	if n < 0 {
		return nil, fault.NotFound("Tag %s could not be found.", c.Arg("tag"))
	}
	i.Upload.Tags = slices.Delete(i.Upload.Tags, n, n+1)
	return web.NoContent(), save(c, i)
}
