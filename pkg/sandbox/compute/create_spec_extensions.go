package compute

import (
	"encoding/base64"
	"net/netip"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// What a create takes that the guide predates. Texts are those of Nova 26 (its servers.py and exception.py).

// maxUserData is in bytes of base64.
const maxUserData = 65535

func checkUserData(_ *CreateSpec, members document.Object) error {
	if !members.Has("user_data") {
		return nil
	}
	text, isText := members.Text("user_data")
	if _, err := base64.StdEncoding.DecodeString(text); err != nil || !isText || len(text) > maxUserData {
		return fault.BadRequest("Userdata content cannot be decoded")
	}
	return nil
}

// CheckZone keeps any zone: the sandbox has no hosts to look for in it.
func CheckZone(o *CreateSpec, members document.Object) error {
	o.zone, _ = members.Text("availability_zone")
	return nil
}

// CheckGroups keeps any security groups: Networks is another service, which the sandbox doesn't have.
func CheckGroups(o *CreateSpec, members document.Object) error {
	items, ok := members.Items("security_groups")
	if !ok {
		return fault.BadRequest("Invalid input for field/attribute security_groups.")
	}
	for _, item := range items {
		group, _ := document.ObjectOf(item)
		name, _ := group.Text("name")
		if name == "" {
			return fault.BadRequest("Invalid input for field/attribute security_groups.")
		}
		if !slices.Contains(o.groups, name) {
			o.groups = append(o.groups, name)
		}
	}
	return nil
}

// checkDisks reads the disks: of those with boot index 0 there is one at most, and it stands in for the image.
func checkDisks(o *CreateSpec, members document.Object) error {
	items, ok := members.Items("block_device_mapping_v2")
	if !ok {
		return fault.BadRequest("block_device_mapping must be a list")
	}
	boots := 0
	for _, item := range items {
		disk, _ := document.ObjectOf(item)
		if disk.TextOrNumber("boot_index") == "0" {
			boots++
		}
		if err := checkDisk(o, disk); err != nil {
			return err
		}
	}
	if len(items) > 0 && boots != 1 {
		return fault.BadRequest("Block Device Mapping is Invalid: Boot sequence for the instance and image/block device mapping combination is not valid.")
	}
	return nil
}

func checkDisk(o *CreateSpec, disk document.Object) error {
	source, _ := disk.Text("source_type")
	target, _ := disk.Text("destination_type")
	id, _ := disk.Text("uuid")
	switch {
	case source == "volume" && target != "local":
		o.Volumes = append(o.Volumes, strings.ToLower(id))
	case source == "image", source == "blank", source == "snapshot": // Block Storage would make a volume of it
	default:
		return fault.BadRequest("Block Device Mapping is Invalid: source_type %s with destination_type %s is not supported", source, target)
	}
	if disk.TextOrNumber("boot_index") == "0" && target == "volume" {
		o.FromVolume = true
	}
	return nil
}

// readNetwork reads one of a create's networks. The sandbox has no ports, and gives each server an address of its own: a fixed one it
// takes as it is.
func readNetwork(o *CreateSpec, item jsontext.Value) (id string, err error) {
	network, _ := document.ObjectOf(item)
	if port, _ := network.Text("port"); port != "" {
		return "", fault.BadRequest("Port %s could not be found.", port)
	}
	id, _ = network.Text("uuid")
	if !network.Has("fixed_ip") {
		return id, nil
	}
	text, _ := network.Text("fixed_ip")
	ip, err := netip.ParseAddr(text)
	if err != nil {
		return "", fault.BadRequest("Invalid fixed IP address (%s)", text)
	}
	if o.Fixed == nil {
		o.Fixed = map[string]netip.Addr{}
	}
	o.Fixed[strings.ToLower(id)] = ip
	return id, nil
}
