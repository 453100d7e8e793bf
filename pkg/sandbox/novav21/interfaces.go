package novav21

import (
	"errors"
	"net/http"
	"net/netip"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	doc "github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// portOf is a port of a server, as Compute tells of it.
func portOf(c *service.RequestContext, s *compute.Server, n compute.Network) (object, error) {
	subnets, err := c.Subnets(n.ID)
	ips := []object{}
	for _, a := range n.Addresses {
		addr, _ := netip.ParseAddr(a.Addr)
		for _, subnet := range subnets {
			if addressKind(a) == "fixed" && subnet.Prefix.Contains(addr) {
				ips = append(ips, object{"ip_address": a.Addr, "subnet_id": subnet.ID})
			}
		}
	}
	v := object{"port_id": model.PortID(s, n), "net_id": n.ID, "mac_addr": model.MAC(s, n), "port_state": "ACTIVE", "fixed_ips": ips}
	if c.Minor >= 70 {
		v["tag"] = nil
	}
	return v, err
}

func listInterfaces(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	all := []object{}
	for _, n := range s.Networks {
		v, err := portOf(c, s, n)
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return web.OK(web.JSON(object{"interfaceAttachments": all})), nil
}

func showInterface(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	for _, n := range s.Networks {
		if model.PortID(s, n) == c.Arg("port") {
			v, err := portOf(c, s, n)
			return web.OK(web.JSON(object{"interfaceAttachment": v})), err
		}
	}
	return nil, noPort(c.Arg("port"))
}

func noPort(id string) error { return notFound("Port id " + id + " could not be found.") }

// attachInterface attaches a server to a port, or to a network, where it gets one.
func attachInterface(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	members, err := view.MembersOf(c, "interfaceAttachment")
	if err != nil {
		return nil, err
	}
	var nic compute.NIC
	nic.Port, _ = members.Text("port_id")
	nic.Network, _ = members.Text("net_id")
	if items, _ := members.Items("fixed_ips"); len(items) > 0 {
		fixed, _ := doc.ObjectOf(items[0])
		text, _ := fixed.Text("ip_address")
		if nic.Fixed, err = netip.ParseAddr(text); err != nil {
			return nil, fault.BadRequest("Invalid fixed IP address (%s)", text)
		}
	}
	switch {
	case nic.Port != "" && nic.Network != "":
		return nil, fault.BadRequest("Must not input both network_id and port_id")
	case nic.Port == "" && nic.Network == "":
		return nil, fault.BadRequest("Must input network_id when request IP address")
	}
	if err := mayHave(c, nic); err != nil {
		return nil, err
	}
	if err := c.Attach(s, nic); err != nil {
		var f *fault.Error
		if nic.Port != "" && errors.As(err, &f) && f.Status == http.StatusBadRequest {
			return nil, noPort(nic.Port)
		}
		return nil, err
	}
	c.RecordEvent(s, "attach_interface")
	if err := c.SaveServer(s); err != nil {
		return nil, err
	}
	v, err := portOf(c, s, s.Networks[len(s.Networks)-1])
	return web.OK(web.JSON(object{"interfaceAttachment": v})), err
}

// mayHave refuses an address that is taken, or that no subnet of its network has. Of the latter Nova 34 makes a 500, and has these words in the
// fault of a server that was made so.
func mayHave(c *service.RequestContext, nic compute.NIC) error {
	if !nic.Fixed.IsValid() {
		return nil
	}
	subnets, err := c.Subnets(nic.Network)
	if err != nil {
		return err
	}
	inside := len(subnets) == 0
	for i := range subnets {
		inside = inside || subnets[i].Prefix.Contains(nic.Fixed)
	}
	if !inside {
		return fault.BadRequest("Fixed IP %s is not a valid ip address for network %s.", nic.Fixed, nic.Network)
	}
	_, taken, err := c.HolderOf(nic)
	if err == nil && taken {
		return fault.Conflict("Fixed IP %s is already in use.", nic.Fixed)
	}
	return err
}

// detachInterface takes a port off a server. It is 202 where the server hasn't got that port, too: Nova looks later, and elsewhere.
func detachInterface(c *service.RequestContext, s *compute.Server) (*web.Response, error) {
	had, err := c.Detach(s, c.Arg("port"))
	if err != nil || !had {
		return web.Accepted(), err
	}
	c.RecordEvent(s, "detach_interface")
	return web.Accepted(), c.SaveServer(s)
}
