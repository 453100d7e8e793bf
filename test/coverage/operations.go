// Package coverage lists every operation of the guide with the command that does it and the script that proves it. The tests
// here hold the table against the program: each command really sends what its row says, on both wires. docs/coverage.md is made
// from it.
package coverage

// Operation is an operation of the guide.
type Operation struct {
	Section string // of the guide
	Method  string
	Path    string // below the endpoint, with the guide's variables: /servers/{id}
	Action  string // the root of the request's document, for actions; else ""
	Command string // what to type, for a server web-1 and an image backup
	Script  string // in test/script, run on both wires
}

// Operations are the operations of the guide, in its order.
func Operations() []Operation {
	var all []Operation
	for _, rows := range [][]Operation{general, servers, actions, volumes, catalog, metadata} {
		all = append(all, rows...)
	}
	return all
}

var general = []Operation{
	{"1.3.2", "POST", "/tokens", "", "auth login", "auth.txtar"},
	{"1.8.3", "GET", "/limits", "", "limits", "limits.txtar"},
	{"1.9.1", "GET", "/", "", "version list", "version_api.txtar"},
	{"1.9.2", "GET", "/{version}/", "", "version show v2", "version_api.txtar"},
	{"1.10.1", "GET", "/extensions", "", "extension list", "extension.txtar"},
	{"1.10.2", "GET", "/extensions/{alias}", "", "extension show OS-DCF", "extension.txtar"},
}

var servers = []Operation{
	{"2.1.1", "GET", "/servers", "", "server list -o id", "server_list.txtar"},
	{"2.1.1", "GET", "/servers/detail", "", "server list", "server_list.txtar"},
	{"2.1.2", "POST", "/servers", "server", "server create web-2 --image backup --flavor 2", "server_create.txtar"},
	{"2.1.3", "GET", "/servers/{id}", "", "server show web-1", "server_show.txtar"},
	{"2.1.4", "PUT", "/servers/{id}", "server", "server update web-1 --name web-2", "server_update.txtar"},
	{"2.1.5", "DELETE", "/servers/{id}", "", "server delete web-1 --yes", "server_delete.txtar"},
	{"2.2.1", "GET", "/servers/{id}/ips", "", "server addresses web-1", "server_addresses.txtar"},
	{"2.2.2", "GET", "/servers/{id}/ips/{network}", "", "server addresses web-1 --network public", "server_addresses.txtar"},
}

const action = "/servers/{id}/action"

var actions = []Operation{
	{"2.3.1", "POST", action, "changePassword", "server password web-1 --generate", "server_password.txtar"},
	{"2.3.2", "POST", action, "reboot", "server reboot web-1", "server_reboot.txtar"},
	{"2.3.3", "POST", action, "rebuild", "server rebuild web-1 --image backup --yes", "server_rebuild.txtar"},
	{"2.3.4", "POST", action, "resize", "server resize web-1 --flavor 3", "server_resize.txtar"},
	{"2.3.5", "POST", action, "confirmResize", "server confirm-resize web-1", "server_resize.txtar"},
	{"2.3.6", "POST", action, "revertResize", "server revert-resize web-1", "server_resize.txtar"},
	{"2.3.7", "POST", action, "rescue", "server rescue web-1", "server_rescue.txtar"},
	{"2.3.8", "POST", action, "unrescue", "server unrescue web-1", "server_rescue.txtar"},
	{"2.3.9", "POST", action, "createImage", "image create web-1 copy", "image_create.txtar"},
}

const attachments = "/servers/{id}/os-volume_attachments"

var volumes = []Operation{
	{"2.4.1", "POST", attachments, "volumeAttachment", "volume attach web-1 VOLUME", "volume.txtar"},
	{"2.4.2", "GET", attachments, "", "volume list web-1", "volume.txtar"},
	{"2.4.3", "GET", attachments + "/{attachment}", "", "volume show web-1 VOLUME", "volume.txtar"},
	{"2.4.4", "DELETE", attachments + "/{attachment}", "", "volume detach web-1 VOLUME", "volume.txtar"},
}

var catalog = []Operation{
	{"2.5.1", "GET", "/flavors", "", "flavor list -o id", "flavor.txtar"},
	{"2.5.1", "GET", "/flavors/detail", "", "flavor list", "flavor.txtar"},
	{"2.5.2", "GET", "/flavors/{id}", "", "flavor show 2", "flavor.txtar"},
	{"2.6.1", "GET", "/images", "", "image list -o id", "image.txtar"},
	{"2.6.1", "GET", "/images/detail", "", "image list", "image.txtar"},
	{"2.6.2", "GET", "/images/{id}", "", "image show backup", "image.txtar"},
	{"2.6.3", "DELETE", "/images/{id}", "", "image delete backup --yes", "image_create.txtar"},
}

const (
	ofServer = "/servers/{id}/metadata"
	ofImage  = "/images/{id}/metadata"
)

var metadata = []Operation{
	{"2.7.1", "GET", ofServer, "", "metadata list server web-1", "metadata.txtar"},
	{"2.7.1", "GET", ofImage, "", "metadata list image backup", "metadata.txtar"},
	{"2.7.2", "PUT", ofServer, "metadata", "metadata replace server web-1 a=1 --yes", "metadata.txtar"},
	{"2.7.2", "PUT", ofImage, "metadata", "metadata replace image backup a=1 --yes", "metadata.txtar"},
	{"2.7.3", "POST", ofServer, "metadata", "metadata set server web-1 a=1 b=2", "metadata.txtar"},
	{"2.7.3", "POST", ofImage, "metadata", "metadata set image backup a=1 b=2", "metadata.txtar"},
	{"2.7.4", "GET", ofServer + "/{key}", "", "metadata get server web-1 a", "metadata.txtar"},
	{"2.7.4", "GET", ofImage + "/{key}", "", "metadata get image backup a", "metadata.txtar"},
	{"2.7.5", "PUT", ofServer + "/{key}", "meta", "metadata set server web-1 a=1", "metadata.txtar"},
	{"2.7.5", "PUT", ofImage + "/{key}", "meta", "metadata set image backup a=1", "metadata.txtar"},
	{"2.7.6", "DELETE", ofServer + "/{key}", "", "metadata delete server web-1 a --yes", "metadata.txtar"},
	{"2.7.6", "DELETE", ofImage + "/{key}", "", "metadata delete image backup a --yes", "metadata.txtar"},
}
