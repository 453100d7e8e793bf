package cinder

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Block Storage v3 is what tools of today ask for: volumes and snapshots that a tenant makes, and no bytes in them.

// EndpointV3 returns where a project finds Block Storage v3.
func EndpointV3(root, project string) string { return root + "/volume/v3/" + project }

const snapshotKind = "snapshot"

// How long a volume or a snapshot is being made, and most of what is done to one, at speed 1.
const makingTime = time.Second

const timeForm = "2006-01-02T15:04:05.000000"

func routesOfToday() []*service.Route {
	const v3 = "/volume/v3/{tenant}"
	const volumes, snapshots = v3 + "/volumes", v3 + "/snapshots"
	withMetadata := slices.Concat(
		described{"Volume", model.VolumeKind, func(c *service.RequestContext) (*model.Document, error) {
			d, _, err := madeVolume(c)
			return d, err
		}}.routes(volumes),
		described{"Snapshot", snapshotKind, func(c *service.RequestContext) (*model.Document, error) { return findSnapshot(c, c.Arg("id")) }}.routes(snapshots),
	)
	return append(withMetadata,
		service.Anyone("version.list", "GET /volume", listVersions),
		service.Anyone("version.list", "GET /volume/v3", listVersions),
		service.OfTenant("storage.list", "GET "+volumes, listVolumes(volumeToday)),
		service.OfTenant("storage.list", "GET "+volumes+"/detail", listVolumes(volumeToday)),
		service.OfTenant("storage.create", "POST "+volumes, createVolume),
		service.OfTenant("storage.show", "GET "+volumes+"/{id}", showVolume(volumeToday)),
		service.OfTenant("storage.update", "PUT "+volumes+"/{id}", updateVolume),
		service.OfTenant("storage.delete", "DELETE "+volumes+"/{id}", deleteVolume),
		service.OfTenant("storage.action", "POST "+volumes+"/{id}/action", actOnVolume),
		service.OfTenant("snapshot.list", "GET "+snapshots, listSnapshots),
		service.OfTenant("snapshot.list", "GET "+snapshots+"/detail", listSnapshots),
		service.OfTenant("snapshot.create", "POST "+snapshots, createSnapshot),
		service.OfTenant("snapshot.show", "GET "+snapshots+"/{id}", showSnapshot),
		service.OfTenant("snapshot.update", "PUT "+snapshots+"/{id}", updateSnapshot),
		service.OfTenant("snapshot.delete", "DELETE "+snapshots+"/{id}", deleteSnapshot),
		service.OfTenant("storage.types", "GET "+v3+"/types", listTypes),
		service.OfTenant("storage.types", "GET "+v3+"/types/{id}", showType),
		service.OfTenant("storage.zones", "GET "+v3+"/os-availability-zone", fixed(`{"availabilityZoneInfo":[{"zoneName":"nova","zoneState":{"available":true}}]}`)),
		service.OfTenant("storage.services", "GET "+v3+"/os-services", fixed(`{"services":[]}`)),
		service.OfTenant("storage.quota", "GET "+v3+"/os-quota-sets/{project}", showQuota),
		service.OfTenant("storage.quota", "GET "+v3+"/os-quota-sets/{project}/defaults", showQuota),
		service.OfTenant("storage.pools", "GET "+v3+"/scheduler-stats/get_pools", listPools),
		service.OfTenant("storage.limits", "GET "+v3+"/limits", showLimits),
	)
}

// fixed answers with a document that is always the same.
func fixed(doc string) service.Handler {
	return func(*service.RequestContext) (*web.Response, error) {
		return web.OK(web.Written(jsontext.Value(doc))), nil
	}
}

func listVersions(c *service.RequestContext) (*web.Response, error) {
	a := web.OK(web.JSON(map[string]any{"versions": []map[string]any{{
		"id": "v3.0", "status": "CURRENT", "version": "3.71", "min_version": "3.0", "updated": "2013-07-23T11:33:21Z",
		"links": service.VersionLinks(c.RegionRoot() + "/volume/v3/"),
	}}}))
	a.Status = http.StatusMultipleChoices
	return a, nil
}

// volumeToday is a volume as v3 has it: v2's members, and what its maker said.
func volumeToday(v compute.Volume, a volumeState) map[string]any {
	doc := serviceVolume(v, a)
	for name, value := range v.Made {
		doc[name] = value
	}
	for name, value := range map[string]any{
		"id": v.ID, "multiattach": false, "os-vol-tenant-attr:tenant_id": v.Tenant, "replication_status": nil, "consistencygroup_id": nil, "user_id": nil,
	} {
		doc[name] = value
	}
	if v.Made != nil {
		doc["created_at"] = v.Created.Format(timeForm)
	}
	return doc
}

// body reads the members of a request's one object.
func body(c *service.RequestContext, root string) (document.Object, map[string]any, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, nil, err
	}
	o, isObject := document.ObjectOf(doc[root])
	var members map[string]any
	if !isObject || json.Unmarshal(doc[root], &members) != nil {
		return nil, nil, fault.BadRequest("'%s' is a required property", root)
	}
	for _, name := range []string{"name", "description"} { // as v1 has them, and all take them
		if value, there := members["display_"+name]; there && members[name] == nil {
			members[name] = value
		}
	}
	return o, members, nil
}

// createVolume makes a volume, of nothing or of an image, a snapshot or another volume, whose size is the least that it has.
func createVolume(c *service.RequestContext) (*web.Response, error) {
	o, given, err := body(c, "volume")
	if err != nil {
		return nil, err
	}
	made := map[string]any{"name": given["name"], "description": given["description"], "metadata": map[string]any{}, "bootable": "false"}
	for _, name := range []string{"metadata", "volume_type", "availability_zone", "snapshot_id", "source_volid"} {
		if value, there := given[name]; there && value != nil {
			made[name] = value
		}
	}
	size, _ := given["size"].(float64)
	if id, _ := o.Text("snapshot_id"); id != "" {
		s, err := findSnapshot(c, id)
		if err != nil {
			return nil, err
		}
		size = max(size, s.Members["size"].(float64))
	}
	if id, _ := o.Text("source_volid"); id != "" {
		v, known := c.Volume(strings.ToLower(id))
		if !known {
			return nil, fault.NotFound("Volume %s could not be found.", id)
		}
		size = max(size, float64(v.Size))
	}
	if id, _ := o.Text("imageRef"); id != "" {
		i, err := c.Image(id)
		if err != nil || i == nil {
			return nil, fault.BadRequest("Invalid image identifier or unable to access requested image.")
		}
		made["bootable"], made["volume_image_metadata"] = "true", map[string]any{"image_id": i.ID, "image_name": i.Name}
	}
	if size < 1 {
		if given["size"] == nil {
			given["size"] = "None" // as Python has it
		}
		return nil, fault.BadRequest("Invalid input received: Volume size '%v' must be an integer and greater than 0", given["size"])
	}
	made["size"] = size
	d := &model.Document{ID: random.UUID(), Created: c.Now, Members: made, Status: "creating", Until: c.After(makingTime)}
	if err := c.SaveDocument(model.VolumeKind, d); err != nil {
		return nil, err
	}
	v, _ := c.Volume(d.ID)
	item, err := volume(c, v, volumeToday)
	return created(c, "volume", item), err
}

// madeVolume is a volume of the tenant's that may be changed, for the administrator of any tenant's, and the server that has it; nil: none.
func madeVolume(c *service.RequestContext) (*model.Document, *compute.Server, error) {
	id := strings.ToLower(c.Arg("id"))
	v, known := c.Volume(id)
	if !known && c.Account.Admin {
		for _, c.Tenant = range c.Tables.Projects() {
			if v, known = c.Volume(id); known {
				break
			}
		}
	}
	switch {
	case !known:
		return nil, nil, fault.NotFound("Volume %s could not be found.", c.Arg("id"))
	case v.Made == nil:
		return nil, nil, invalidVolume("volume %s is the sandbox's own.", id)
	}
	holder, _, err := c.VolumeHolder(id)
	if err != nil {
		return nil, nil, err
	}
	d, err := c.Document(model.VolumeKind, id)
	return d, holder, err
}

// describe gives a resource the name, description and metadata that a request has, and keeps it.
func describe(c *service.RequestContext, root, kind string, d *model.Document) error {
	_, given, err := body(c, root)
	if err != nil {
		return err
	}
	for _, name := range []string{"name", "description", "metadata"} {
		if value, there := given[name]; there {
			d.Members[name] = value
		}
	}
	return c.SaveDocument(kind, d)
}

func updateVolume(c *service.RequestContext) (*web.Response, error) {
	d, _, err := madeVolume(c)
	if err != nil {
		return nil, err
	}
	if err := describe(c, "volume", model.VolumeKind, d); err != nil {
		return nil, err
	}
	return showVolume(volumeToday)(c)
}

// deleteVolume deletes a volume that nothing has and nothing is done to, and with cascade its snapshots.
func deleteVolume(c *service.RequestContext) (*web.Response, error) {
	d, holder, err := madeVolume(c)
	if err != nil {
		return nil, err
	}
	v, _ := c.Volume(d.ID)
	snapshots, err := snapshotsOf(c, d.ID)
	if err != nil {
		return nil, err
	}
	cascade := strings.EqualFold(c.Query.Get("cascade"), "true")
	status := v.StatusAt(c.Now, holder != nil)
	if len(snapshots) > 0 && !cascade || status != "available" && !strings.HasPrefix(status, "error") {
		return nil, invalidVolume("Volume status must be available or error or error_restoring or error_extending or error_managing and " + mustNotBe)
	}
	for _, s := range snapshots {
		if err := c.DeleteDocument(snapshotKind, s.ID); err != nil {
			return nil, err
		}
	}
	return web.Accepted(), c.DeleteDocument(model.VolumeKind, d.ID)
}
