package servers

import (
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

const (
	attachments = " /servers/{server}/os-volume_attachments"
	interfaces  = " /servers/{server}/os-interface"
)

// volumeRows are the commands about the volumes of a server.
var volumeRows = []session.Command{
	{
		Name: "volume-attach", Short: "Attach a volume to a server.", Takes: "server volume device? --tag=@49 --delete-on-termination@79",
		Same: "volume attach {server} {volume} [--device {device}]", Answer: "volumeAttachment",
		Send: "POST" + attachments + " volumeAttachment{volumeId=volume device~=device|auto tag? delete_on_termination?}",
	},
	{
		Name: "volume-update", Short: "Put another volume in the place of one, or change how it is attached.",
		Takes: `server src_volume dest_volume --delete-on-termination/delete@85
			--no-delete-on-termination>delete_on_termination/delete:false@85`,
		Send: "PUT" + attachments + "/{=src_volume} volumeAttachment{volumeId=dest_volume delete_on_termination!=delete_on_termination|isTrue}",
	},
	{
		Name: "volume-detach", Short: "Detach a volume from a server.", Takes: "server attachment_id", Same: "volume detach {server} {attachment_id}",
		Send: "DELETE" + attachments + "/{=attachment_id}",
	},
	{
		Name: "volume-attachments", Short: "List the volumes of a server.", Takes: "server", Same: "volume list {server}",
		Send: "GET" + attachments,
		Answer: "volumeAttachments[]: ID@0-88, DEVICE, SERVER ID=serverId, VOLUME ID=volumeId, ATTACHMENT ID@89, BDM UUID@89, TAG@70, " +
			"DELETE ON TERMINATION@79",
	},
}

// interfaceRows are the commands about the interfaces of a server.
var interfaceRows = []session.Command{
	{
		Name: "interface-list", Short: "List the interfaces of a server.", Takes: "server", Send: "GET" + interfaces,
		Answer: "interfaceAttachments[]: Port State, Port ID, Net ID, IP addresses, MAC Addr, Tag@70",
		Derive: func(_ *session.Nova, r *session.Resource) { r.Set("ip_addresses", fixedAddresses(r.Dict)) },
	},
	{
		Name: "interface-attach", Short: "Attach an interface to a server.", Takes: "server --port-id= --net-id= --fixed-ip= --tag=@49",
		Send:   "POST" + interfaces + " interfaceAttachment{port_id? net_id? fixed_ips?=fixed_ip|addresses tag?}",
		Answer: "interfaceAttachment",
		Derive: func(_ *session.Nova, r *session.Resource) {
			var address any
			if _, ok := r.Get("fixed_ips"); ok {
				address = fixedAddresses(r.Dict)
				r.Delete("fixed_ips")
			}
			r.Set("ip_address", address)
		},
	},
	{
		Name: "interface-detach", Short: "Detach an interface from a server.", Takes: "server port_id",
		Send: "DELETE" + interfaces + "/{=port_id}",
	},
}

// fixedAddresses are the addresses of an interface.
func fixedAddresses(d *pytext.Dict) string {
	return strings.Join(d.Texts("fixed_ips", "ip_address"), ",")
}
