package cinder

import (
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

// statuses are those that an administrator may give a volume.
const statuses = "creating available deleting error error_deleting error_managing managing attaching in-use detaching maintenance restoring-backup " +
	"error_restoring reserved awaiting-transfer backing-up error_backing-up error_extending downloading uploading retyping extending"

// resetStatus gives the volume a status, whatever it is in.
func resetStatus(_ *service.RequestContext, t *actedVolume) (map[string]any, error) {
	status := t.or("status", "")
	all := strings.Fields(statuses)
	held := t.holder != nil || t.volume.Attached()
	switch {
	case status == "" && !t.given.Has("attach_status") && !t.given.Has("migration_status"):
		return nil, fault.BadRequest("Must specify 'status', 'attach_status' or 'migration_status' for update.")
	case status == "":
		return nil, nil
	case !slices.Contains(all, status):
		return nil, fault.BadRequest("Volume status: %s is invalid, valid statuses are: ('%s').", status, strings.Join(all, "', '"))
	case status == "in-use" && !held:
		return nil, fault.BadRequest("Cannot reset-state to in-use because volume does not have any attachments.")
	}
	t.during(status, time.Time{})
	return nil, nil
}

const mustNotBe = "must not be migrating, attached, belong to a group, have snapshots, awaiting a transfer, or be disassociated from snapshots after volume transfer."

// forceDelete deletes the volume in whatever status it is, but not from what has it.
func forceDelete(c *service.RequestContext, t *actedVolume) (map[string]any, error) {
	snapshots, err := snapshotsOf(c, t.ID)
	if err != nil {
		return nil, err
	}
	if t.holder != nil || t.volume.Attached() || len(snapshots) > 0 {
		return nil, invalidVolume("Volume  " + mustNotBe)
	}
	t.gone = true
	return nil, nil
}

// unmanage forgets the volume, whose data would stay where it is.
func unmanage(c *service.RequestContext, t *actedVolume) (map[string]any, error) {
	return forceDelete(c, t)
}

// migrate refuses any host: volumes are in none.
func migrate(_ *service.RequestContext, t *actedVolume) (map[string]any, error) {
	return nil, fault.BadRequest("Invalid host: No available service named '%s'", t.or("host", ""))
}
