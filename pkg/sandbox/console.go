package sandbox

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// bootLines are what a server writes to its console when it starts, and how long after it, at speed 1.
var bootLines = []struct {
	after time.Duration
	text  string
}{
	{0, "[    0.000000] Linux version 3.2.0-23-virtual (sandbox)"},
	{100 * ms, "[    0.104000] Booting paravirtualized kernel on Xen"},
	{600 * ms, "[    0.612000] EXT4-fs (xvda1): mounted filesystem with ordered data mode"},
	{1000 * ms, "cloud-init start-local running"},
	{1500 * ms, " * Starting OpenSSH server [ OK ]"},
	{2000 * ms, "%s login: "},
}

// boots are the events after which a server starts.
var boots = map[string]bool{
	"create": true, "reboot": true, "rebuild": true, "start": true, "rescue": true, "unrescue": true, "unshelve": true, "revertResize": true,
}

// console is what a server has written so far: a boot for each of the events that begin one.
func (c *requestContext) console(s *server) string {
	var b strings.Builder
	for _, e := range s.Events {
		if !boots[e.Action] {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		since := time.Duration(float64(c.now.Sub(e.At)) * c.cloud.speed)
		for _, line := range bootLines {
			if line.after > since {
				break
			}
			text := line.text
			if strings.Contains(text, "%s") { // a prompt: the line goes on
				text = fmt.Sprintf(text, s.Name)
			} else {
				text += "\n"
			}
			b.WriteString(text)
		}
	}
	return b.String()
}

// consoleServer finds the server of a console, which has to have a host.
func (c *requestContext) consoleServer() (*server, error) {
	s, err := c.findServer("Instance could not be found")
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
	s, err := c.consoleServer()
	if err != nil {
		return nil, err
	}
	lines := strings.Split(c.console(s), "\n")
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
	if _, err := c.consoleServer(); err != nil {
		return nil, err
	}
	return ok(documentBody("console", api.Console{Type: consoleType, URL: "http://console.invalid:6080/vnc_auto.html?token=" + newUUID()})), nil
}
