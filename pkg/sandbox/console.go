package sandbox

import (
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// consoleServer finds the server of a console, which has to have a host.
func consoleServer(c *requestContext) (*server, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err == nil && !s.Placed {
		err = conflict("Instance %s is not ready", s.ID)
	}
	return s, err
}

// consoleOutput answers with the last lines that a server wrote to its console, or with all (os-getConsoleOutput).
func consoleOutput(c *requestContext, body jsontext.Value) (*response, error) {
	members, _ := asObject(body)
	length := -1
	if members.has("length") {
		var err error
		if length, err = strconv.Atoi(members.textOrNumber("length")); err != nil || length < 0 {
			return nil, badRequest("Length in request body must be an integer value")
		}
	}
	s, err := consoleServer(c)
	if err != nil {
		return nil, err
	}
	lines := strings.Split(s.console(c.Now, c.Speed()), "\n")
	if length >= 0 && length < len(lines) {
		lines = lines[len(lines)-length:]
	}
	return ok(documentBody("output", strings.Join(lines, "\n"))), nil
}

// openConsole answers with where a console is (os-getVNCConsole). Nobody listens there: the sandbox's servers have no screens.
func openConsole(c *requestContext, body jsontext.Value) (*response, error) {
	members, _ := asObject(body)
	consoleType, isText := members.text("type")
	switch {
	case !isText:
		return nil, badRequest("Missing type")
	case consoleType != "novnc" && consoleType != "xvpvnc":
		return nil, badRequest("Invalid console type %s", consoleType)
	}
	if _, err := consoleServer(c); err != nil {
		return nil, err
	}
	return ok(documentBody("console", api.Console{Type: consoleType, URL: "http://console.invalid:6080/vnc_auto.html?token=" + newUUID()})), nil
}
