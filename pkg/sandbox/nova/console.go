package nova

import (
	"math"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// consoleServer finds the server of a console, which has to have a host.
func consoleServer(c *service.RequestContext) (*compute.Server, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err == nil && !s.Placed {
		err = fault.Conflict("Instance %s is not ready", s.ID)
	}
	return s, err
}

// consoleOutput answers with the last lines that a server wrote to its console, or with all (os-getConsoleOutput).
func consoleOutput(c *service.RequestContext, body jsontext.Value) (*web.Response, error) {
	members, _ := document.ObjectOf(body)
	length := math.MaxInt
	if members.Has("length") {
		var err error
		if length, err = strconv.Atoi(members.TextOrNumber("length")); err != nil {
			return nil, fault.BadRequest("Length in request body must be an integer value")
		}
	}
	s, err := consoleServer(c)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(s.Console(c.Now, c.Speed), "\n")
	switch {
	case length < 0: // Nova cuts these off at the beginning (fact 74)
		lines = lines[-max(length, -len(lines)):] // the least number has no opposite
	case length < len(lines):
		lines = lines[len(lines)-length:]
	}
	return web.OK(web.Document("output", strings.Join(lines, "\n"))), nil
}

// openConsole answers with where a console is (os-getVNCConsole). Nobody listens there: the sandbox's servers have no screens.
func openConsole(c *service.RequestContext, body jsontext.Value) (*web.Response, error) {
	members, _ := document.ObjectOf(body)
	consoleType, isText := members.Text("type")
	switch {
	case !isText:
		return nil, fault.BadRequest("Missing type")
	case consoleType != "novnc" && consoleType != "xvpvnc":
		return nil, fault.BadRequest("Invalid console type %s", consoleType)
	}
	if _, err := consoleServer(c); err != nil {
		return nil, err
	}
	return web.OK(web.Document("console", api.Console{Type: consoleType, URL: "http://console.invalid:6080/vnc_auto.html?token=" + random.UUID()})), nil
}
