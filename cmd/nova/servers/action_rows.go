package servers

import (
	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// action is the request of all that is done to a server by a document of one member.
const action = "POST /servers/{server}/action "

// actionRows are the commands that are one action of a server each.
var actionRows = []session.Command{
	{Name: "pause", Short: "Pause a server.", Takes: "server", Same: "server pause {server}", Send: action + "pause=null"},
	{Name: "unpause", Short: "Let a paused server go on.", Takes: "server", Same: "server unpause {server}", Send: action + "unpause=null"},
	{Name: "suspend", Short: "Suspend a server.", Takes: "server", Same: "server suspend {server}", Send: action + "suspend=null"},
	{Name: "resume", Short: "Let a suspended server go on.", Takes: "server", Same: "server resume {server}", Send: action + "resume=null"},
	{
		Name: "lock", Short: "Lock a server, for all but administrators.", Takes: "server --reason=@73", Same: "server lock {server}",
		Send: action + "lock{locked_reason?=reason}|null",
	},
	{Name: "unlock", Short: "Unlock a server.", Takes: "server", Same: "server unlock {server}", Send: action + "unlock=null"},
	{
		Name: "rescue", Short: "Start a server from a rescue image, its own disk beside it.", Takes: "server --password= --image=",
		Same: "server rescue {server}", Answer: ".", Check: findRescueImage,
		Send: action + "rescue{adminPass?=password rescue_image_ref?=image.id}|null",
	},
	{Name: "unrescue", Short: "End the rescue of a server.", Takes: "server", Same: "server unrescue {server}", Send: action + "unrescue=null"},
	{Name: "shelve", Short: "Shelve a server.", Takes: "server", Same: "server shelve {server}", Send: action + "shelve=null"},
	{Name: "shelve-offload", Short: "Take a shelved server off its host.", Takes: "server", Send: action + "shelveOffload=null"},
	{
		Name: "unshelve", Short: "Bring a shelved server back.", Takes: "server --availability-zone=@77", Same: "server unshelve {server}",
		Send: action + "unshelve{availability_zone~}|null",
	},
	{
		Name: "resize", Short: "Give a server another flavor.", Takes: "server flavor --poll",
		Same: "server resize {server} --flavor {flavor} [--poll:--wait]",
		Send: action + "resize{flavorRef=flavor:id}", Poll: "resizing active verify_resize",
	},
	{
		Name: "resize-confirm", Short: "Keep the new flavor of a resize.", Takes: "server", Same: "server confirm-resize {server}",
		Send: action + "confirmResize=null",
	},
	{
		Name: "resize-revert", Short: "Go back to the flavor before a resize.", Takes: "server", Same: "server revert-resize {server}",
		Send: action + "revertResize=null",
	},
	{
		Name: "migrate", Short: "Move a server to another host.", Takes: "server --host=@56 --poll",
		Send: action + "migrate=null@0-55 migrate@56{host?}", Poll: "migrating active verify_resize",
	},
	{Name: "reset-network", Short: "Set up the network of a server anew.", Takes: "server", Send: action + "resetNetwork=null"},
	{
		Name: "trigger-crash-dump", Since: 17, Short: "Make a server write a crash dump.", Takes: "server",
		Send: action + "trigger_crash_dump=null",
	},
	{Name: "force-delete", Short: "Delete a server that is only marked as deleted.", Takes: "server", Send: action + "forceDelete=null"},
	{
		Name: "restore", Short: "Bring a server back that is only marked as deleted.", Takes: "server",
		Send: "POST /servers/{server:deleted}/action restore=null",
	},
	{
		Name: "add-secgroup", Short: "Add a security group to a server.", Takes: "server secgroup",
		Same: "server add-security-group {server} {secgroup}", Send: action + "addSecurityGroup{name=secgroup}",
	},
	{
		Name: "remove-secgroup", Short: "Take a security group from a server.", Takes: "server secgroup",
		Same: "server remove-security-group {server} {secgroup}", Send: action + "removeSecurityGroup{name=secgroup}",
	},
	{
		Name: "set-password", Short: "Change the administrator's password of a server.", Takes: "server", Same: "server password {server}",
		Run: setPassword,
	},
}

// manyRows are the commands that do something with several servers.
var manyRows = []session.Command{
	{
		Name: "delete", Short: "Delete servers at once.", Takes: "--all-tenants:1 server+", Same: "server delete {server...} [--yes]",
		Send: "DELETE /servers/{server...}", Says: "Request to delete server {server} has been accepted.",
		Fails: "Unable to delete the specified server(s).",
	},
	{
		Name: "start", Short: "Start servers.", Takes: "--all-tenants:1 server+", Same: "server start {server...}",
		Send: "POST /servers/{server...}/action os-start=null", Says: "Request to start server {server} has been accepted.",
		Fails: "Unable to start the specified server(s).",
	},
	{
		Name: "stop", Short: "Stop servers.", Takes: "--all-tenants:1 server+", Same: "server stop {server...}",
		Send: "POST /servers/{server...}/action os-stop=null", Says: "Request to stop server {server} has been accepted.",
		Fails: "Unable to stop the specified server(s).",
	},
	{
		Name: "reset-state", Short: "Set the state of servers.", Takes: "--all-tenants:1 server+ --active>state:active~error",
		Send: "POST /servers/{server...}/action os-resetState{state}", Says: "Reset state for server {server} succeeded; new state is {state}",
		Failed: "Reset state for server {server} failed", Fails: "Unable to reset the state for the specified server(s).",
	},
	{
		Name: "reboot", Short: "Reboot servers.", Takes: "--hard>reboot_type:HARD~SOFT server+ --poll",
		Same: "server reboot {server...} [--reboot-type:--hard] [--poll:--wait]", Run: reboot,
	},
}

// findRescueImage finds the image before the server, as nova does.
func findRescueImage(s *session.Nova) error {
	if s.Args.Text("image") == "" {
		return nil
	}
	_, err := s.Found("image")
	return err
}

// setPassword is `set-password`.
func setPassword(s *session.Nova) error {
	r, err := s.Request(action)
	if err != nil {
		return err
	}
	first, err := s.App.Streams.Password(s.Ctx, "New password")
	if err != nil {
		return err
	}
	again, err := s.App.Streams.Password(s.Ctx, "Again")
	switch {
	case err != nil:
		return err
	case first != again:
		return session.Errorf("Passwords do not match.")
	}
	_, err = s.Post(r.Path, pytext.NewDict("changePassword", pytext.NewDict("adminPass", first)))
	return err
}
