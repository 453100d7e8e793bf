// Package glance has as much of the image service as clients of Compute ask for.
package glance

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// The image service is another one than Compute, with an API of its own, Images v2. A real catalog has it (cloudImages, in the
// recorded auth-response-2014-03-04.json), and today's nova and openstack commands look images up there and nowhere else: they can't
// even list servers without it. So its reads are here, and its deletion, on the images that Compute has.

// Endpoint is where the service of a region is. The real one's URL went on with /v2/ and the tenant; without them it is as most
// OpenStack clouds have it, and as the nova command needs it, which puts /v2 behind it itself.
func Endpoint(root string) string { return root + "/image" }

// Routes are the requests that the image service answers.
func Routes() []*service.Route {
	const one = "/image/v2/images/{id}"
	return []*service.Route{
		service.Anyone("version.list", "GET /image", listImageVersions),
		service.Anyone("version.list", "GET /image/versions", listImageVersions),
		service.SignedIn("schema.show", "GET /image/v2/schemas/{name}", showSchema),
		service.SignedIn("image.list", "GET /image/v2/images", listServiceImages),
		service.SignedIn("image.add", "POST /image/v2/images", createImage),
		service.SignedIn("image.show", "GET "+one, showServiceImage),
		service.SignedIn("image.update", "PATCH "+one, updateImage),
		service.SignedIn("image.delete", "DELETE "+one, deleteServiceImage),
		service.SignedIn("image.upload", "PUT "+one+"/file", uploadFile).Uploading(),
		service.SignedIn("image.download", "GET "+one+"/file", downloadFile),
		service.SignedIn("image.deactivate", "POST "+one+"/actions/deactivate", setStatus("DEACTIVATED")),
		service.SignedIn("image.reactivate", "POST "+one+"/actions/reactivate", setStatus("ACTIVE")),
		service.SignedIn("image.tag", "PUT "+one+"/tags/{tag}", addTag),
		service.SignedIn("image.untag", "DELETE "+one+"/tags/{tag}", deleteTag),
		service.SignedIn("image.members", "GET "+one+"/members", listMembers),
		service.SignedIn("image.share", "POST "+one+"/members", addMember),
		service.SignedIn("image.members", "GET "+one+"/members/{member}", showMember),
		service.SignedIn("image.accept", "PUT "+one+"/members/{member}", updateMember),
		service.SignedIn("image.unshare", "DELETE "+one+"/members/{member}", deleteMember),
	}
}

func listImageVersions(c *service.RequestContext) (*web.Response, error) {
	v2 := api.Version{ID: "v2.2", Status: "CURRENT", Links: service.VersionLinks(Endpoint(c.RegionRoot()) + "/v2/")}
	return web.OK(web.List("versions", []api.Version{v2}, nil)), nil
}

// serviceImage is an image as Images v2 has it, where custom properties stand beside the service's own members.
type serviceImage map[string]any

// listServiceImages lists images, one page of them where the request has a limit. Of the filters it knows those that the clients use.
func listServiceImages(c *service.RequestContext) (*web.Response, error) {
	if err := checkOperators(c); err != nil {
		return nil, err
	}
	by, err := readSorting(c.Query)
	if err != nil {
		return nil, err
	}
	p, err := c.Page()
	if err != nil {
		return nil, err
	}
	from, enough := p.Marker, p.Limit
	if by != nil { // all of them are sorted
		from, enough = "", -1
	}
	items, err := serviceImages(c, from, enough)
	if err != nil {
		return nil, err
	}
	last := ""
	if len(items) > 0 {
		last = idOf(items[len(items)-1])
	}
	if from == "" && !p.Limited || len(items) < p.Limit || by != nil {
		shared, err := c.SharedImages()
		if err != nil {
			return nil, err
		}
		for _, i := range shared {
			if doc := documentOf(c, i); wantsService(c, doc) {
				items = append(items, doc)
			}
		}
	}
	if by != nil {
		sortImages(items, by)
		if items, err = web.CutPage(items, idOf, p); err != nil {
			return nil, err
		}
		if len(items) > 0 {
			last = idOf(items[len(items)-1])
		}
	}
	doc := map[string]any{"images": items, "first": "/v2/images", "schema": "/v2/schemas/images"}
	if p.Limited && len(items) > 0 && len(items) == p.Limit {
		query := maps.Clone(c.Query)
		query["marker"] = []string{last}
		doc["next"] = "/v2/images?" + query.Encode()
	}
	return web.OK(web.JSON(doc)), nil
}

// serviceImages are the project's own and the cloud's that are asked for, behind the marker, so many at most; a negative number is all.
func serviceImages(c *service.RequestContext, marker string, maxCount int) ([]serviceImage, error) {
	images, err := c.ImagesFrom(marker, time.Time{})
	if err != nil {
		return nil, err
	}
	items := []serviceImage{}
	for i, err := range images {
		if err != nil {
			return nil, err
		}
		if len(items) == maxCount {
			break
		}
		if doc := documentOf(c, i); i.Exists() && wantsService(c, doc) {
			items = append(items, doc)
		}
	}
	return items, nil
}

// checkOperators refuses filters with an operator that there isn't: what is before a colon is one (fact 60).
func checkOperators(c *service.RequestContext) error {
	for _, parameter := range []string{"id", "name", "status"} {
		operator, _, has := strings.Cut(c.Query.Get(parameter), ":")
		if has && operator != "eq" && operator != "in" {
			return fault.BadRequest("Unable to filter by unknown operator '%s'.", operator)
		}
	}
	return nil
}

// wantsService applies the filters of Images v2; eq:A is A, in:A,B is either of them. A name that is no member's is a property's (fact 115).
func wantsService(c *service.RequestContext, image serviceImage) bool {
	for parameter, asked := range c.Query {
		switch parameter {
		case "limit", "marker", "sort", "sort_key", "sort_dir", "member_status", "created_at", "updated_at", "size_min", "size_max":
			continue
		case "tag":
			tags, _ := image["tags"].([]string)
			if slices.ContainsFunc(asked, func(tag string) bool { return !slices.Contains(tags, tag) }) {
				return false
			}
			continue
		}
		filter := asked[0]
		several, isList := strings.CutPrefix(filter, "in:")
		value := ""
		switch v := image[parameter].(type) {
		case nil:
		case bool:
			value, filter = strconv.FormatBool(v), strings.ToLower(filter)
		default:
			value = fmt.Sprint(v)
		}
		fits := filter == "" || strings.TrimPrefix(filter, "eq:") == value || isList && slices.Contains(strings.Split(several, ","), value)
		if !fits && !(parameter == "visibility" && filter == "all") && !(parameter == "os_hidden" && strings.EqualFold(filter, "false")) {
			return false
		}
	}
	return true
}

func idOf(image serviceImage) string {
	id, _ := image["id"].(string)
	return id
}

func showServiceImage(c *service.RequestContext) (*web.Response, error) {
	i, err := c.FindImage(c.Arg("id"))
	if err != nil {
		return nil, err
	}
	return web.OK(web.JSON(documentOf(c, i))), nil
}

func documentOf(c *service.RequestContext, i *compute.Image) serviceImage {
	path := "/v2/images/" + i.ID
	v := serviceImage{}
	for _, p := range i.Metadata {
		v[p.Key] = p.Value
	}
	for name, value := range map[string]any{
		"id": i.ID, "name": i.Name, "status": serviceStatus(i), "visibility": i.Visibility(), "owner": ownerOf(c, i), "protected": i.Provided,
		"size": i.Size, "min_disk": i.MinDisk, "min_ram": i.MinRAM, "created_at": api.FormatTime(i.Created), "updated_at": api.FormatTime(i.Updated),
		"tags": []string{}, "container_format": "ovf", "disk_format": "vhd", "checksum": nil,
		"self": path, "file": path + "/file", "schema": "/v2/schemas/image",
	} {
		v[name] = value
	}
	if u := i.Upload; u != nil {
		for name, value := range map[string]any{
			"protected": u.Protected, "container_format": null(u.Container), "disk_format": null(u.Disk), "tags": append([]string{}, u.Tags...),
			"checksum": null(u.MD5), "os_hash_algo": null(map[bool]string{true: "sha512"}[u.SHA512 != ""]), "os_hash_value": null(u.SHA512),
			"os_hidden": false, "virtual_size": nil,
		} {
			v[name] = value
		}
		if u.MD5 == "" && i.State.Status != "ACTIVE" {
			v["size"] = nil
		}
	}
	return v
}

func null(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// serviceStatus is an image's status in the service's words (fact 21: queued and saving are both Compute's SAVING).
func serviceStatus(i *compute.Image) string {
	switch {
	case i.State.Status == "SAVING" && i.State.Progress < 50:
		return "queued"
	case i.State.Status == "ERROR":
		return "killed"
	}
	return strings.ToLower(i.State.Status)
}

// ownerOf is the tenant that an image is of; the provider's own are nobody's here.
func ownerOf(c *service.RequestContext, i *compute.Image) string {
	switch {
	case i.Provided:
		return ""
	case i.Upload != nil:
		return i.Upload.Owner
	}
	return c.Tenant
}

// deleteServiceImage removes an image.
func deleteServiceImage(c *service.RequestContext) (*web.Response, error) {
	return web.NoContent(), c.DeleteImage(c.Arg("id"))
}
