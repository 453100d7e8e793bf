package cinder

import (
	"slices"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

func findSnapshot(c *service.RequestContext, id string) (*model.Document, error) {
	d, err := c.Document(snapshotKind, id)
	if err == nil && d == nil {
		err = fault.NotFound("Snapshot %s could not be found.", id)
	}
	return d, err
}

func snapshotDocument(c *service.RequestContext, d *model.Document) map[string]any {
	doc := map[string]any{
		"id": d.ID, "status": made(c, d.Created, "available"), "created_at": d.Created.Format(timeForm),
		"os-extended-snapshot-attributes:project_id": c.Tenant, "os-extended-snapshot-attributes:progress": "100%",
	}
	for name, value := range d.Members {
		doc[name] = value
	}
	return doc
}

func listSnapshots(c *service.RequestContext) (*web.Response, error) {
	found, err := c.Documents(snapshotKind)
	all := []map[string]any{}
	for _, d := range found {
		name, _ := d.Members["name"].(string)
		volume, _ := d.Members["volume_id"].(string)
		if c.Wants("name", name) && c.Wants("volume_id", volume) {
			all = append(all, inWords(c, snapshotDocument(c, d)))
		}
	}
	return web.OK(web.JSON(map[string]any{"snapshots": all})), err
}

func showSnapshot(c *service.RequestContext) (*web.Response, error) {
	d, err := findSnapshot(c, c.Arg("id"))
	if err != nil {
		return nil, err
	}
	return web.OK(web.JSON(map[string]any{"snapshot": inWords(c, snapshotDocument(c, d))})), nil
}

// createSnapshot makes a snapshot of a volume. One that a server has wants force.
func createSnapshot(c *service.RequestContext) (*web.Response, error) {
	o, given, err := body(c, "snapshot")
	if err != nil {
		return nil, err
	}
	id, _ := o.Text("volume_id")
	v, known := c.Volume(strings.ToLower(id))
	if !known {
		return nil, fault.NotFound("Volume %s could not be found.", id)
	}
	holder, _, err := c.VolumeHolder(v.ID)
	if err != nil {
		return nil, err
	}
	status := v.StatusAt(c.Now, holder != nil)
	forced := o["force"].Kind() == 't' || strings.EqualFold(o.TextOrNumber("force"), "true")
	if status != "available" && (status != "in-use" || !forced) {
		return nil, invalidVolume("Volume %s status must be available, but current status is: %s.", v.ID, status)
	}
	members := map[string]any{"name": given["name"], "description": given["description"], "volume_id": v.ID, "size": float64(v.Size), "metadata": map[string]any{}}
	if metadata, there := given["metadata"]; there && metadata != nil {
		members["metadata"] = metadata
	}
	d := &model.Document{ID: random.UUID(), Created: c.Now, Members: members}
	return created(c, "snapshot", snapshotDocument(c, d)), c.SaveDocument(snapshotKind, d)
}

func updateSnapshot(c *service.RequestContext) (*web.Response, error) {
	d, err := findSnapshot(c, c.Arg("id"))
	if err != nil {
		return nil, err
	}
	if err := describe(c, "snapshot", snapshotKind, d); err != nil {
		return nil, err
	}
	return showSnapshot(c)
}

func deleteSnapshot(c *service.RequestContext) (*web.Response, error) {
	d, err := findSnapshot(c, c.Arg("id"))
	if err != nil {
		return nil, err
	}
	return web.Accepted(), c.DeleteDocument(snapshotKind, d.ID)
}

// volumeTypes are what volumes may be made of.
func volumeTypes() []map[string]any {
	var all []map[string]any
	for i, name := range []string{"SATA", "SSD"} {
		all = append(all, map[string]any{"id": strconv.Itoa(i + 1), "name": name, "is_public": true, "description": nil, "extra_specs": map[string]any{}})
	}
	return all
}

// typeNamed is the type of a name or an id; nil: there is none.
func typeNamed(name string) map[string]any {
	for _, t := range volumeTypes() {
		if t["name"] == name || t["id"] == name {
			return t
		}
	}
	return nil
}

func listTypes(*service.RequestContext) (*web.Response, error) {
	return web.OK(web.JSON(map[string]any{"volume_types": volumeTypes()})), nil
}

// snapshotsOf are the snapshots of a volume, the oldest first.
func snapshotsOf(c *service.RequestContext, volume string) ([]*model.Document, error) {
	all, err := c.Documents(snapshotKind)
	return slices.DeleteFunc(all, func(d *model.Document) bool { return d.Members["volume_id"] != volume }), err
}

func showLimits(c *service.RequestContext) (*web.Response, error) {
	volumes, err := c.Volumes()
	if err != nil {
		return nil, err
	}
	snapshots, err := c.Documents(snapshotKind)
	size := 0
	for _, v := range volumes {
		size += v.Size
	}
	return web.OK(web.JSON(map[string]any{"limits": map[string]any{"rate": []any{}, "absolute": map[string]int{
		"maxTotalVolumes": -1, "maxTotalSnapshots": -1, "maxTotalVolumeGigabytes": -1, "totalVolumesUsed": len(volumes), "totalSnapshotsUsed": len(snapshots),
		"totalGigabytesUsed": size, "maxTotalBackups": 0, "maxTotalBackupGigabytes": 0, "totalBackupsUsed": 0, "totalBackupGigabytesUsed": 0,
	}}})), err
}

// showQuota says that a project may have as many volumes as it likes, and how many it has where the request asks for usage.
func showQuota(c *service.RequestContext) (*web.Response, error) {
	project := c.Arg("project")
	if project != c.Tenant && !c.Account.Admin {
		return nil, fault.Forbidden("Policy doesn't allow volume_extension:quotas:show to be performed.")
	}
	c.Tenant = project
	volumes, err := c.Volumes()
	if err != nil {
		return nil, err
	}
	snapshots, err := c.Documents(snapshotKind)
	size := 0
	for _, v := range volumes {
		size += v.Size
	}
	set := map[string]any{"id": project}
	for name, used := range map[string]int{
		"volumes": len(volumes), "snapshots": len(snapshots), "gigabytes": size, "backups": 0, "backup_gigabytes": 0, "groups": 0, "per_volume_gigabytes": 0,
	} {
		set[name] = -1
		if strings.EqualFold(c.Query.Get("usage"), "true") {
			set[name] = map[string]int{"limit": -1, "in_use": used, "reserved": 0}
		}
	}
	return web.OK(web.JSON(map[string]any{"quota_set": set})), err
}

// listPools is the administrator's: what volumes are in, which here is nothing in particular.
func listPools(c *service.RequestContext) (*web.Response, error) {
	if !c.Account.Admin {
		return nil, fault.Forbidden("Policy doesn't allow scheduler_extension:scheduler_stats:get_pools to be performed.")
	}
	return web.OK(web.JSON(map[string]any{"pools": []any{}})), nil
}
