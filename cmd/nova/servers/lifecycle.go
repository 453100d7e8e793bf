package servers

import (
	"cmp"
	"fmt"

	"github.com/novactl/novactl/cmd/nova/session"
)

// checkUpdate ends an update of nothing, once the server is found.
func checkUpdate(s *session.Nova) error {
	if s.Args.Text("name") != "" || s.Args.Given("description") || s.Args.Given("hostname") {
		return nil
	}
	_, err := s.Shown("server")
	return cmp.Or(err, session.ErrNothing)
}

// reboot is `reboot`.
func reboot(s *session.Nova) error {
	body, err := s.Body("reboot{type=reboot_type}")
	if err != nil {
		return err
	}
	var labels []string
	found := map[string]*session.Resource{}
	for _, name := range s.Args.Texts("server") {
		r, err := s.Find(session.Servers, name)
		if err != nil {
			return err
		}
		label := labelOf(r)
		labels, found[label] = append(labels, label), r
	}
	done := session.Messages{Says: "Request to reboot server {server} has been accepted.", Fails: "Unable to reboot the specified server(s)."}
	err = s.Each("server", labels, done, func(label string) error {
		_, err := s.Post("/servers/"+session.Escape(found[label].ID())+"/action", body)
		return err
	})
	if err != nil || !s.Args.Bool("poll") {
		return err
	}
	waited := session.Messages{Says: "Wait for server {server} reboot.", Fails: "Wait for specified server(s) failed."}
	return s.Each("server", labels, waited, func(label string) error {
		p := session.Poller{Nova: s, Kind: session.Servers, ID: found[label].ID(), Doing: "rebooting", Goals: []string{"active"}, HidePercent: true}
		return p.Wait()
	})
}

// labelOf is a server as messages have it: the slug of its name, and its id.
func labelOf(r *session.Resource) string {
	slug := session.Slug(r.Text("name"))
	if slug == "" {
		return r.ID()
	}
	return fmt.Sprintf("%s (%s)", slug, r.ID())
}
