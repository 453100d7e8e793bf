package client

import (
	"context"
	"errors"
	"math"
	"net/http"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/internal/logtext"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// ConsoleOutput reads what a server has written to its console: the last lines of it, or with 0 all that the cloud has kept. It is the
// document {"output":"…"}. A server without a host is 409, one without a console 404.
func (c *Client) ConsoleOutput(ctx context.Context, id string, lines int) (Document, error) {
	var ask api.GetConsoleOutput
	if lines > 0 && lines < math.MaxInt32 {
		// Nova takes the nothing behind the last line break for a line (fact 74): one more is asked for, and cut off if it is a line.
		more := lines + 1
		ask.Length = &more
	}
	r := action("get console output", id, "os-getConsoleOutput", ask)
	r.Policy.ReadOnly = true
	if err := checkID(r, id); err != nil {
		return Document{}, err
	}
	resp, err := c.compute.Do(ctx, r)
	if err != nil {
		return Document{}, err
	}
	if _, err := api.Member(resp.JSON, "output"); err != nil {
		return Document{}, resp.Garbled(&transport.AnswerError{Message: "it holds no output", Err: err})
	}
	doc := Document{Raw: resp.JSON, XML: resp.XML()}
	if text, err := output(doc); err == nil && len(logtext.LastLines(text, lines)) < len(text) {
		doc = Document{}
		doc.Raw, err = api.MarshalItem(map[string]string{"output": logtext.LastLines(text, lines)})
		return doc, err
	}
	return doc, nil
}

// A consoleKind is a type of console, and how it is asked for.
type consoleKind struct{ action, protocol string }

var consoleKinds = map[string]consoleKind{
	"novnc":       {"os-getVNCConsole", "vnc"},
	"xvpvnc":      {"os-getVNCConsole", "vnc"},
	"spice-html5": {"os-getSPICEConsole", "spice"},
	"rdp-html5":   {"os-getRDPConsole", "rdp"},
	"serial":      {"os-getSerialConsole", "serial"},
	"webmks":      {"os-getMKSConsole", "mks"},
}

// remoteConsoles is the microversion, 2.6, from which on consoles are a resource of their own; one later the actions are gone.
const remoteConsoles = 6

// OpenConsole opens a console of a server and tells its URL, which lets in whoever has it, for some minutes. Types are novnc, xvpvnc,
// spice-html5, rdp-html5, serial and webmks; another one is asked for as if it were VNC's. A type that the cloud doesn't have is 400.
func (c *Client) OpenConsole(ctx context.Context, id, of string) (Document, error) {
	kind, known := consoleKinds[of]
	if !known {
		kind = consoleKinds["novnc"]
	}
	if !c.options.atLeast(remoteConsoles) {
		resp, err := c.act(ctx, "open console", id, kind.action, api.GetConsole{Type: of})
		if err != nil {
			return Document{}, err
		}
		return resp.Created("console", "url")
	}
	const root = "remote_console"
	r := Request{Op: "open console", Method: http.MethodPost, Path: rest.Path("servers", id, "remote-consoles"), Root: root,
		Body: api.RemoteConsole{Protocol: kind.protocol, Type: of}}
	if err := checkID(r, id); err != nil {
		return Document{}, err
	}
	return c.compute.Created(ctx, r, root, "url")
}

// output is the text of a document of ConsoleOutput.
func output(d Document) (text string, err error) {
	member, err := api.Member(d.Raw, "output")
	if err == nil && member.Kind() != '"' {
		err = errors.New("the output is no text")
	}
	if err == nil {
		err = api.Unmarshal(member, &text)
	}
	return text, err
}
