package nova

import (
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/web"
)

// Action does what one member of an action's body asks for (guide 2.3).
type Action struct {
	Name  string // of that member
	Lasts bool   // it goes on after its answer, and so may end in an error
	run   func(c *service.RequestContext, body jsontext.Value) (*web.Response, error)
}

// Actions is the table of actions.
func Actions() []Action {
	return []Action{
		{"changePassword", true, setPassword},
		{"reboot", true, reboot},
		{"rebuild", true, rebuild},
		{"resize", true, resizeServer},
		{"confirmResize", true, confirmResize},
		{"revertResize", true, revertResize},
		{"rescue", true, rescue},
		{"unrescue", true, unrescue},
		{"createImage", true, createImage},
		plainAction("os-start", compute.Starting),
		plainAction("os-stop", compute.Stopping),
		plainAction("pause", compute.Pausing),
		plainAction("unpause", compute.Unpausing),
		plainAction("suspend", compute.Suspending),
		plainAction("resume", compute.Resuming),
		shelving("shelve", compute.Shelving, (*model.Model).Shelve),
		shelving("unshelve", compute.Unshelving, (*model.Model).Unshelve),
		plainAction("migrate", compute.Migrating),
		lockAction("lock", true),
		lockAction("unlock", false),

		{"addSecurityGroup", false, addSecurityGroup},
		{"removeSecurityGroup", false, removeSecurityGroup},
		{"os-getConsoleOutput", false, consoleOutput},
		{"os-getVNCConsole", false, openConsole},
	}
}

// Act runs the one action that the body names. XML names it by its root, whatever the namespace (fact 23).
func Act(c *service.RequestContext) (*web.Response, error) {
	doc, err := c.Body.Document()
	if err != nil {
		return nil, err
	}
	if len(doc) != 1 {
		return nil, fault.ErrMalformedBody
	}
	for name, body := range doc {
		if c.Body.Format == api.XML {
			name = name[strings.LastIndexByte(name, ':')+1:]
		}
		for _, a := range Actions() {
			if a.Name == name {
				return a.run(c, body)
			}
		}
		return nil, fault.BadRequest("There is no such action: %s", name)
	}
	return nil, fault.ErrMalformedBody
}

// actOn finds the server of the path and begins an operation that needs nothing else.
func actOn(c *service.RequestContext, o compute.Operation) (*web.Response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	return web.Accepted(), c.Begin(s, o)
}

// setPassword changes the administrator's password (guide 2.3.1). The sandbox's servers have nobody to sign in, so that it isn't kept.
func setPassword(c *service.RequestContext, body jsontext.Value) (*web.Response, error) {
	members, _ := document.ObjectOf(body)
	password, isText := members.Text("adminPass")
	switch {
	case members["adminPass"] == nil:
		return nil, fault.BadRequest("No adminPass was specified")
	case !isText || password == "":
		return nil, fault.BadRequest("Invalid adminPass")
	}
	return actOn(c, compute.ChangingPassword)
}

// reboot restarts a server (guide 2.3.2). The type is needed, though the guide says that it isn't, and is read in any case.
func reboot(c *service.RequestContext, body jsontext.Value) (*web.Response, error) {
	members, _ := document.ObjectOf(body)
	if members["type"] == nil {
		return nil, fault.BadRequest("Missing argument 'type' for reboot")
	}
	rebootType, _ := members.Text("type")
	switch strings.ToUpper(rebootType) {
	case "SOFT":
		return actOn(c, compute.SoftRebooting)
	case "HARD":
		return actOn(c, compute.HardRebooting)
	}
	return nil, fault.BadRequest("Argument 'type' for reboot is not HARD or SOFT")
}

// rescue boots a server from a clean image, with a password of its own, which is all that the answer says (guide 2.3.7). The body
// is null, {}, "none", or an object with the password (fact 34).
func rescue(c *service.RequestContext, body jsontext.Value) (*web.Response, error) {
	password := random.Password()
	if members, _ := document.ObjectOf(body); members.Has("adminPass") {
		var isText bool
		if password, isText = members.Text("adminPass"); !isText || password == "" {
			return nil, fault.BadRequest("Invalid adminPass")
		}
	}
	s, err := c.FindServer(c.Arg("id"), "Server not found")
	if err != nil {
		return nil, err
	}
	return web.OK(web.Document("adminPass", password)), c.Begin(s, compute.Rescuing)
}

// unrescue ends the rescue (guide 2.3.8). The examples of an answer are the first generation's; there is none (fact 14, fact 39).
func unrescue(c *service.RequestContext, _ jsontext.Value) (*web.Response, error) {
	s, err := c.FindServer(c.Arg("id"), "Server not found")
	if err != nil {
		return nil, err
	}
	return web.Accepted(), c.Begin(s, compute.Unrescuing)
}
