package novav21

import (
	"net/http"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

type object = view.Object

// own are the handlers of paths that v2 has too, where v2.1 does or shows something else.
func own() map[string]service.Handler {
	return map[string]service.Handler{
		"GET /servers":                    listServers,
		"GET /servers/detail":             listServers,
		"GET /servers/{id}":               showServer,
		"POST /servers":                   createServers,
		"PUT /servers/{id}":               updateServer,
		"POST /servers/{id}/action":       act,
		"GET /servers/{id}/ips":           listAddresses,
		"GET /servers/{id}/ips/{network}": showAddresses,

		"GET /servers/{id}/os-instance-actions":           listEvents,
		"GET /servers/{id}/os-instance-actions/{request}": showEvent,

		"GET /servers/{id}/os-volume_attachments":              listAttachments,
		"POST /servers/{id}/os-volume_attachments":             attachVolume,
		"GET /servers/{id}/os-volume_attachments/{attachment}": showAttachment,

		"GET /flavors":                     listFlavors,
		"GET /flavors/detail":              listFlavors,
		"GET /flavors/{id}":                showFlavor,
		"GET /flavors/{id}/os-extra_specs": showExtraSpecs,

		"GET /os-keypairs":           listKeypairs,
		"POST /os-keypairs":          createKeypair,
		"GET /os-keypairs/{name}":    showKeypair,
		"DELETE /os-keypairs/{name}": deleteKeypair,

		"GET /os-server-groups":      listGroups,
		"POST /os-server-groups":     createGroup,
		"GET /os-server-groups/{id}": showGroup,

		"GET /limits": showLimits,
	}
}

// added are the paths that v2 of the guide doesn't have.
func added() []*service.Route {
	const base = "/v2/{tenant}"
	const server = base + "/servers/{id}"
	denied := func(policy string) service.Handler { return forAdmin(policy, fixed(`{}`)) }
	none := func(root string) service.Handler { return fixed(`{"` + root + `":[]}`) }
	return []*service.Route{
		service.OfTenant("zone.list", "GET "+base+"/os-availability-zone", listZones),
		service.OfTenant("zone.list", "GET "+base+"/os-availability-zone/detail", forAdmin("os-availability-zone:detail", listZones)),
		service.OfTenant("hypervisor.list", "GET "+base+"/os-hypervisors", forAdmin("os-hypervisors:list", listHypervisors)),
		service.OfTenant("hypervisor.list", "GET "+base+"/os-hypervisors/detail", forAdmin("os-hypervisors:list-detail", listHypervisors)),
		service.OfTenant("service.list", "GET "+base+"/os-services", forAdmin("os-services:list", listServices)),
		service.OfTenant("aggregate.list", "GET "+base+"/os-aggregates", forAdmin("os-aggregates:index", listAggregates)),
		service.OfTenant("aggregate.create", "POST "+base+"/os-aggregates", forAdmin("os-aggregates:create", createAggregate)),
		service.OfTenant("aggregate.show", "GET "+base+"/os-aggregates/{id}", ofAggregate("show", showAggregate)),
		service.OfTenant("aggregate.update", "PUT "+base+"/os-aggregates/{id}", ofAggregate("update", updateAggregate)),
		service.OfTenant("aggregate.delete", "DELETE "+base+"/os-aggregates/{id}", ofAggregate("delete", deleteAggregate)),
		service.OfTenant("aggregate.action", "POST "+base+"/os-aggregates/{id}/action", actOnAggregate),
		service.OfTenant("usage.list", "GET "+base+"/os-simple-tenant-usage", forAdmin("os-simple-tenant-usage:list", showUsage)),
		service.OfTenant("usage.show", "GET "+base+"/os-simple-tenant-usage/{id}", showUsage),
		service.OfTenant("quota.show", "GET "+base+"/os-quota-sets/{id}", showQuotaSet),
		service.OfTenant("quota.show", "GET "+base+"/os-quota-sets/{id}/detail", showQuotaSet),
		service.OfTenant("quota.show", "GET "+base+"/os-quota-sets/{id}/defaults", showQuotaSet),
		service.OfTenant("floatingip.list", "GET "+base+"/os-floating-ips", listFloatingIPs),
		service.OfTenant("group.list", "GET "+base+"/os-security-groups", listGroupsOfNetworks),
		service.OfTenant("flavor.create", "POST "+base+"/flavors", forAdmin("os-flavor-manage:create", fixedFlavors)),
		service.OfTenant("flavor.delete", "DELETE "+base+"/flavors/{id}", forAdmin("os-flavor-manage:delete", fixedFlavors)),

		service.OfTenant("tag.list", "GET "+server+"/tags", ofServer(listTags)),
		service.OfTenant("tag.replace", "PUT "+server+"/tags", ofServer(replaceTags)),
		service.OfTenant("tag.delete", "DELETE "+server+"/tags", ofServer(deleteTags)),
		service.OfTenant("tag.show", "GET "+server+"/tags/{tag}", ofServer(hasTag)),
		service.OfTenant("tag.add", "PUT "+server+"/tags/{tag}", ofServer(addTag)),
		service.OfTenant("tag.delete", "DELETE "+server+"/tags/{tag}", ofServer(deleteTag)),
		service.OfTenant("interface.list", "GET "+server+"/os-interface", ofServer(listInterfaces)),
		service.OfTenant("interface.attach", "POST "+server+"/os-interface", ofServer(attachInterface)),
		service.OfTenant("interface.detach", "DELETE "+server+"/os-interface/{port}", ofServer(detachInterface)),
		service.OfTenant("interface.show", "GET "+server+"/os-interface/{port}", ofServer(showInterface)),
		service.OfTenant("group.list", "GET "+server+"/os-security-groups", ofServer(listSecurityGroups)),
		service.OfTenant("volume.change", "PUT "+server+"/os-volume_attachments/{attachment}", ofServer(changeAttachment)),
		service.OfTenant("console.open", "POST "+server+"/remote-consoles", ofServer(openConsole)),
		service.OfTenant("share.list", "GET "+server+"/shares", ofServer(listShares)),
		service.OfTenant("share.attach", "POST "+server+"/shares", ofServer(attachShare)),
		service.OfTenant("share.show", "GET "+server+"/shares/{share}", ofServer(showShare)),
		service.OfTenant("share.detach", "DELETE "+server+"/shares/{share}", ofServer(detachShare)),
		service.OfTenant("server.topology", "GET "+server+"/topology", fixed(`{"nodes":[],"pagesize_kb":null}`)),
		service.OfTenant("server.password", "GET "+server+"/os-server-password", fixed(`{"password":""}`)),
		service.OfTenant("server.diagnostics", "GET "+server+"/diagnostics", denied("os-server-diagnostics")),
		service.OfTenant("migration.list", "GET "+server+"/migrations", forAdmin("servers:migrations:index", none("migrations"))),
	}
}

// fixedFlavors refuses to change which flavors there are, also to who may.
func fixedFlavors(*service.RequestContext) (*web.Response, error) {
	return nil, fault.Forbidden("The flavors of the sandbox stay as they are: a seed file adds some.")
}

// isDetail reports the path of a list with all there is.
func isDetail(c *service.RequestContext) bool { return strings.HasSuffix(c.Path, "/detail") }

// show is 200 with a document of one of otherMembers.
func show(c *service.RequestContext, root, members string, values object) (*web.Response, error) {
	return view.Answer(c, http.StatusOK, root, otherMembers()[members], values, view.Mode{})
}

// page is a list, with the link to what follows it.
func page(c *service.RequestContext, root, path string, items []jsontext.Value, last string, p web.Page) (*web.Response, error) {
	text, err := api.JoinPage(api.JSON, root, items, next(c, path, len(items), last, p))
	return web.OK(web.Written(text)), err
}
