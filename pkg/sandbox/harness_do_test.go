package sandbox

import (
	"fmt"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/control"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/nova"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// What tests do to a cloud before they look.

// create makes a server and returns its id.
func (u *cloudUnderTest) create(name string) string {
	u.t.Helper()
	r := u.want(202, u.compute("POST", "/servers", `{"server":{"name":"`+name+`","imageRef":"`+precise+`","flavorRef":"2"}}`))
	return at[string](u.t, u.json(r), "server", "id")
}

// active makes a server and lets it be built.
func (u *cloudUnderTest) active(name string) string {
	u.t.Helper()
	id := u.create(name)
	u.clock.advance(time.Minute)
	return id
}

// act sends an action.
func (u *cloudUnderTest) act(id, body string) reply {
	u.t.Helper()
	return u.compute("POST", "/servers/"+id+"/action", body)
}

// imaged makes an image of a server, and lets it be done.
func (u *cloudUnderTest) imaged(server, name string) string {
	u.t.Helper()
	r := u.want(202, u.act(server, `{"createImage":{"name":"`+name+`"}}`))
	u.clock.advance(time.Minute)
	return document.LastSegment(r.header.Get("Location"))
}

// post sends a create with these members of "server" instead of, or besides, good ones. A value of - leaves the member out.
func (u *cloudUnderTest) post(members map[string]string) reply {
	u.t.Helper()
	all := map[string]string{"name": `"web"`, "imageRef": `"` + precise + `"`, "flavorRef": `"2"`}
	for name, value := range members {
		all[name] = value
	}
	var parts []string
	for name, value := range all {
		if value != "-" {
			parts = append(parts, `"`+name+`":`+value)
		}
	}
	return u.compute("POST", "/servers", `{"server":{`+strings.Join(parts, ",")+`}}`)
}

// fill makes n servers, twenty or fewer a second.
func (u *cloudUnderTest) fill(n int) {
	u.t.Helper()
	for ; n > 0; n -= 20 {
		u.want(202, u.post(map[string]string{"min_count": fmt.Sprintf(`"%d"`, min(n, 20))}))
		u.clock.advance(time.Second)
	}
}

// deleteAll deletes every server, and lets them go.
func (u *cloudUnderTest) deleteAll() {
	u.t.Helper()
	for _, id := range u.ids() {
		u.want(204, u.compute("DELETE", "/servers/"+id, ""))
	}
	u.clock.advance(time.Minute)
}

// failing adds a rule.
func (u *cloudUnderTest) failing(f inject.Rule) inject.Rule {
	u.t.Helper()
	f, err := u.AddFault(f)
	if err != nil {
		u.t.Fatal(err)
	}
	return f
}

// furnished is a server that every operation of the table finds something to work on.
func (u *cloudUnderTest) furnished() string {
	u.t.Helper()
	id := u.active("web")
	u.want(200, u.compute("PUT", "/servers/"+id+"/metadata", `{"metadata":{"a":"1"}}`))
	u.want(200, u.compute("POST", "/servers/"+id+"/os-volume_attachments", `{"volumeAttachment":{"volumeId":"`+tables.Volumes[1].ID+`"}}`))
	u.clock.advance(time.Minute)
	return id
}

// allRoutes is the whole table of routes.
func allRoutes() []*service.Route { return append(serviceRoutes(), control.Controls{}.Routes()...) }

// actionNames are the actions of a server.
func actionNames() (names []string) {
	for _, a := range nova.Actions() {
		names = append(names, a.Name)
	}
	return names
}
