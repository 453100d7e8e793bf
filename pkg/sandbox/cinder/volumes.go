// Package cinder has as much of the volume service as clients of Compute ask for.
package cinder

import (
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Block Storage is another service too (cloudBlockStorage in the recorded catalog). Clients ask it for a volume before they have
// Compute attach it: the openstack command by its API v2, Libcloud and fog by Compute's own /os-volumes, which stands in for it (the
// extension os-volumes, recorded in extensions-2013-11-15.json). These two are read only here; v1 (first.go) and v3 (today.go) also make volumes.

// Routes are the requests that block storage answers.
func Routes() []*service.Route {
	const (
		storage = "/volume/v2/{tenant}/volumes"
		compute = "/v2/{tenant}/os-volumes"
	)
	all := []*service.Route{
		service.Anyone("version.show", "GET /volume/v2", showVolumeVersion),
		service.OfTenant("storage.list", "GET "+storage, listVolumes(serviceVolume)),
		service.OfTenant("storage.list", "GET "+storage+"/detail", listVolumes(serviceVolume)),
		service.OfTenant("storage.show", "GET "+storage+"/{id}", showVolume(serviceVolume)),
		service.OfTenant("storage.list", "GET "+compute, listVolumes(computeVolume)),
		service.OfTenant("storage.list", "GET "+compute+"/detail", listVolumes(computeVolume)),
		service.OfTenant("storage.show", "GET "+compute+"/{id}", showVolume(computeVolume)),
	}
	today := routesOfToday()
	return slices.Concat(all, today, inFirst(today))
}

func showVolumeVersion(c *service.RequestContext) (*web.Response, error) {
	return web.OK(web.Document("version", api.Version{ID: "v2.0", Status: "CURRENT", Links: service.VersionLinks(c.RegionRoot() + "/volume/v2/")})), nil
}

// volumeState is where a volume is in its life, and the attachment that it has; nil where no server has it.
type volumeState struct {
	status     string
	attachment *api.VolumeAttachment
}

// volumeView is a volume in the words of an API.
type volumeView func(v compute.Volume, s volumeState) map[string]any

//
//go:noinline
func listVolumes(view volumeView) func(*service.RequestContext) (*web.Response, error) {
	return func(c *service.RequestContext) (*web.Response, error) {
		items := []map[string]any{}
		all, err := c.Volumes()
		if err != nil {
			return nil, err
		}
		for _, v := range all {
			if !c.Wants("name", v.Name) || !c.Wants("display_name", v.Name) {
				continue
			}
			item, err := volume(c, v, view)
			if err != nil {
				return nil, err
			}
			items = append(items, inWords(c, item))
		}
		return web.OK(web.JSON(map[string]any{"volumes": items})), nil
	}
}

//
//go:noinline
func showVolume(view volumeView) func(*service.RequestContext) (*web.Response, error) {
	return func(c *service.RequestContext) (*web.Response, error) {
		v, known := c.Volume(strings.ToLower(c.Arg("id")))
		if !known {
			return nil, fault.NotFound("The resource could not be found.")
		}
		item, err := volume(c, v, view)
		return web.OK(web.JSON(map[string]any{"volume": inWords(c, item)})), err
	}
}

func volume(c *service.RequestContext, v compute.Volume, view volumeView) (map[string]any, error) {
	s, i, err := c.VolumeHolder(v.ID)
	status := v.StatusAt(c.Now, s != nil)
	if s == nil || err != nil {
		return view(v, volumeState{status: status}), err
	}
	a := s.AttachmentDocument(s.Attachments[i], c.Now)
	return view(v, volumeState{status, &a}), nil
}

// made is the status of a snapshot that was made at a time: it takes a while.
func made(c *service.RequestContext, created time.Time, status string) string {
	if !created.IsZero() && c.Now.Before(created.Add(time.Duration(float64(makingTime)/c.Speed))) {
		return "creating"
	}
	return status
}

// serviceVolume is a volume as Block Storage v2 has it.
func serviceVolume(v compute.Volume, state volumeState) map[string]any {
	a := state.attachment
	attachments := []map[string]any{}
	if a != nil {
		attachments = append(attachments, map[string]any{
			"id": a.ID, "attachment_id": a.ID, "volume_id": a.VolumeID, "server_id": a.ServerID, "device": a.Device,
		})
	}
	return map[string]any{
		"id": v.ID, "name": v.Name, "description": nil, "size": v.Size, "status": state.status, "attachments": attachments,
		"availability_zone": "nova", "bootable": "false", "encrypted": false, "volume_type": "SATA", "snapshot_id": nil, "source_volid": nil,
		"metadata": map[string]string{}, "created_at": volumesCreated, "os-vol-tenant-attr:tenant_id": v.Tenant,
	}
}

// computeVolume is a volume as Compute's extension has it. One that no server has comes with one empty attachment, as Nova wrote it
// (its contrib/volumes.py of 2013).
func computeVolume(v compute.Volume, state volumeState) map[string]any {
	a := state.attachment
	attachments := []any{map[string]any{}}
	if a != nil {
		attachments = []any{*a}
	}
	return map[string]any{
		"id": v.ID, "displayName": v.Name, "displayDescription": nil, "size": v.Size, "status": state.status, "attachments": attachments,
		"availabilityZone": "nova", "volumeType": "SATA", "snapshotId": nil, "metadata": map[string]string{}, "createdAt": volumesCreated,
	}
}

// volumesCreated is when the volumes were made: long before anything else.
const volumesCreated = "2013-01-01T00:00:00.000000"

// Endpoint returns where a tenant finds block storage, below the root of the cloud.
func Endpoint(root, tenant string) string { return root + "/volume/v2/" + tenant }
