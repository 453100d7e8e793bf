package nova

import (
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// RackspaceRoutes are the paths of extensions that the list of extensions has, and that v2.1 never had: networks, a server's cards on them, its
// schedule of images. Their documents are those of the later guide's examples.
func RackspaceRoutes() []*service.Route {
	const networks, server = computePath + "/os-networksv2", computePath + "/servers/{id}"
	const interfaces, schedule = server + "/os-virtual-interfacesv2", server + "/rax-si-image-schedule"
	return []*service.Route{
		service.OfTenant("network.list", "GET "+networks, listNetworks),
		service.OfTenant("network.show", "GET "+networks+"/{network}", showNetwork),
		service.OfTenant("network.create", "POST "+networks, keepNetworks),
		service.OfTenant("network.delete", "DELETE "+networks+"/{network}", keepNetworks),
		service.OfTenant("interface.list", "GET "+interfaces, listInterfaces),
		service.OfTenant("interface.attach", "POST "+interfaces, attachInterface),
		service.OfTenant("interface.detach", "DELETE "+interfaces+"/{interface}", detachInterface),
		service.OfTenant("schedule.show", "GET "+schedule, showSchedule),
		service.OfTenant("schedule.update", "POST "+schedule, setSchedule),
		service.OfTenant("schedule.delete", "DELETE "+schedule, deleteSchedule),
		service.OfTenant("server.diagnostics", "GET "+server+"/diagnostics", refuseDiagnostics),
	}
}

func networkDocument(c *service.RequestContext, id string) map[string]any {
	doc := map[string]any{"id": id, "label": c.Tables.NetworkOf(id, 0).Label}
	if ranges := c.Tables.Subnets(id); id != api.PublicNet && id != api.ServiceNet {
		doc["cidr"] = ranges[0].Prefix.String()
	}
	return doc
}

// listNetworks lists the networks that servers can be attached to; the two that everybody shares tell no range.
func listNetworks(c *service.RequestContext) (*web.Response, error) {
	all := []map[string]any{}
	for _, id := range c.Tables.NetworkIDs() {
		all = append(all, networkDocument(c, id))
	}
	return written(map[string]any{"networks": all})
}

func showNetwork(c *service.RequestContext) (*web.Response, error) {
	for _, id := range c.Tables.NetworkIDs() {
		if id == strings.ToLower(c.Arg("network")) {
			return written(map[string]any{"network": networkDocument(c, id)})
		}
	}
	return nil, fault.NotFound("Network not found")
}

// written is 200 with a document, in either format.
func written(doc map[string]any) (*web.Response, error) {
	text, err := json.Marshal(doc, json.Deterministic(true))
	return web.OK(web.Written(text)), err
}

// keepNetworks refuses to change which networks there are.
func keepNetworks(*service.RequestContext) (*web.Response, error) {
	return nil, fault.Forbidden("The isolated networks of the sandbox stay as they are: a seed file adds some, and the network service makes others.")
}

// writtenInterfaces is 200 with some of a server's cards.
func writtenInterfaces(s *compute.Server, networks []compute.Network) (*web.Response, error) {
	all := []map[string]any{}
	for _, n := range networks {
		addresses := []map[string]string{}
		for _, a := range n.Addresses {
			addresses = append(addresses, map[string]string{"address": a.Addr, "network_id": n.ID, "network_label": n.Label})
		}
		all = append(all, map[string]any{"id": model.PortID(s, n), "mac_address": strings.ToUpper(model.MAC(s, n)), "ip_addresses": addresses})
	}
	return written(map[string]any{"virtual_interfaces": all})
}

func listInterfaces(c *service.RequestContext) (*web.Response, error) {
	s, err := volumeServer(c)
	if err != nil {
		return nil, err
	}
	return writtenInterfaces(s, s.Networks)
}

func attachInterface(c *service.RequestContext) (*web.Response, error) {
	s, err := volumeServer(c)
	if err != nil {
		return nil, err
	}
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	members, isObject := document.ObjectOf(doc["virtual_interface"])
	id, _ := members.Text("network_id")
	if !isObject || id == "" {
		return nil, fault.ErrMalformedBody
	}
	if err := c.Attach(s, compute.NIC{Network: strings.ToLower(id)}); err != nil {
		return nil, err
	}
	c.RecordEvent(s, "attach_interface")
	if err := c.SaveServer(s); err != nil {
		return nil, err
	}
	return writtenInterfaces(s, s.Networks[len(s.Networks)-1:])
}

func detachInterface(c *service.RequestContext) (*web.Response, error) {
	s, err := volumeServer(c)
	if err != nil {
		return nil, err
	}
	had, err := c.Detach(s, strings.ToLower(c.Arg("interface")))
	switch {
	case err != nil:
		return nil, err
	case !had:
		return nil, fault.NotFound("Virtual interface not found")
	}
	c.RecordEvent(s, "detach_interface")
	return &web.Response{Status: http.StatusOK}, c.SaveServer(s)
}

func showSchedule(c *service.RequestContext) (*web.Response, error) {
	s, err := volumeServer(c)
	switch {
	case err != nil:
		return nil, err
	case s.Schedule == nil:
		return nil, fault.NotFound("Image schedule does not exist for server %s", s.ID)
	}
	return web.OK(web.Document("image_schedule", *s.Schedule)), nil
}

// setSchedule keeps a schedule, by which no image is ever made: nobody waits a day for one here.
func setSchedule(c *service.RequestContext) (*web.Response, error) {
	s, err := volumeServer(c)
	if err != nil {
		return nil, err
	}
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	v := &api.ImageSchedule{}
	if api.Unmarshal(doc["image_schedule"], v) != nil || v.Retention == nil || *v.Retention < 1 || !isDayOfWeek(v.DayOfWeek) {
		return nil, fault.ErrMalformedBody
	}
	s.Schedule = v
	return web.OK(web.Document("image_schedule", *v)), c.SaveServer(s)
}

// isDayOfWeek reports a day as schedules name it; none is every day.
func isDayOfWeek(day string) bool {
	return day == "" || strings.Contains(" MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY SUNDAY ", " "+day+" ")
}

func deleteSchedule(c *service.RequestContext) (*web.Response, error) {
	s, err := volumeServer(c)
	switch {
	case err != nil:
		return nil, err
	case s.Schedule == nil:
		return nil, fault.NotFound("Image schedule does not exist for server %s", s.ID)
	}
	s.Schedule = nil
	return web.Accepted(), c.SaveServer(s)
}

// refuseDiagnostics refuses what is the administrator's, whom the guide's face doesn't have.
func refuseDiagnostics(c *service.RequestContext) (*web.Response, error) {
	if _, err := volumeServer(c); err != nil {
		return nil, err
	}
	return nil, fault.Forbidden("Policy doesn't allow compute_extension:server_diagnostics to be performed.")
}
