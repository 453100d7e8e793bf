package servers

import (
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// boot is `boot`.
func boot(s *session.Nova) error {
	body, err := bootBody(s)
	if err != nil {
		return err
	}
	d, err := s.Post("/servers", body)
	if err != nil {
		return s.WithPassword(err)
	}
	if s.Args.Bool("return_reservation_id") {
		id, _ := d.Get("reservation_id")
		return s.PrintDict(pytext.NewDict("reservation_id", id), 0)
	}
	return printAndPoll(s, d.Dict("server"), "building")
}

// bootBody is the document of a new server. What can be wrong with the line is looked at in nova's order.
func bootBody(s *session.Nova) (*pytext.Dict, error) {
	image, err := bootImage(s)
	if err != nil {
		return nil, err
	}
	minCount, maxCount, err := bootCounts(s)
	if err != nil {
		return nil, err
	}
	server := pytext.NewDict("name", s.Args.Text("name"), "imageRef", image)
	b := &bootSpec{Nova: s, server: server, image: image}
	if err := s.Fill(server, "flavorRef=flavor.id metadata?=meta|pairs personality?=files|files user_data?=user_data|file"); err != nil {
		return nil, err
	}
	for _, part := range []func() error{b.devices, b.networks, b.configDrive, b.keyName} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	err = s.Fill(server, `availability_zone? adminPass?=admin_pass description? host? hypervisor_hostname? hostname? accessIPv4!=access_ip_v4
		accessIPv6!=access_ip_v6 security_groups?=security_groups|names tags?=tags|items return_reservation_id?
		trusted_image_certificates~=trusted_image_certificates|certificates`)
	server.Set("min_count", min(minCount, maxCount))
	server.Set("max_count", maxCount)
	body := pytext.NewDict("server", server)
	if hints := schedulerHints(s); len(hints.Keys()) > 0 {
		body.Set("os:scheduler_hints", hints)
	}
	return body, err
}

// bootImage is the id of the image, "" for none.
func bootImage(s *session.Nova) (id string, err error) {
	if s.Args.Text("flavor") == "" {
		return "", session.Errorf("you need to specify a Flavor ID.")
	}
	var d *pytext.Dict
	switch name, with := s.Args.Text("image"), s.Args.Pairs("image_with"); {
	case name != "":
		d, err = s.FindImage(name)
	case with != nil:
		d, err = matchImage(s, with)
	}
	return d.Text("id"), err
}

// bootCounts are how many servers are to be made.
func bootCounts(s *session.Nova) (minCount, maxCount int, err error) {
	minCount, hasMin := s.Args.Int("min_count")
	maxCount, hasMax := s.Args.Int("max_count")
	switch {
	case hasMin && minCount < 1:
		return 0, 0, session.Errorf("min_count should be >= 1")
	case hasMax && maxCount < 1:
		return 0, 0, session.Errorf("max_count should be >= 1")
	case hasMin && hasMax && minCount > maxCount:
		return 0, 0, session.Errorf("min_count should be <= max_count")
	}
	if !hasMin {
		minCount = 1
	}
	if !hasMax {
		maxCount = minCount
	}
	return minCount, maxCount, nil
}

// bootSpec is the document of a new server in the making.
type bootSpec struct {
	*session.Nova
	server *pytext.Dict
	image  string
}

func (b *bootSpec) configDrive() error {
	switch strings.ToLower(b.Args.Text("config_drive")) {
	case "true", "1":
		b.server.Set("config_drive", true)
	case "false", "0", "", "none":
	default:
		return session.Errorf("The value of the '--config-drive' option must be a boolean value.")
	}
	return nil
}

// keyName sets the key, which may also be that of the environment.
func (b *bootSpec) keyName() error {
	key := b.Args.Text("key_name")
	if !b.Args.Given("key_name") {
		key = b.Variables().KeyName
	}
	if key != "" {
		b.server.Set("key_name", key)
	}
	return nil
}

// schedulerHints are the hints of --hint; of a name that comes again, a list.
func schedulerHints(s *session.Nova) *pytext.Dict {
	hints := pytext.NewDict()
	for _, h := range s.Args.Pairs("scheduler_hints") {
		switch old, _ := hints.Get(h[0]); old := old.(type) {
		case nil:
			hints.Set(h[0], h[1])
		case string:
			hints.Set(h[0], []any{old, h[1]})
		case []any:
			hints.Set(h[0], append(old, h[1]))
		}
	}
	return hints
}
