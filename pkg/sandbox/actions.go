package sandbox

import (
	"net/http"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// action does what one member of an action's body asks for (guide 2.3).
type action struct {
	name  string // of that member
	lasts bool   // it goes on after its answer, and so may end in an error
	run   func(c *requestContext, body jsontext.Value) (*response, error)
}

// actions is the table of actions.
func actions() []action {
	return []action{
		{"changePassword", true, setPassword},
		{"reboot", true, reboot},
		{"rebuild", true, rebuild},
		{"resize", true, resizeServer},
		{"confirmResize", true, confirmResize},
		{"revertResize", true, revertResize},
		{"rescue", true, rescue},
		{"unrescue", true, unrescue},
		{"createImage", true, createImage},
		plainAction("os-start", starting),
		plainAction("os-stop", stopping),
		plainAction("pause", pausing),
		plainAction("unpause", unpausing),
		plainAction("suspend", suspending),
		plainAction("resume", resuming),
		plainAction("shelve", shelving),
		plainAction("unshelve", unshelving),
		lockAction("lock", true),
		lockAction("unlock", false),

		{"addSecurityGroup", false, addSecurityGroup},
		{"removeSecurityGroup", false, removeSecurityGroup},
		{"os-getConsoleOutput", false, consoleOutput},
		{"os-getVNCConsole", false, openConsole},
	}
}

// actOnServer runs the one action that the body names. XML names it by its root, whatever the namespace (fact 23).
func actOnServer(c *requestContext) (*response, error) {
	doc, err := c.Body.document()
	if err != nil {
		return nil, err
	}
	if len(doc) != 1 {
		return nil, errMalformedBody
	}
	for name, body := range doc {
		if c.Body.format == api.XML {
			name = name[strings.LastIndexByte(name, ':')+1:]
		}
		for _, a := range actions() {
			if a.name == name {
				return a.run(c, body)
			}
		}
		return nil, badRequest("There is no such action: %s", name)
	}
	return nil, errMalformedBody
}

// accepted is 202 without a body.
func accepted() *response { return &response{status: http.StatusAccepted} }

// actOn finds the server of the path and begins an operation that needs nothing else.
func actOn(c *requestContext, o operation) (*response, error) {
	s, err := c.FindServer(c.Arg("id"), "Instance could not be found")
	if err != nil {
		return nil, err
	}
	return accepted(), c.Begin(s, o)
}

// setPassword changes the administrator's password (guide 2.3.1). The sandbox's servers have nobody to sign in, so that it isn't kept.
func setPassword(c *requestContext, body jsontext.Value) (*response, error) {
	members, _ := asObject(body)
	password, isText := members.text("adminPass")
	switch {
	case members["adminPass"] == nil:
		return nil, badRequest("No adminPass was specified")
	case !isText || password == "":
		return nil, badRequest("Invalid adminPass")
	}
	return actOn(c, changingPassword)
}

// reboot restarts a server (guide 2.3.2). The type is needed, though the guide says that it isn't, and is read in any case.
func reboot(c *requestContext, body jsontext.Value) (*response, error) {
	members, _ := asObject(body)
	if members["type"] == nil {
		return nil, badRequest("Missing argument 'type' for reboot")
	}
	rebootType, _ := members.text("type")
	switch strings.ToUpper(rebootType) {
	case "SOFT":
		return actOn(c, softRebooting)
	case "HARD":
		return actOn(c, hardRebooting)
	}
	return nil, badRequest("Argument 'type' for reboot is not HARD or SOFT")
}

// rescue boots a server from a clean image, with a password of its own, which is all that the answer says (guide 2.3.7). The body
// is null, {}, "none", or an object with the password (fact 34).
func rescue(c *requestContext, body jsontext.Value) (*response, error) {
	password := newPassword()
	if members, _ := asObject(body); members.has("adminPass") {
		var isText bool
		if password, isText = members.text("adminPass"); !isText || password == "" {
			return nil, badRequest("Invalid adminPass")
		}
	}
	s, err := c.FindServer(c.Arg("id"), "Server not found")
	if err != nil {
		return nil, err
	}
	return ok(documentBody("adminPass", password)), c.Begin(s, rescuing)
}

// unrescue ends the rescue (guide 2.3.8). The examples of an answer are the first generation's; there is none (fact 14, fact 39).
func unrescue(c *requestContext, _ jsontext.Value) (*response, error) {
	s, err := c.FindServer(c.Arg("id"), "Server not found")
	if err != nil {
		return nil, err
	}
	return accepted(), c.Begin(s, unrescuing)
}
