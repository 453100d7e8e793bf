package servers

import (
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// bootRow is the command that makes servers.
var bootRow = session.Command{
	Name: "boot", Short: "Create a server.",
	Takes: `--flavor= --image= --image-with=pair* --boot-volume= --snapshot= --min-count=int --max-count=int --meta=* --file>files=*@0-56
		--key-name= name --user-data= --availability-zone= --security-groups= --block-device-mapping=* --block-device=* --swap= --ephemeral=*
		--hint>scheduler_hints=pair* --nic>nics=* --config-drive= --poll --admin-pass= --access-ip-v4= --access-ip-v6= --description=@19
		--tags=@52 --return-reservation-id --trusted-image-certificate-id>trusted_image_certificates=*@63 --host=@74
		--hypervisor-hostname=@74 --hostname=@90`,
	Same: `server create {name} --image {image} --flavor {flavor} [--key-name {key_name}] [--user-data {user_data}]
		[--availability-zone {availability_zone}] [--poll:--wait]`,
	Check: checkBoot,
	Send: `POST /servers server{name imageRef=image||'' flavorRef=flavor.id metadata?=meta|pairs personality?=files|files user_data?=user_data|file
		block_device_mapping?=block_device_mapping|mapping block_device_mapping_v2~=block_device|devices networks~=nics|networks
		config_drive~=config_drive|drive key_name~=key_name|key availability_zone? adminPass?=admin_pass description? host?
		hypervisor_hostname? hostname? accessIPv4!=access_ip_v4 accessIPv6!=access_ip_v6 security_groups?=security_groups|names
		tags?=tags|items return_reservation_id? trusted_image_certificates~=trusted_image_certificates|certificates
		min_count=min_count|count max_count=max_count|count:min_count} os:scheduler_hints?=scheduler_hints|hints`,
	Readers: map[string]session.Reader{
		"mapping": oldMapping, "devices": devices, "networks": bootNetworks, "drive": configDrive, "key": keyName, "count": count, "hints": schedulerHints,
	},
	Then: func(s *session.Nova, a session.Answer) error {
		if !s.Args.Bool("return_reservation_id") {
			return printAndPoll(s, a.Body.Dict("server"), "building")
		}
		id, _ := a.Body.Get("reservation_id")
		return s.PrintDict(pytext.NewDict("reservation_id", id), 0)
	},
}

// checkBoot looks at what can be wrong with the line in nova's order, and puts the id of the image into it.
func checkBoot(s *session.Nova) error {
	if s.Args.Text("flavor") == "" {
		return session.Errorf("you need to specify a Flavor ID.")
	}
	image, err := bootImage(s)
	if err != nil {
		return err
	}
	if image != nil {
		s.Args.SetText("image", image.Text("id"))
	}
	minCount, hasMin := s.Args.Int("min_count")
	maxCount, hasMax := s.Args.Int("max_count")
	switch {
	case hasMin && minCount < 1:
		return session.Errorf("min_count should be >= 1")
	case hasMax && maxCount < 1:
		return session.Errorf("max_count should be >= 1")
	case hasMin && hasMax && minCount > maxCount:
		return session.Errorf("min_count should be <= max_count")
	}
	return nil
}

// bootImage is the image that the line names or describes; nil for none.
func bootImage(s *session.Nova) (*pytext.Dict, error) {
	switch name, with := s.Args.Text("image"), s.Args.Pairs("image_with"); {
	case name != "":
		return s.FindImage(name)
	case with != nil:
		return matchImage(s, with)
	}
	return nil, nil
}

// count reads how many servers there are to be: as many as another option says where there is none, or else one.
func count(s *session.Nova, dest, other string) (any, error) {
	for _, dest := range []string{dest, other} {
		if n, ok := s.Args.Int(dest); ok {
			return n, nil
		}
	}
	return 1, nil
}

// configDrive reads --config-drive.
func configDrive(s *session.Nova, dest, _ string) (any, error) {
	switch strings.ToLower(s.Args.Text(dest)) {
	case "true", "1":
		return true, nil
	case "false", "0", "", "none":
		return nil, nil
	}
	return nil, session.Errorf("The value of the '--config-drive' option must be a boolean value.")
}

// keyName reads the name of the key, which may also be that of the environment.
func keyName(s *session.Nova, dest, _ string) (any, error) {
	key := s.Args.Text(dest)
	if !s.Args.Given(dest) {
		key = s.Variables().KeyName
	}
	if key == "" {
		return nil, nil
	}
	return key, nil
}

// schedulerHints reads the hints of --hint; of a name that comes again, a list.
func schedulerHints(s *session.Nova, dest, _ string) (any, error) {
	hints := pytext.NewDict()
	for _, h := range s.Args.Pairs(dest) {
		switch old, _ := hints.Get(h[0]); old := old.(type) {
		case nil:
			hints.Set(h[0], h[1])
		case string:
			hints.Set(h[0], []any{old, h[1]})
		case []any:
			hints.Set(h[0], append(old, h[1]))
		}
	}
	return hints, nil
}
