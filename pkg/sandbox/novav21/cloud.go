package novav21

import (
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// What the administrator sees of the cloud itself: hosts that there are in the tables alone, and what is on them.

// forAdmin lets the administrator through, and refuses anybody else by the name of a policy.
//
//go:noinline
func forAdmin(policy string, run service.Handler) service.Handler {
	return func(c *service.RequestContext) (*web.Response, error) {
		if !c.Account.Admin {
			return nil, forbidden("os_compute_api:" + policy)
		}
		return run(c)
	}
}

// numberOr is an id as it was until 2.52, or as it is since 2.53.
func numberOr(c *service.RequestContext, n int, of string) any {
	if c.Minor < 53 {
		return n
	}
	return tables.DerivedID(of)
}

func listZones(c *service.RequestContext) (*web.Response, error) {
	zone := object{"zoneName": tables.Zone, "zoneState": object{"available": true}, "hosts": nil}
	if isDetail(c) {
		hosts := object{}
		for _, h := range tables.Hosts() {
			hosts[h] = object{"nova-compute": object{"available": true, "active": true, "updated_at": microseconds(c.Now)}}
		}
		zone["hosts"] = hosts
	}
	return web.OK(web.JSON(object{"availabilityZoneInfo": []object{zone}})), nil
}

// eachServer calls visit with the servers of all tenants that there are in the region.
func eachServer(c *service.RequestContext, visit func(tenant string, s *compute.Server)) error {
	mine := c.Tenant
	defer func() { c.Tenant = mine }()
	for _, tenant := range c.Tables.Projects() {
		c.Tenant = tenant
		records, err := c.ServerRecords("", time.Time{}, nil)
		if err != nil {
			return err
		}
		for _, record := range records {
			s, err := c.ServerOf(record)
			if err != nil {
				return err
			}
			visit(tenant, s)
		}
	}
	return nil
}

func listHypervisors(c *service.RequestContext) (*web.Response, error) {
	running, used := map[string]int{}, map[string]compute.Usage{}
	err := eachServer(c, func(_ string, s *compute.Server) {
		if f, found := c.Flavor(s.FlavorID); found && s.Placed {
			u := used[hostOf(s)]
			u.Add(f, 1)
			running[hostOf(s)], used[hostOf(s)] = u.Instances, u
		}
	})
	all := []object{}
	for i, h := range tables.Hosts() {
		v := object{"id": numberOr(c, i+1, "hypervisor/"+h), "hypervisor_hostname": h, "state": "up", "status": "enabled"}
		if isDetail(c) {
			u := used[h]
			v["hypervisor_type"], v["hypervisor_version"], v["host_ip"] = "sandbox", 1000, tables.HostAddress(i)
			v["service"] = object{"id": numberOr(c, i+4, "service/"+h), "host": h, "disabled_reason": nil}
			if c.Minor >= 88 {
				v["uptime"] = nil
			} else {
				const cores, ram, disk = 1000, 800000, 600000
				for name, n := range map[string]int{
					"vcpus": cores, "memory_mb": ram, "local_gb": disk, "vcpus_used": u.Cores, "memory_mb_used": u.RAM, "local_gb_used": 0,
					"free_ram_mb": ram - u.RAM, "free_disk_gb": disk, "current_workload": 0, "running_vms": running[h], "disk_available_least": 0,
				} {
					v[name] = n
				}
				v["cpu_info"] = "{}"
			}
		}
		all = append(all, v)
	}
	return web.OK(web.JSON(object{"hypervisors": all})), err
}

func listServices(c *service.RequestContext) (*web.Response, error) {
	all := []object{}
	add := func(n int, binary, host, zone string) {
		v := object{
			"binary": binary, "host": host, "id": numberOr(c, n, "service/"+binary+host), "zone": zone, "status": "enabled", "state": "up",
			"updated_at": microseconds(c.Now), "disabled_reason": nil,
		}
		if c.Minor >= 11 {
			v["forced_down"] = false
		}
		if c.Wants("binary", binary) && c.Wants("host", host) {
			all = append(all, v)
		}
	}
	add(1, "nova-scheduler", "controller", "internal")
	add(2, "nova-conductor", "controller", "internal")
	for i, h := range tables.Hosts() {
		add(i+4, "nova-compute", h, tables.Zone)
	}
	return web.OK(web.JSON(object{"services": all})), nil
}

// showUsage is what the servers of a project, or of all, have used. They have for as long as they are there.
func showUsage(c *service.RequestContext) (*web.Response, error) {
	wanted, single := c.Arg("id"), c.Arg("id") != ""
	if single && !c.Account.Admin && wanted != c.Tenant {
		return nil, forbidden("os_compute_api:os-simple-tenant-usage:show")
	}
	all := map[string]object{}
	err := eachServer(c, func(tenant string, s *compute.Server) {
		f, found := c.Flavor(s.FlavorID)
		if single && tenant != wanted || !found {
			return
		}
		u := all[tenant]
		if u == nil {
			u = object{
				"tenant_id": tenant, "total_hours": 0.0, "total_memory_mb_usage": 0.0, "total_vcpus_usage": 0.0, "total_local_gb_usage": 0.0,
				"start": microseconds(c.Now.Add(-30 * 24 * time.Hour)), "stop": microseconds(c.Now), "server_usages": []object{},
			}
			all[tenant] = u
		}
		hours := c.Now.Sub(s.Created).Hours()
		for name, factor := range map[string]int{
			"total_hours": 1, "total_memory_mb_usage": number(f.RAM), "total_vcpus_usage": number(f.VCPUs), "total_local_gb_usage": number(f.Disk),
		} {
			u[name] = u[name].(float64) + hours*float64(factor)
		}
		u["server_usages"] = append(u["server_usages"].([]object), object{
			"instance_id": s.ID, "name": s.Name, "tenant_id": tenant, "hours": hours, "flavor": f.Name, "memory_mb": number(f.RAM), "vcpus": number(f.VCPUs),
			"local_gb": number(f.Disk), "started_at": microseconds(s.Created), "ended_at": microseconds(s.Deleted), "state": s.State.VM,
			"uptime": int(c.Now.Sub(s.Created).Seconds()),
		})
	})
	if single {
		if all[wanted] == nil {
			all[wanted] = object{}
		}
		return web.OK(web.JSON(object{"tenant_usage": all[wanted]})), err
	}
	list := []object{}
	for _, u := range all {
		if c.Query.Get("detailed") != "1" {
			delete(u, "server_usages")
		}
		list = append(list, u)
	}
	return web.OK(web.JSON(object{"tenant_usages": list})), err
}
