package novav21

import (
	"strings"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// otherMembers is what the documents of other things have, by their name.
var otherMembers = sync.OnceValue(func() map[string][]view.Member {
	all := map[string][]view.Member{}
	for line := range strings.Lines(`flavor id name ram+ disk+ swap+ OS-FLV-EXT-DATA:ephemeral+ OS-FLV-DISABLED:disabled+@0-101 vcpus+
os-flavor-access:is_public+ rxtx_factor+@0-101 links description@55 extra_specs+@61
keypair name type@2 public_key fingerprint created_at1 deleted1 deleted_at1 id1 updated_at1 user_id1
attachment id@0-88 volumeId serverId device tag@70 delete_on_termination@79 attachment_id@89 bdm_uuid@89
share share_id status tag export_location1 uuid1
aggregate id uuid@41 name hosts+ metadata+ created_at updated_at deleted_at deleted availability_zone
group id name policies@0-63 metadata@0-63 policy@64 rules@64 members project_id@13 user_id@13
event action instance_uuid request_id user_id project_id start_time message updated_at@58 events1@51`) {
		name, rest, _ := strings.Cut(line, " ")
		if strings.Contains(name, ":") { // it goes on with the flavor
			name, rest = "flavor", line
		}
		all[name] = append(all[name], view.Parse(rest)...)
	}
	return all
})

func flavorValues(c *service.RequestContext, f api.Flavor) object {
	rxtx := f.RxTxFactor
	if len(rxtx) == 0 {
		rxtx = jsontext.Value("1.0")
	}
	swap := any(swapOf(f))
	if c.Minor < 75 && swap == 0 {
		swap = ""
	}
	return object{
		"id": f.ID, "name": f.Name, "ram": number(f.RAM), "disk": number(f.Disk), "swap": swap, "OS-FLV-EXT-DATA:ephemeral": number(f.Ephemeral),
		"OS-FLV-DISABLED:disabled": false, "vcpus": number(f.VCPUs), "os-flavor-access:is_public": true, "rxtx_factor": rxtx,
		"links": view.Links(c, "flavors", f.ID), "extra_specs": specsOf(f),
	}
}

func keypairValues(c *service.RequestContext, k *compute.Keypair) object {
	return object{
		"name": k.Name, "type": "ssh", "public_key": k.PublicKey, "fingerprint": k.Fingerprint, "created_at": microseconds(k.Created),
		"deleted": false, "id": int(k.Created.Unix()%1_000_000) + 1, "user_id": c.Account.ID,
	}
}

func attachmentValues(s *compute.Server, a compute.Attachment) object {
	return object{
		"id": a.VolumeID, "volumeId": a.VolumeID, "serverId": s.ID, "device": view.Null(a.Device), "tag": view.Null(a.Tag), "delete_on_termination": a.Deleted,
		"attachment_id": tables.DerivedID("attachment/" + a.VolumeID + s.ID), "bdm_uuid": tables.DerivedID("mapping/" + a.VolumeID + s.ID),
	}
}

func groupValues(c *service.RequestContext, g *compute.ServerGroup) object {
	ids := []string{}
	for _, id := range g.Members {
		if s, err := c.Server(id); err == nil && s != nil && s.Deleted.IsZero() {
			ids = append(ids, id)
		}
	}
	return object{
		"id": g.ID, "name": g.Name, "policies": []string{g.Policy}, "metadata": object{}, "policy": g.Policy, "rules": g.Rules(), "members": ids,
		"project_id": c.Tenant, "user_id": c.Account.ID,
	}
}

func eventValues(c *service.RequestContext, s *compute.Server, e compute.Event) object {
	at := microseconds(e.At)
	v := object{
		"action": e.Action, "instance_uuid": s.ID, "request_id": e.Request, "user_id": e.User, "project_id": c.Tenant, "start_time": at, "updated_at": at,
	}
	result := "Success"
	if !e.Fails.IsZero() && !e.Fails.After(c.Now) {
		v["message"], result = "Error", "Error"
	}
	step := object{"event": "compute_" + e.Action + "_instance", "start_time": at, "finish_time": at, "result": result}
	if c.Minor >= 62 {
		step["hostId"] = s.HostID
	}
	if c.Minor >= 84 && c.Account.Admin {
		step["details"] = nil
	}
	v["events"] = []object{step}
	return v
}
