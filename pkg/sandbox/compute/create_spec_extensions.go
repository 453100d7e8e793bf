package compute

import (
	"encoding/base64"
	"net/netip"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
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

// NIC is a port, or a network of the tenant's own, that a server is to be attached to.
type NIC struct {
	Network string
	Port    string
	Fixed   netip.Addr // the address to have there; the zero value: any
}

// readNetwork reads one of a create's networks: the id of one that the cloud has, or else, as own, a port or a network that the tenant made. A
// fixed address is taken as it is.
func readNetwork(o *CreateSpec, item jsontext.Value) (id string, own bool, err error) {
	network, _ := document.ObjectOf(item)
	id, _ = network.Text("uuid")
	nic := NIC{Network: strings.ToLower(id)}
	if nic.Port, _ = network.Text("port"); nic.Port != "" && o.Offers.MayAttach == nil {
		return "", false, fault.BadRequest("Port %s could not be found.", nic.Port)
	}
	if network.Has("fixed_ip") {
		text, _ := network.Text("fixed_ip")
		if nic.Fixed, err = netip.ParseAddr(text); err != nil {
			return "", false, fault.BadRequest("Invalid fixed IP address (%s)", text)
		}
	}
	if nic.Port != "" || o.Offers.MayAttach != nil && random.IsUUID(id) && !slices.Contains(o.Offers.Networks, nic.Network) {
		o.NICs = append(o.NICs, nic)
		if nic.Port != "" {
			err = o.Offers.MayAttach(nic)
		}
		return "", true, err
	}
	if nic.Fixed.IsValid() {
		if o.Fixed == nil {
			o.Fixed = map[string]netip.Addr{}
		}
		o.Fixed[nic.Network] = nic.Fixed
	}
	return id, false, nil
}
