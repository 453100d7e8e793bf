// Package admin has the commands about the cloud that servers run on: hypervisors, services, aggregates and zones, and about what a project may have of
// it and has used. Most are for administrators.
package admin

import (
	"context"
	"net/url"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/cmd/watch"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/rest"
)

// uuidsFrom is the microversion from which on hypervisors and services have UUIDs, which are the same in all cells.
const uuidsFrom = 53

var hypervisors = resource.Type{
	ResourceType: client.ResourceType{Noun: "hypervisor", Path: "/os-hypervisors", Detail: "/detail", One: "hypervisor", Many: "hypervisors", Since: uuidsFrom},
	Name:         "hypervisor_hostname", // Nova has no pages of a list that is asked for a name (fact 70), so it is looked for among all
	Columns: []resource.Column{
		{Name: "ID", Member: "id", Help: "its UUID"},
		{Name: "Name", Member: "hypervisor_hostname", Help: "its name"},
		{Name: "Type", Member: "hypervisor_type", Help: "QEMU, ironic, ..."},
		{Name: "State", Member: "state", Help: "up or down"},
		{Name: "Status", Member: "status", Help: "enabled or disabled"},
		{Name: "Servers", Member: "running_vms", In: resource.Numbers, Help: "how many servers run on it, where the version tells"},
		{Name: "Host IP", Member: "host_ip", In: resource.Wide, Help: "its address"},
		{Name: "Host", Member: "service.host", In: resource.Wide, Help: "the host whose compute service it belongs to"},
		{Name: "Reason", Member: "service.disabled_reason", In: resource.Detail, Help: "why it is disabled"},
		{Name: "VCPUs", Member: "vcpus", In: resource.Detail, Help: "its processors"},
		{Name: "Memory", Member: "memory_mb", In: resource.Detail, Help: "its memory, in MB"},
		{Name: "Disk", Member: "local_gb", In: resource.Detail, Help: "its disk, in GB"},
	},
}

// Hypervisor is the noun with its verbs.
func Hypervisor(a *app.App) *cobra.Command {
	return verb.Group("hypervisor", "See the hypervisors that servers run on, for administrators",
		hypervisors.List(a, resource.List{Short: "List hypervisors", Long: "List hypervisors. For administrators; from 2.53 of the API on."}),
		hypervisors.Show(a, "Show a hypervisor in detail", ""))
}

var services = resource.Type{
	ResourceType: client.ResourceType{Noun: "service", Path: "/os-services", Many: "services", Whole: true, Since: uuidsFrom},
	Name:         "host", Listed: true,
	Columns: []resource.Column{
		{Name: "ID", Member: "id", Help: "its UUID"},
		{Name: "Binary", Member: "binary", Help: "nova-compute, nova-scheduler, ..."},
		{Name: "Host", Member: "host", Help: "where it runs"},
		{Name: "Zone", Member: "zone", Help: "its availability zone"},
		{Name: "Status", Member: "status", Help: "enabled or disabled"},
		{Name: "State", Member: "state", Help: "up or down"},
		{Name: "Updated", Member: "updated_at", In: resource.Wide, Help: "when it was last heard of"},
		{Name: "Reason", Member: "disabled_reason", In: resource.Wide, Help: "why it is disabled"},
		{Name: "Forced Down", Member: "forced_down", In: resource.Detail, Help: "whether somebody said that it is down"},
	},
}

// Hosts finds the hosts that servers run on.
func Hosts() *ref.Finder {
	t := services
	t.ResourceType.Noun, t.ID, t.Only = "host", "host", url.Values{"binary": {"nova-compute"}}
	return t.Finder()
}

// Service is the noun with its verbs.
func Service(a *app.App) *cobra.Command {
	return verb.Group("service", "Work on the services that Nova is made of, for administrators",
		services.List(a, resource.List{Short: "List the services of Nova", Long: "List the services of Nova. For administrators; from 2.53 of the API on.", Filters: []resource.Field{
			{Flag: "host", Member: "host", Names: services.Finder(), Usage: "only those on this `host`"},
			{Flag: "binary", Member: "binary", Words: []string{"nova-compute", "nova-conductor", "nova-scheduler"}, Usage: "only those with this `name`: nova-compute"},
		}}),
		services.Act(a, resource.Act{
			Verb: "set", Short: "Let services take new servers or none, or say that they are down",
			Long: "Change services, by their ids or, where a host has but one, by its name. A compute service must be down for its servers to be evacuated.",
			Fields: []resource.Field{
				{Flag: "status", Member: "status", Words: []string{"enabled", "disabled"}, Usage: "`enabled`, or disabled: it takes no new servers"},
				{Flag: "reason", Member: "disabled_reason", Usage: "why it is disabled, a `text`"},
				{Flag: "down", Member: "forced_down", Kind: resource.Yes, Usage: "say that it is down"},
				{Flag: "up", Member: "forced_down", Kind: resource.No, Usage: "let Nova find out whether it is"},
			},
		}))
}

var zones = resource.Type{
	ResourceType: client.ResourceType{Noun: "availability-zone", Path: "/os-availability-zone", Many: "availabilityZoneInfo", Whole: true},
	ID:           "zoneName", Name: "zoneName",
	Columns: []resource.Column{
		{Name: "Name", Member: "zoneName", Help: "its name, for server create --availability-zone"},
		{Name: "Available", Member: "zoneState.available", Help: "whether servers can be built there"},
	},
}

// ZoneFinder finds availability zones.
func ZoneFinder() *ref.Finder { return zones.Finder() }

// AvailabilityZone is the noun with its verbs.
func AvailabilityZone(a *app.App) *cobra.Command {
	return verb.Group("availability-zone", "See the zones that servers can be built in", zones.List(a, resource.List{Short: "List availability zones"}))
}

// one is a command that shows a document of a project, its own unless a flag says otherwise.
func one(a *app.App, cmd *cobra.Command, t resource.Type, read func(ctx context.Context, s rest.Service, project string) (client.Document, error)) *cobra.Command {
	project := ""
	flagset.Of(cmd).String(&project, "project", "the project with this `id`: for administrators (default: the own)", resource.Projects().FlagID(a))
	view := t.Noun().View
	out, again := app.AddOutputFlags(cmd, view), watch.Add(flagset.Of(cmd), t.ResourceType.Noun)
	cmd.Args, cmd.ValidArgsFunction = verb.NoArgs, cobra.NoFileCompletions
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		o, err := app.OutputFor(a, out, view)
		if err != nil {
			return err
		}
		op := "show the " + t.ResourceType.Noun
		c, err := a.Client(cmd)
		if err != nil {
			return fail.Op(op, project, err)
		}
		return fail.Op(op, project, again.Show(a, cmd, o, view.Any(), func(ctx context.Context) (client.Document, error) {
			id, err := ownProject(ctx, c, project)
			if err != nil {
				return client.Document{}, err
			}
			if !again.Given() {
				a.Final(c)
			}
			return read(ctx, c.Resources(t.ResourceType), id)
		}))
	}
	return cmd
}

// ownProject returns the id of the project that a command is for: its own where none is named.
func ownProject(ctx context.Context, c *client.Client, named string) (string, error) {
	if named != "" {
		return named, nil
	}
	s, err := c.Session(ctx)
	return s.TenantID, err
}

// quotaFrom is the microversion from which on the quotas of Compute are of what it counts itself.
const quotaFrom = 57

// Quota is the noun with its verbs.
func Quota(a *app.App) *cobra.Command {
	t := resource.Type{ResourceType: client.ResourceType{Noun: "quota", One: "quota_set"}}
	for _, name := range []string{"instances", "cores", "ram", "key_pairs", "metadata_items", "server_groups", "server_group_members"} {
		title := strings.ToUpper(name[:1]) + strings.ReplaceAll(name[1:], "_", " ")
		if name == "ram" {
			title = "RAM"
		}
		t.Columns = append(t.Columns,
			resource.Column{Name: title, Member: name + ".limit", Help: "the most that the project may have; -1: any number"},
			resource.Column{Name: title + " in use", Member: name + ".in_use", Help: "what it has"})
	}
	t.Columns = append(t.Columns, resource.Column{Name: "Project", Member: "id", Help: "id of the project"})
	return verb.Group("quota", "See what a project may have", one(a, &cobra.Command{
		Use: "show", Short: "Show what a project may have of servers, and what it has",
		Long: "Show what a project may have of what Compute counts, and what it has. What the network and the volume service count: api --service network GET /quotas/PROJECT/details.json.",
	}, t, func(ctx context.Context, s rest.Service, project string) (client.Document, error) {
		return s.Document(ctx, client.Request{Op: "show quota", Path: rest.Path("os-quota-sets", project, "detail"), Since: quotaFrom}, t.One)
	}))
}
