package servers

import (
	"github.com/novactl/novactl/cmd/nova/session"
)

// serverRows are the commands that list, show, make and change servers.
var serverRows = []session.Command{
	{
		Name: "list", Short: "List servers.", Run: listServers,
		Takes: `--reservation-id= --ip= --ip6= --name= --status= --flavor= --image= --host= --all-tenants=int?1 --tenant=? --user=? --deleted --fields=
				--minimal --sort= --marker= --limit=int --availability-zone= --key-name= --config-drive/config_drive
				--no-config-drive>config_drive/config_drive:false --progress= --vm-state= --task-state= --power-state= --changes-since=
				--changes-before=@66 --tags=@26 --tags-any=@26 --not-tags=@26 --not-tags-any=@26 --locked=@73`,
		Same: "server list [--name {name}] [--status {status}] [--flavor {flavor}] [--image {image}] [--limit {limit}] [--changes-since {changes_since}] [--all-tenants:--all-projects]",
	},
	{
		Name: "show", Short: "Show details of a server.", Takes: "--minimal server --wrap=int", Same: "server show {server}",
		Run: func(s *session.Nova) error { return printServer(s, nil, wrap(s)) },
	},
	bootRow,
	{
		Name: "update", Short: "Change the name, the description or the host name of a server.", Takes: "server --name= --description=@19 --hostname=@90",
		Same: "server update {server} [--name {name}]", Check: checkUpdate, Send: "PUT /servers/{server} server{name? description!=description||null hostname?}",
	},
	{
		Name: "rebuild", Short: "Put a new image on a server.",
		Takes: `server image --rebuild-password= --poll --minimal --preserve-ephemeral --name= --description=@19 --meta=* --file>files=*@0-56
				--key-name=@54 --key-unset@54 --user-data=@57 --user-data-unset@57 --trusted-image-certificate-id>trusted_image_certificates=*@63
				--trusted-image-certificates-unset@63 --hostname=@90`,
		Same: "server rebuild {server} --image {image} [--yes] [--name {name}] [--poll:--wait]",
		Send: action + `rebuild{imageRef=image.id adminPass!=rebuild_password preserve_ephemeral? name! description@19
			key_name!=key_unset|unset:key-name key_name? hostname! metadata?=meta|pairs personality?=files|files
			user_data!=user_data_unset|unset:user-data user_data~=user_data|file
			trusted_image_certificates~=trusted_image_certificates|certificates
			trusted_image_certificates!=trusted_image_certificates_unset|unset:trusted-image-certificate-id}`,
		Then: func(s *session.Nova, a session.Answer) error {
			return printAndPoll(s, a.Body.Dict("server"), "rebuilding")
		},
	},
}
