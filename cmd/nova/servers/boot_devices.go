package servers

import (
	"strings"

	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// deviceMembers are the members of a block device, by the keys of --block-device.
var deviceMembers = map[string]string{
	"id": "uuid", "source": "source_type", "dest": "destination_type", "bus": "disk_bus", "device": "device_name", "size": "volume_size",
	"format": "guest_format", "bootindex": "boot_index", "type": "device_type", "shutdown": "delete_on_termination", "tag": "tag",
	"volume_type": "volume_type",
}

// devices reads all options that make block devices, of which one has to be there, be it the old or the new kind.
func devices(s *session.Nova, _, _ string) (any, error) {
	list, err := blockDevices(s)
	if err != nil {
		return nil, err
	}
	sources := 0
	for _, dest := range []string{"image", "boot_volume", "snapshot"} {
		if s.Args.Text(dest) != "" {
			sources++
		}
	}
	image, hasMapping := s.Args.Text("image"), s.Args.Texts("block_device_mapping") != nil
	switch {
	case sources > 1 || sources == 0 && !hasMapping && list == nil:
		return nil, session.Errorf("you need to specify at least one source ID (Image, Snapshot, or Volume), a block device mapping or provide a set of " +
			"properties to match against an image")
	case hasMapping && list != nil:
		return nil, session.Errorf("you can't mix old block devices (--block-device-mapping) with the new ones " +
			"(--block-device, --boot-volume, --snapshot, --ephemeral, --swap)")
	case list == nil:
		return nil, nil
	case image != "":
		disk := pytext.NewDict("uuid", image, "source_type", "image", "destination_type", "local", "boot_index", 0, "delete_on_termination", true)
		list = append([]any{disk}, list...)
	}
	return list, nil
}

// oldMapping reads --block-device-mapping: DEVICE=ID:TYPE:SIZE:DELETE.
func oldMapping(s *session.Nova, dest, _ string) (any, error) {
	var list []any
	for _, w := range s.Args.Texts(dest) {
		device, mapping, ok := strings.Cut(w, "=")
		if !ok {
			return nil, session.Failure("ValueError", "not enough values to unpack (expected 2, got 1)")
		}
		d := pytext.NewDict("device_name", device)
		part := strings.Split(mapping, ":")
		id := "volume_id"
		if len(part) > 1 && strings.HasPrefix(part[1], "snap") {
			id = "snapshot_id"
		}
		d.Set(id, part[0])
		if len(part) > 2 && part[2] != "" {
			if _, ok := argparse.ParseInt(part[2]); !ok {
				return nil, session.NotInteger(part[2])
			}
			d.Set("volume_size", part[2])
		}
		if len(part) > 3 {
			d.Set("delete_on_termination", part[3])
		}
		list = append(list, d)
	}
	return list, nil
}

// blockDevices are those of --boot-volume, --snapshot, --block-device, --ephemeral and --swap.
func blockDevices(s *session.Nova) (list []any, err error) {
	for _, from := range [][2]string{{"boot_volume", "volume"}, {"snapshot", "snapshot"}} {
		if id := s.Args.Text(from[0]); id != "" {
			list = append(list, pytext.NewDict("uuid", id, "source_type", from[1], "destination_type", "volume", "boot_index", 0, "delete_on_termination", false))
		}
	}
	for _, w := range s.Args.Texts("block_device") {
		d, err := blockDevice(s, w)
		if err != nil {
			return nil, err
		}
		list = append(list, d)
	}
	for _, w := range s.Args.Texts("ephemeral") {
		spec, err := deviceSpec(w)
		if err != nil {
			return nil, err
		}
		d := blankDevice()
		for _, key := range []string{"size", "format"} {
			if v, ok := spec.Get(key); ok {
				d.Set(deviceMembers[key], v)
			}
		}
		list = append(list, d)
	}
	if size := s.Args.Text("swap"); size != "" {
		d := blankDevice()
		d.Set("guest_format", "swap")
		d.Set("volume_size", size)
		list = append(list, d)
	}
	return list, nil
}

func blankDevice() *pytext.Dict {
	return pytext.NewDict("source_type", "blank", "destination_type", "local", "boot_index", -1, "delete_on_termination", true)
}

// deviceSpec reads KEY=VALUE,KEY=VALUE.
func deviceSpec(w string) (*pytext.Dict, error) {
	d := pytext.NewDict()
	for part := range strings.SplitSeq(w, ",") {
		switch pair := strings.Split(part, "="); len(pair) {
		case 1:
			return nil, session.Failure("ArgumentTypeError", "Expected a comma-separated list of key=value pairs. '"+part+"' is not a key=value pair.")
		case 2:
			d.Set(pair[0], pair[1])
		default:
			return nil, session.Failure("ValueError", "dictionary update sequence element #0 has length 3; 2 is required")
		}
	}
	return d, nil
}

// blockDevice reads a --block-device.
func blockDevice(s *session.Nova, w string) (*pytext.Dict, error) {
	spec, err := deviceSpec(w)
	if err != nil {
		return nil, err
	}
	_, tag := spec.Get("tag")
	_, volumeType := spec.Get("volume_type")
	switch {
	case tag && s.Minor != 32 && s.Minor < 42:
		return nil, session.Errorf("'tag' in block device mapping is not supported in API version %s.", session.Version(s.Minor))
	case volumeType && s.Minor < 67:
		return nil, session.Errorf("'volume_type' in block device mapping is not supported in API version %s.", session.Version(s.Minor))
	}
	d := pytext.NewDict()
	for _, key := range spec.Keys() {
		member := deviceMembers[key]
		if member == "" {
			return nil, session.Failure("KeyError", "'"+key+"'")
		}
		v, _ := spec.Get(key)
		d.Set(member, v)
	}
	return d, completeDevice(d)
}

// completeDevice checks a block device, and adds what goes without saying.
func completeDevice(d *pytext.Dict) error {
	source := d.Text("source_type")
	switch source {
	case "":
		source = "blank"
		d.Set("source_type", source)
	case "volume", "image", "snapshot", "blank":
	default:
		return session.Errorf("The value of source_type key of --block-device should be one of 'volume', 'image', 'snapshot' or 'blank' but it was '%s'", source)
	}
	switch to := d.Text("destination_type"); {
	case to == "" && (source == "image" || source == "blank"):
		d.Set("destination_type", "local")
	case to == "":
		d.Set("destination_type", "volume")
	case to != "local" && to != "volume":
		return session.Errorf("The value of destination_type key of --block-device should be either 'local' or 'volume' but it was '%s'", to)
	}
	_, given := d.Get("delete_on_termination")
	switch shutdown := d.Text("delete_on_termination"); {
	case given && shutdown != "remove" && shutdown != "preserve":
		return session.Errorf("The value of shutdown key of --block-device shall be either 'remove' or 'preserve' but it was '%s'", shutdown)
	case given:
		d.Set("delete_on_termination", shutdown == "remove")
	case d.Text("destination_type") == "local":
		d.Set("delete_on_termination", true)
	}
	return nil
}
