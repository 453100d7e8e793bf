#!/usr/bin/env bash
# The guess: a volume added to a create, with nothing said of its place in the order of boot, is a data disk: `boot_index` is left out, as
# everything that isn't given is, and Nova takes that for "not booted from".
#
# What happens: BlockDevice.BootIndex is an int without `omitempty`: each disk whose place nobody set says that it is the first. VolumeSize,
# an int as well, is left out at 0, and `delete_on_termination` is always sent. Nova does not object to a first disk beside an image: Nova 34,
# asked for an image and such a volume, made a server whose one disk, /dev/sda, is the volume, and whose `image` is the image that it doesn't
# run. Two first disks are refused ("Boot sequence for the instance and image/block device mapping combination is not valid", 400). A data
# disk must say -1.
#
# gophercloud v2.15.0 and v1.14.1, openstack/compute/v2/servers/requests.go, extensions/bootfromvolume (BlockDevice). What Nova makes of it
# was seen with Nova 34 and its fake hypervisor.
#
# Why care: the zero value of a struct is what people write, and here it boots the data disk. A client's type for disks should take "data
# disk" as its default, and a client should refuse an image and a first disk before it asks: the cloud doesn't.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/gophercloud/gophercloud/v2@v2.15.0 github.com/gophercloud/gophercloud@v1.14.1

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"encoding/json"
	"fmt"

	v1 "github.com/gophercloud/gophercloud/openstack/compute/v2/extensions/bootfromvolume"
	old "github.com/gophercloud/gophercloud/openstack/compute/v2/servers"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"
)

func main() {
	disk := servers.BlockDevice{SourceType: servers.SourceVolume, UUID: "data", DestinationType: servers.DestinationVolume}
	show("image and a volume")(servers.CreateOpts{Name: "n", FlavorRef: "f", ImageRef: "i", BlockDevice: []servers.BlockDevice{disk}}.ToServerCreateMap())
	other := disk
	other.UUID, other.BootIndex = "more", -1
	show("two volumes, the second with -1")(servers.CreateOpts{Name: "n", FlavorRef: "f", BlockDevice: []servers.BlockDevice{disk, other}}.ToServerCreateMap())
	was := v1.BlockDevice{SourceType: v1.SourceVolume, UUID: "data", DestinationType: v1.DestinationVolume}
	show("v1, image and a volume")(v1.CreateOptsExt{CreateOptsBuilder: old.CreateOpts{Name: "n", FlavorRef: "f", ImageRef: "i"}, BlockDevice: []v1.BlockDevice{was}}.ToServerCreateMap())
}

func show(what string) func(map[string]any, error) {
	return func(body map[string]any, err error) {
		text, _ := json.Marshal(body["server"].(map[string]any)["block_device_mapping_v2"])
		fmt.Printf("%s: %s %v\n", what, text, err)
	}
}
END
go_run | seen
expect <<'END'
image and a volume: [{"boot_index":0,"delete_on_termination":false,"destination_type":"volume","source_type":"volume","uuid":"data"}] <nil>
two volumes, the second with -1: [{"boot_index":0,"delete_on_termination":false,"destination_type":"volume","source_type":"volume","uuid":"data"},{"boot_index":-1,"delete_on_termination":false,"destination_type":"volume","source_type":"volume","uuid":"more"}] <nil>
v1, image and a volume: [{"boot_index":0,"delete_on_termination":false,"destination_type":"volume","source_type":"volume","uuid":"data"}] <nil>
END
