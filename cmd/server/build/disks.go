package build

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/identity"
)

// readDisks sets the disks of a request: the one of --boot-volume first, then those of --block-device.
func readDisks(req *api.ServerCreate, boot string, flags []string) error {
	if boot != "" {
		req.BlockDevices = append(req.BlockDevices, api.BlockDevice{
			UUID: boot, SourceType: "volume", DestinationType: "volume", BootIndex: new(int), DeleteOnTermination: new(bool),
		})
	}
	for _, text := range flags {
		disk, err := readDisk(text)
		if err != nil {
			return err
		}
		req.BlockDevices = append(req.BlockDevices, disk)
	}
	boots := bootDisks(*req) // a cloud takes a volume to boot from beside an image, and doesn't run the image (fact 81)
	if len(boots) > 1 || len(boots) == 1 && req.ImageRef != "" && boots[0].SourceType != "image" {
		return fail.Usagef("the server has more than one disk to boot from: give one of --image, --boot-volume and a --block-device with boot_index=0")
	}
	return nil
}

// bootVolume is where a request has the volume of --boot-volume; nil: nowhere.
func bootVolume(req *api.ServerCreate, word string) *string {
	for i := range req.BlockDevices {
		if d := &req.BlockDevices[i]; word != "" && d.UUID == word && d.SourceType == "volume" {
			return &d.UUID
		}
	}
	return nil
}

// volumeID is the id of the volume that a word names: what has the form of an id isn't looked up, and without a volume service nothing is.
func volumeID(ctx context.Context, c *client.Client, volumes *ref.Finder, word string) (string, error) {
	if ref.IsUUID(word) {
		return word, nil
	}
	id, err := volumes.ResolveFlag(ctx, c, word)
	if errors.As(err, new(*identity.CatalogError)) {
		return word, nil
	}
	return id, err
}

// diskKeys are the keys of --block-device by nova's own names for them; others are the API's.
var diskKeys = map[string]string{
	"id": "uuid", "source": "source_type", "dest": "destination_type", "bootindex": "boot_index", "size": "volume_size",
	"device": "device_name", "bus": "disk_bus", "type": "device_type", "format": "guest_format",
}

// readDisk reads --block-device. Keys that this release doesn't name are sent as they are.
func readDisk(text string) (disk api.BlockDevice, err error) {
	members := map[string]jsontext.Value{}
	err = eachKey("--block-device", text, func(key, value string) error {
		if key == "shutdown" { // nova's
			key, value = "delete_on_termination", strconv.FormatBool(value == "remove")
		}
		if name, short := diskKeys[key]; short {
			key = name
		}
		v, err := diskValue(key, value)
		if err != nil {
			return fail.Usagef("--block-device %s: %s is no value for %s", text, value, key)
		}
		members[key] = v
		return nil
	})
	if err != nil {
		return disk, err
	}
	doc, err := json.Marshal(members)
	if err != nil {
		return disk, err
	}
	return disk, api.Unmarshal(doc, &disk)
}

// diskValue is a value with the type that its key has in JSON.
func diskValue(key, text string) (jsontext.Value, error) {
	var v any = text
	var err error
	switch key {
	case "boot_index", "volume_size":
		v, err = strconv.Atoi(text)
	case "delete_on_termination":
		v, err = strconv.ParseBool(text)
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(v)
}

// bootDisks are the disks that a request says to boot from.
func bootDisks(req api.ServerCreate) []api.BlockDevice {
	return slices.DeleteFunc(slices.Clone(req.BlockDevices), func(d api.BlockDevice) bool { return d.BootIndex == nil || *d.BootIndex != 0 })
}

// bootFromImage names the image among the disks too, where there are others: without it Nova finds no disk to boot from ("Block Device
// Mapping is Invalid: Boot sequence for the instance and image/block device mapping combination is not valid").
func bootFromImage(req *api.ServerCreate) {
	if req.ImageRef == "" || len(req.BlockDevices) == 0 || len(bootDisks(*req)) > 0 {
		return
	}
	gone := true
	req.BlockDevices = slices.Insert(req.BlockDevices, 0, api.BlockDevice{
		UUID: req.ImageRef, SourceType: "image", DestinationType: "local", BootIndex: new(int), DeleteOnTermination: &gone,
	})
}

// eachKey calls do for each key=value of text, which commas separate.
func eachKey(flag, text string, do func(key, value string) error) error {
	for pair := range strings.SplitSeq(text, ",") {
		key, value, ok := strings.Cut(pair, "=")
		if !ok || key == "" || value == "" {
			return fail.Usagef("%s %s: it must be key=value,key=value", flag, text)
		}
		if err := do(key, value); err != nil {
			return err
		}
	}
	return nil
}
