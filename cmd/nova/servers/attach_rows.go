package servers

import (
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

const attachments = "/os-volume_attachments"

// volumeRows are the commands about the volumes of a server.
func volumeRows() []session.Command {
	return []session.Command{
		{
			Name: "volume-attach", Short: "Attach a volume to a server.", Takes: "server volume device? --tag=@49 --delete-on-termination@79",
			Same: "volume attach {server} {volume} [--device {device}]", Run: attachVolume,
		},
		{
			Name: "volume-update", Short: "Put another volume in the place of one, or change how it is attached.", Run: updateVolume,
			Takes: `server src_volume dest_volume --delete-on-termination/delete@85
				--no-delete-on-termination>delete_on_termination/delete:false@85`,
		},
		{
			Name: "volume-detach", Short: "Detach a volume from a server.", Takes: "server attachment_id", Same: "volume detach {server} {attachment_id}",
			Run: func(s *session.Nova) error {
				path, err := s.Below(attachments + "/" + session.Escape(s.Args.Text("attachment_id")))
				if err != nil {
					return err
				}
				return s.Delete(path)
			},
		},
		{Name: "volume-attachments", Short: "List the volumes of a server.", Takes: "server", Same: "volume list {server}", Run: listVolumes},
	}
}

// attachVolume is `volume-attach`.
func attachVolume(s *session.Nova) error {
	path, err := s.Below(attachments)
	if err != nil {
		return err
	}
	d := pytext.NewDict("volumeId", s.Args.Text("volume"))
	if device, given := s.Args.Value("device").(string); given && device != "auto" {
		d.Set("device", device)
	}
	if tag := s.Args.Text("tag"); tag != "" {
		d.Set("tag", tag)
	}
	if s.Args.Bool("delete_on_termination") {
		d.Set("delete_on_termination", true)
	}
	answer, err := s.Post(path, pytext.NewDict("volumeAttachment", d))
	if err != nil {
		return err
	}
	return s.PrintDict(answer.Dict("volumeAttachment"), 0)
}

// updateVolume is `volume-update`.
func updateVolume(s *session.Nova) error {
	path, err := s.Below(attachments + "/" + session.Escape(s.Args.Text("src_volume")))
	if err != nil {
		return err
	}
	d := pytext.NewDict("volumeId", s.Args.Text("dest_volume"))
	if s.Args.Given("delete_on_termination") {
		d.Set("delete_on_termination", s.Args.Bool("delete_on_termination"))
	}
	_, err = s.Put(path, pytext.NewDict("volumeAttachment", d))
	return err
}

// listVolumes is `volume-attachments`.
func listVolumes(s *session.Nova) error {
	path, err := s.Below(attachments)
	if err != nil {
		return err
	}
	all, err := s.List(path, "volumeAttachments")
	if err != nil {
		return err
	}
	for _, d := range all {
		for name, member := range map[string]string{"server_id": "serverId", "volume_id": "volumeId"} {
			if v, ok := d.Get(member); ok {
				d.Set(name, v)
			}
		}
	}
	fields := []string{"ID", "DEVICE", "SERVER ID", "VOLUME ID"}
	if s.Minor >= 89 {
		fields = append(fields[1:], "ATTACHMENT ID", "BDM UUID")
	}
	if s.Minor >= 70 {
		fields = append(fields, "TAG")
	}
	if s.Minor >= 79 {
		fields = append(fields, "DELETE ON TERMINATION")
	}
	return s.PrintList(fields, session.Wholes(all), nil, session.Unsorted)
}

const interfaces = "/os-interface"

// interfaceRows are the commands about the interfaces of a server.
func interfaceRows() []session.Command {
	return []session.Command{
		{Name: "interface-list", Short: "List the interfaces of a server.", Takes: "server", Run: listInterfaces},
		{Name: "interface-attach", Short: "Attach an interface to a server.", Takes: "server --port-id= --net-id= --fixed-ip= --tag=@49", Run: attachInterface},
		{
			Name: "interface-detach", Short: "Detach an interface from a server.", Takes: "server port_id",
			Run: func(s *session.Nova) error {
				path, err := s.Below(interfaces + "/" + session.Escape(s.Args.Text("port_id")))
				if err != nil {
					return err
				}
				return s.Delete(path)
			},
		},
	}
}

// fixedAddresses are the addresses of an interface.
func fixedAddresses(d *pytext.Dict) string {
	var all []string
	for _, ip := range d.List("fixed_ips") {
		if a, ok := ip.(*pytext.Dict); ok {
			all = append(all, a.Text("ip_address"))
		}
	}
	return strings.Join(all, ",")
}

// listInterfaces is `interface-list`.
func listInterfaces(s *session.Nova) error {
	path, err := s.Below(interfaces)
	if err != nil {
		return err
	}
	all, err := s.List(path, "interfaceAttachments")
	if err != nil {
		return err
	}
	for _, d := range all {
		d.Set("ip_addresses", fixedAddresses(d))
	}
	fields := []string{"Port State", "Port ID", "Net ID", "IP addresses", "MAC Addr"}
	if s.Minor >= 70 {
		fields = append(fields, "Tag")
	}
	return s.PrintList(fields, session.Wholes(all), nil, session.Unsorted)
}

// attachInterface is `interface-attach`.
func attachInterface(s *session.Nova) error {
	path, err := s.Below(interfaces)
	if err != nil {
		return err
	}
	d := pytext.NewDict()
	for _, name := range []string{"port_id", "net_id", "fixed_ip", "tag"} {
		switch value := s.Args.Text(name); {
		case value == "":
		case name == "fixed_ip":
			d.Set("fixed_ips", []any{pytext.NewDict("ip_address", value)})
		default:
			d.Set(name, value)
		}
	}
	answer, err := s.Post(path, pytext.NewDict("interfaceAttachment", d))
	if err != nil {
		return err
	}
	info := answer.Dict("interfaceAttachment").Clone()
	info.Set("ip_address", nil)
	if slices.Contains(info.Keys(), "fixed_ips") {
		info.Set("ip_address", fixedAddresses(info))
		info.Delete("fixed_ips")
	}
	return s.PrintDict(info, 0)
}
