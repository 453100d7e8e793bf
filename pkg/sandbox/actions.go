package sandbox

import (
	"net/http"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// action does what one member of an action's body asks for (guide 2.3).
type action func(c *requestContext, body jsontext.Value) (*response, error)

// actions are the actions by the name of that member.
func actions() map[string]action {
	return map[string]action{
		"changePassword": setPassword,
		"reboot":         reboot,
		"rebuild":        rebuild,
		"resize":         resizeServer,
		"confirmResize":  confirmResize,
		"revertResize":   revertResize,
		"rescue":         rescue,
		"unrescue":       unrescue,
		"createImage":    createImage,
		"os-start":       plainAction(starting),
		"os-stop":        plainAction(stopping),
		"pause":          plainAction(pausing),
		"unpause":        plainAction(unpausing),
		"suspend":        plainAction(suspending),
		"resume":         plainAction(resuming),
		"shelve":         plainAction(shelving),
		"unshelve":       plainAction(unshelving),
		"lock":           lockAction(true),
		"unlock":         lockAction(false),

		"addSecurityGroup":    addSecurityGroup,
		"removeSecurityGroup": removeSecurityGroup,
		"os-getConsoleOutput": consoleOutput,
		"os-getVNCConsole":    openConsole,
	}
}

// actOnServer runs the one action that the body names. XML names it by its root, whatever the namespace (fact 23).
func actOnServer(c *requestContext) (*response, error) {
	doc, err := c.body.document()
	if err != nil {
		return nil, err
	}
	if len(doc) != 1 {
		return nil, errMalformedBody
	}
	for name, body := range doc {
		if c.body.format == api.XML {
			name = name[strings.LastIndexByte(name, ':')+1:]
		}
		act, known := actions()[name]
		if !known {
			return nil, badRequest("There is no such action: %s", name)
		}
		return act(c, body)
	}
	return nil, errMalformedBody
}

// accepted is 202 without a body.
func accepted() *response { return &response{status: http.StatusAccepted} }

// beginAndSave starts an operation on a server that was found, and keeps it.
func (c *requestContext) beginAndSave(s *server, o operation) error {
	if err := c.startOperation(s, o); err != nil {
		return err
	}
	c.record(s, o.event())
	return c.saveServer(s)
}

// actOn finds the server of the path and begins an operation that needs nothing else.
func (c *requestContext) actOn(o operation) (*response, error) {
	s, err := c.findServer("Instance could not be found")
	if err != nil {
		return nil, err
	}
	return accepted(), c.beginAndSave(s, o)
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
	return c.actOn(changingPassword)
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
		return c.actOn(softRebooting)
	case "HARD":
		return c.actOn(hardRebooting)
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
	s, err := c.findServer("Server not found")
	if err != nil {
		return nil, err
	}
	return ok(documentBody("adminPass", password)), c.beginAndSave(s, rescuing)
}

// unrescue ends the rescue (guide 2.3.8). The examples of an answer are the first generation's; there is none (fact 14, fact 39).
func unrescue(c *requestContext, _ jsontext.Value) (*response, error) {
	s, err := c.findServer("Server not found")
	if err != nil {
		return nil, err
	}
	return accepted(), c.beginAndSave(s, unrescuing)
}
