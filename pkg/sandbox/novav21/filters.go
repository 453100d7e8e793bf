package novav21

import (
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/schema"
	"github.com/novactl/novactl/pkg/sandbox/service"
)

// filters are what a list of servers is narrowed to.
type filters struct {
	tenants       []string
	since, before time.Time // changes
	checks        []func(*compute.Server) bool
}

// filterNames are the parameters that narrow a list, with the version since when they do for everybody; before it they do for the administrator.
// Some do for nobody else ever.
const filterNames = `name display_name uuid image image_ref flavor ip ip6 reservation_id tags@26 tags-any@26 not-tags@26 not-tags-any@26 locked@73
	availability_zone@83 config_drive@83 key_name@83 vm_state@83 task_state@83 user_id@83 host! hostname!`

// fitsFilter applies one of them.
func fitsFilter(s *compute.Server, name, v string) bool {
	truth := v == "true" || v == "True" || v == "1"
	switch name {
	case "name", "display_name":
		return matches(v, s.Name)
	case "uuid":
		return s.ID == v
	case "image", "image_ref":
		return s.ImageID == lastSegment(v)
	case "flavor":
		return s.FlavorID == lastSegment(v)
	case "ip":
		return hasAddress(s, 4, v)
	case "ip6":
		return hasAddress(s, 6, v)
	case "tags":
		return tagged(s, v, true)
	case "tags-any":
		return tagged(s, v, false)
	case "not-tags":
		return !tagged(s, v, true)
	case "not-tags-any":
		return !tagged(s, v, false)
	case "locked":
		return s.Locked == truth
	case "config_drive":
		return s.ConfigDrive == truth
	case "hostname":
		return matches(v, hostnameOf(s))
	}
	return v == map[string]string{
		"reservation_id": "r-" + s.ID[:8], "availability_zone": zoneOf(s), "key_name": s.KeyName, "vm_state": s.State.VM, "task_state": s.State.Task,
		"user_id": s.UserID, "host": hostOf(s),
	}[name]
}

func lastSegment(ref string) string { return ref[strings.LastIndexByte(ref, '/')+1:] }

func matches(pattern, text string) bool {
	re, err := regexp.Compile(pattern)
	return err == nil && re.MatchString(text)
}

func hasAddress(s *compute.Server, version int, pattern string) bool {
	for _, n := range s.Networks {
		for _, a := range n.Addresses {
			if s.Placed && a.Version == version && matches(pattern, a.Addr) {
				return true
			}
		}
	}
	return false
}

// tagged reports whether a server has all of some tags, or any of them.
func tagged(s *compute.Server, tags string, all bool) bool {
	for tag := range strings.SplitSeq(tags, ",") {
		if has := slices.Contains(s.Tags, tag); has != all {
			return has
		}
	}
	return all
}

// readFilters reads the parameters of a list.
func readFilters(c *service.RequestContext) (filters, error) {
	f := filters{tenants: []string{c.Tenant}}
	all := c.Query.Get("all_tenants")
	switch wanted := c.Query.Has("all_tenants") && !slices.Contains([]string{"0", "false", "False", "no", "off"}, all); {
	case wanted && !c.Account.Admin:
		return f, forbidden("os_compute_api:servers:" + map[bool]string{true: "detail", false: "index"}[strings.HasSuffix(c.Path, "/detail")] + ":get_all_tenants")
	case wanted:
		f.tenants = c.Tables.Projects()
		if project := c.Query.Get("project_id"); project != "" {
			f.tenants = []string{project}
		}
	}
	if err := readChanges(c, &f); err != nil {
		return f, err
	}
	for _, m := range view.Parse(filterNames) {
		values := c.Query[m.Name]
		if len(values) == 0 || !c.Account.Admin && (c.Minor < m.Since || m.ForAdmins()) {
			continue
		}
		if _, err := regexp.Compile(values[0]); err != nil {
			return f, queryError(m.Name, values[0], "'"+values[0]+"' is not a 'regex'")
		}
		f.checks = append(f.checks, func(s *compute.Server) bool { return fitsFilter(s, m.Name, values[0]) })
	}
	if wanted := c.Query["status"]; len(wanted) > 0 {
		if c.Minor >= 38 && !slices.ContainsFunc(wanted, isStatus) {
			return f, fault.BadRequest("Invalid status value")
		}
		f.checks = append(f.checks, func(s *compute.Server) bool {
			return slices.ContainsFunc(wanted, func(v string) bool { return strings.EqualFold(v, s.State.Status()) })
		})
	}
	if err := checkSortKeys(c); err != nil {
		return f, err
	}
	return f, unknownParameters(c)
}

// checkSortKeys refuses what servers aren't sorted by. Until 2.75 there are more names, of no effect.
func checkSortKeys(c *service.RequestContext) error {
	names := `access_ip_v4 access_ip_v6 auto_disk_config availability_zone config_drive created_at display_description display_name host hostname
		image_ref instance_type_id kernel_id key_name launch_index launched_at locked locked_by node power_state progress project_id ramdisk_id
		root_device_name task_state terminated_at updated_at user_id uuid vm_state`
	if c.Minor < 75 {
		names += ` architecture cell_name cleaned default_ephemeral_device default_swap_device deleted deleted_at disable_terminate ephemeral_gb
			ephemeral_key_uuid id key_data launched_on memory_mb os_type reservation_id root_gb shutdown_terminate user_data vcpus vm_mode`
	}
	known := strings.Fields(names)
	for _, key := range c.Query["sort_key"] {
		if !slices.Contains(known, key) {
			return queryError("sort_key", key, "'"+key+"' is not one of ['"+strings.Join(known, "', '")+"']")
		}
	}
	return nil
}

// unknownParameters refuses a list's other parameters, from 2.75 on.
func unknownParameters(c *service.RequestContext) error {
	if c.Minor < 75 {
		return nil
	}
	const others = ` limit marker sort_key sort_dir all_tenants status changes-since changes-before project_id tenant_id deleted soft_deleted
		description display_description power_state node launch_index kernel_id ramdisk_id launched_at terminated_at locked_by root_device_name
		access_ip_v4 access_ip_v6 auto_disk_config progress created_at`
	known := map[string]bool{}
	for _, m := range view.Parse(filterNames + others) {
		known[m.Name] = true
	}
	var odd []string
	for name := range c.Query {
		if !known[name] {
			odd = append(odd, name)
		}
	}
	if odd == nil {
		return nil
	}
	if len(odd) == 1 {
		return fault.BadRequest("'%s' does not match any of the regexes: '^_'", odd[0])
	}
	return fault.BadRequest("%s", schema.Unexpected(odd))
}

// readChanges reads the two times of changes.
func readChanges(c *service.RequestContext, f *filters) (err error) {
	for _, row := range []struct {
		name  string
		since int
		to    *time.Time
	}{{"changes-since", 0, &f.since}, {"changes-before", 66, &f.before}} {
		text := c.Query.Get(row.name)
		if text == "" || c.Minor < row.since {
			continue
		}
		if *row.to, err = api.ParseTime(text); err != nil {
			return queryError(row.name, text, "'"+text+"' is not a 'date-time'")
		}
	}
	if !f.since.IsZero() && !f.before.IsZero() && f.before.Before(f.since) {
		return fault.BadRequest("The value of changes-since must be less than or equal to changes-before.")
	}
	return nil
}

func (f filters) fits(s *compute.Server) bool {
	if f.since.IsZero() && !s.Deleted.IsZero() || s.Updated.Before(f.since) || !f.before.IsZero() && s.Updated.After(f.before) {
		return false
	}
	for _, check := range f.checks {
		if !check(s) {
			return false
		}
	}
	return true
}

//go:noinline
func forbidden(policy string) error {
	return fault.Forbidden("Policy doesn't allow %s to be performed.", policy)
}

// isStatus reports a status that a server can have, in any case.
func isStatus(status string) bool {
	return slices.Contains(strings.Fields(`ACTIVE BUILD DELETED ERROR HARD_REBOOT MIGRATING PASSWORD PAUSED REBOOT REBUILD RESCUE RESIZE REVERT_RESIZE
		SHELVED SHELVED_OFFLOADED SHUTOFF SOFT_DELETED SUSPENDED UNKNOWN VERIFY_RESIZE`), strings.ToUpper(status))
}
