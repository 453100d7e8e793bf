package servers

import (
	"github.com/novactl/novactl/cmd/nova/session"
)

// serverRows are the commands that list, show and make servers.
func serverRows() []session.Command {
	return []session.Command{
		{
			Name: "list", Short: "List servers.", Run: listServers,
			Takes: `--reservation-id= --ip= --ip6= --name= --status= --flavor= --image= --host= --all-tenants=int?1 --tenant=? --user=? --deleted --fields=
				--minimal --sort= --marker= --limit=int --availability-zone= --key-name= --config-drive/config_drive
				--no-config-drive>config_drive/config_drive:false --progress= --vm-state= --task-state= --power-state= --changes-since=
				--changes-before=@66 --tags=@26 --tags-any>tags-any=@26 --not-tags>not-tags=@26 --not-tags-any>not-tags-any=@26 --locked=@73`,
			Same: "server list [--name {name}] [--status {status}] [--flavor {flavor}] [--image {image}] [--limit {limit}] [--changes-since {changes_since}] [--all-tenants:--all-projects]",
		},
		{
			Name: "show", Short: "Show details of a server.", Takes: "--minimal server --wrap=int", Same: "server show {server}",
			Run: func(s *session.Nova) error { return printServer(s, nil, wrap(s)) },
		},
		{
			Name: "boot", Short: "Create a server.", Run: boot,
			Takes: `--flavor= --image= --image-with=pair* --boot-volume= --snapshot= --min-count=int --max-count=int --meta=* --file>files=*@0-56
				--key-name= name --user-data= --availability-zone= --security-groups= --block-device-mapping=* --block-device=* --swap= --ephemeral=*
				--hint>scheduler_hints=pair* --nic>nics=* --config-drive= --poll --admin-pass= --access-ip-v4= --access-ip-v6= --description=@19
				--tags=@52 --return-reservation-id --trusted-image-certificate-id>trusted_image_certificates=*@63 --host=@74
				--hypervisor-hostname=@74 --hostname=@90`,
			Same: `server create {name} --image {image} --flavor {flavor} [--key-name {key_name}] [--user-data {user_data}]
				[--availability-zone {availability_zone}] [--poll:--wait]`,
		},
		{
			Name: "update", Short: "Change the name, the description or the host name of a server.", Takes: "server --name= --description=@19 --hostname=@90",
			Same: "server update {server} [--name {name}]", Run: updateServer,
		},
		{
			Name: "delete", Short: "Delete servers at once.", Takes: "--all-tenants:1 server+", Same: "server delete {server...} [--yes]",
			Run: func(s *session.Nova) error {
				return eachServer(s, "Request to delete server %s has been accepted.", "Unable to delete the specified server(s).", func(r *session.Resource) error {
					return s.Delete("/servers/" + session.Escape(r.ID()))
				})
			},
		},
		{
			Name: "force-delete", Short: "Delete a server that is only marked as deleted.", Takes: "server", Run: session.Act("forceDelete"),
		},
		{
			Name: "restore", Short: "Bring a server back that is only marked as deleted.", Takes: "server",
			Run: func(s *session.Nova) error {
				r, err := s.Find(session.Servers, s.Args.Text("server"), "deleted", "True")
				if err != nil {
					return err
				}
				return s.Action(r, "restore", nil)
			},
		},
		{
			Name: "meta", Short: "Set or delete metadata of a server.", Takes: "server action{set,delete} metadata+",
			Run: serverMetadata,
		},
	}
}

// lifecycleRows are the commands that start something which takes its time.
func lifecycleRows() []session.Command {
	return []session.Command{
		{
			Name: "reboot", Short: "Reboot servers.", Takes: "--hard>reboot_type:HARD server+ --poll",
			Same: "server reboot {server...} [--reboot-type:--hard] [--poll:--wait]", Run: reboot,
		},
		{
			Name: "rebuild", Short: "Put a new image on a server.", Run: rebuild,
			Takes: `server image --rebuild-password= --poll --minimal --preserve-ephemeral --name= --description=@19 --meta=* --file>files=*@0-56
				--key-name=@54 --key-unset@54 --user-data=@57 --user-data-unset@57 --trusted-image-certificate-id>trusted_image_certificates=*@63
				--trusted-image-certificates-unset@63 --hostname=@90`,
			Same: "server rebuild {server} --image {image} [--yes] [--name {name}] [--poll:--wait]",
		},
		{
			Name: "resize", Short: "Give a server another flavor.", Takes: "server flavor --poll",
			Same: "server resize {server} --flavor {flavor} [--poll:--wait]", Run: resize,
		},
		{Name: "resize-confirm", Short: "Keep the new flavor of a resize.", Takes: "server", Same: "server confirm-resize {server}", Run: session.Act("confirmResize")},
		{Name: "resize-revert", Short: "Go back to the flavor before a resize.", Takes: "server", Same: "server revert-resize {server}", Run: session.Act("revertResize")},
		{Name: "migrate", Short: "Move a server to another host.", Takes: "server --host=@56 --poll", Run: migrate},
		{
			Name: "start", Short: "Start servers.", Takes: "--all-tenants:1 server+", Same: "server start {server...}",
			Run: actOnEach("os-start", "Request to start server %s has been accepted.", "Unable to start the specified server(s)."),
		},
		{
			Name: "stop", Short: "Stop servers.", Takes: "--all-tenants:1 server+", Same: "server stop {server...}",
			Run: actOnEach("os-stop", "Request to stop server %s has been accepted.", "Unable to stop the specified server(s)."),
		},
		{
			Name: "rescue", Short: "Start a server from a rescue image, its own disk beside it.", Takes: "server --password= --image=",
			Same: "server rescue {server}", Run: rescue,
		},
	}
}
