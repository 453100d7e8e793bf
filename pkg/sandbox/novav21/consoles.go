package novav21

import (
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/novav21/view"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// protocols are those of a type of console. Only what has a screen in the browser is there.
var protocols = map[string]string{"novnc": "vnc", "xvpvnc": "vnc"}

// openConsole answers with where a console is. Nobody listens there: the sandbox's servers have no screens.
func openConsole(c *service.RequestContext, _ *compute.Server) (*web.Response, error) {
	members, err := view.MembersOf(c, "remote_console")
	if err != nil {
		return nil, err
	}
	kind, _ := members.Text("type")
	protocol, _ := members.Text("protocol")
	if protocols[kind] != protocol {
		return nil, fault.BadRequest("Invalid console type %s", kind)
	}
	url := "http://console.invalid:6080/vnc_auto.html?path=%3Ftoken%3D" + random.UUID()
	return web.OK(web.JSON(object{"remote_console": object{"protocol": protocol, "type": kind, "url": url}})), nil
}
