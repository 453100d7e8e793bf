package sandbox

import (
	"encoding/base64"
	"net/netip"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// What a create takes that the guide predates. Texts are those of Nova 26 (its servers.py and exception.py).

// maxUserData is in bytes of base64.
const maxUserData = 65535

func checkUserData(_ *createSpec, members object) error {
	if !members.has("user_data") {
		return nil
	}
	text, isText := members.text("user_data")
	if _, err := base64.StdEncoding.DecodeString(text); err != nil || !isText || len(text) > maxUserData {
		return badRequest("Userdata content cannot be decoded")
	}
	return nil
}

// checkZone keeps any zone: the sandbox has no hosts to look for in it.
func checkZone(o *createSpec, members object) error {
	o.zone, _ = members.text("availability_zone")
	return nil
}

// checkGroups keeps any security groups: Networks is another service, which the sandbox doesn't have.
func checkGroups(o *createSpec, members object) error {
	items, ok := members.items("security_groups")
	if !ok {
		return badRequest("Invalid input for field/attribute security_groups.")
	}
	for _, item := range items {
		group, _ := asObject(item)
		name, _ := group.text("name")
		if name == "" {
			return badRequest("Invalid input for field/attribute security_groups.")
		}
		if !slices.Contains(o.groups, name) {
			o.groups = append(o.groups, name)
		}
	}
	return nil
}

// checkDisks reads the disks: of those with boot index 0 there is one at most, and it stands in for the image.
func checkDisks(o *createSpec, members object) error {
	items, ok := members.items("block_device_mapping_v2")
	if !ok {
		return badRequest("block_device_mapping must be a list")
	}
	boots := 0
	for _, item := range items {
		disk, _ := asObject(item)
		if disk.textOrNumber("boot_index") == "0" {
			boots++
		}
		if err := checkDisk(o, disk); err != nil {
			return err
		}
	}
	if len(items) > 0 && boots != 1 {
		return badRequest("Block Device Mapping is Invalid: Boot sequence for the instance and image/block device mapping combination is not valid.")
	}
	return nil
}

func checkDisk(o *createSpec, disk object) error {
	source, _ := disk.text("source_type")
	target, _ := disk.text("destination_type")
	id, _ := disk.text("uuid")
	switch {
	case source == "volume" && target != "local":
		o.volumes = append(o.volumes, strings.ToLower(id))
	case source == "image", source == "blank", source == "snapshot": // Block Storage would make a volume of it
	default:
		return badRequest("Block Device Mapping is Invalid: source_type %s with destination_type %s is not supported", source, target)
	}
	if disk.textOrNumber("boot_index") == "0" && target == "volume" {
		o.fromVolume = true
	}
	return nil
}

// readNetwork reads one of a create's networks. The sandbox has no ports, and gives each server an address of its own: a fixed one it
// takes as it is.
func readNetwork(o *createSpec, item jsontext.Value) (id string, err error) {
	network, _ := asObject(item)
	if port, _ := network.text("port"); port != "" {
		return "", badRequest("Port %s could not be found.", port)
	}
	id, _ = network.text("uuid")
	if !network.has("fixed_ip") {
		return id, nil
	}
	text, _ := network.text("fixed_ip")
	ip, err := netip.ParseAddr(text)
	if err != nil {
		return "", badRequest("Invalid fixed IP address (%s)", text)
	}
	if o.fixed == nil {
		o.fixed = map[string]netip.Addr{}
	}
	o.fixed[strings.ToLower(id)] = ip
	return id, nil
}
