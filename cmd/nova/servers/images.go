package servers

import (
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// imageRows are the commands that make images of servers.
var imageRows = []session.Command{
	{
		Name: "image-create", Short: "Make an image of a server.", Takes: "server name --metadata=* --show --poll",
		Same: "image create {server} {name} [--poll:--wait]", Send: action + "createImage{name metadata=metadata|pairs}", Then: createdImage,
	},
	{
		Name: "backup", Short: "Make a backup of a server, and drop the oldest ones.", Takes: "server name backup_type rotation",
		Send: action + "createBackup{name backup_type rotation}",
		Then: func(s *session.Nova, a session.Answer) error {
			if s.Minor < 45 {
				return nil
			}
			return printImage(s, a.Body.Text("image_id"))
		},
	},
}

// matchImage finds the image that has all these properties; of several it takes the first, and says so.
func matchImage(s *session.Nova, wanted [][2]string) (*pytext.Dict, error) {
	if s.Explain {
		return pytext.NewDict("id", "IMAGE"), nil
	}
	all, err := s.ListImages("/images")
	if err != nil {
		return nil, err
	}
	var matched []*pytext.Dict
	for _, d := range all {
		if !slices.ContainsFunc(wanted, func(w [2]string) bool { v, _ := d.Get(w[0]); return v != w[1] }) {
			matched = append(matched, d)
		}
	}
	if len(matched) == 0 {
		return nil, session.Errorf("No images match the property expected by --image-with")
	}
	if len(matched) > 1 {
		ids := make([]string, len(matched))
		for i, d := range matched {
			ids[i] = d.Text("id")
		}
		s.Complain("WARNING: Multiple matching images: " + pytext.Repr(ids) + "\nUsing image: " + ids[0] + "\n")
	}
	return matched[0], nil
}

// createdImage waits for an image and shows it, as the line asks for.
func createdImage(s *session.Nova, a session.Answer) error {
	id := a.Body.Text("image_id")
	if s.Minor < 45 {
		location := a.Header.Get("Location")
		id = location[strings.LastIndex(location, "/")+1:]
	}
	if s.Args.Bool("poll") {
		if err := pollImage(s, id); err != nil {
			return err
		}
	}
	if !s.Args.Bool("show") {
		return nil
	}
	return printImage(s, id)
}

// printImage prints an image.
func printImage(s *session.Nova, id string) error {
	d, err := s.FindImage(id)
	if err != nil {
		return err
	}
	info := d.Clone()
	info.Delete("links")
	server := info.Dict("server")
	info.Delete("server")
	if id, ok := server.Get("id"); ok {
		info.Set("server", id)
	}
	metadata := info.Dict("metadata")
	info.Delete("metadata")
	addMembers(info, "metadata ", metadata)
	return s.PrintDict(info, 0)
}

// pollImage waits for the image of a server, and then for the server to be done with it.
func pollImage(s *session.Nova, id string) error {
	p := session.Poller{Nova: s, Look: func() (*pytext.Dict, error) { return s.FindImage(id) }, Doing: "snapshotting", Goals: []string{"active"}}
	if err := p.Wait(); err != nil {
		return err
	}
	const state = "OS-EXT-STS:task_state"
	server, err := s.Server()
	if err != nil {
		return err
	}
	if _, ok := server.Get(state); !ok {
		return nil
	}
	p = session.Poller{Nova: s, Kind: session.Servers, ID: server.ID(), Doing: "image_snapshot", Goals: []string{""}, Member: state, HidePercent: true, Silent: true}
	return p.Wait()
}
