package build

import (
	"cmp"
	"encoding/base64"
	"os"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/pkg/api"
)

// novaFlags are what the flags are bound to for what a Nova of today has in a create and the guide predates.
type novaFlags struct {
	keyName, userData, availabilityZone, bootVolume string
	description, hostname                           string
	securityGroups, nics, hints, blockDevices, tags []string
	configDrive                                     bool
}

func (f *novaFlags) add(a *app.App, fs *flagset.Set, of Nouns) {
	fs.String(&f.keyName, "key-name", "the key pair to let in, by its `name`", of.Keypair.Flag(a))
	fs.String(&f.userData, "user-data", "a `file` for the server to run or read when it first starts, such as a cloud-config")
	fs.String(&f.availabilityZone, "availability-zone", "the `zone` to build in", of.Zone.Flag(a))
	fs.Strings(&f.securityGroups, "security-group", "", "a security `group` to guard the server, by name or id; may be repeated", of.SecurityGroup.Flag(a))
	fs.Strings(&f.nics, "nic", "",
		"a network or port to attach to, `net-id=UUID[,v4-fixed-ip=IP]`, net-name=NAME or port-id=UUID; may be repeated; or auto, or none",
		flagset.CompleteKeys(map[string]cobra.CompletionFunc{
			"net-id=": of.Network.FlagID(a), "net-name=": of.Network.Flag(a), "port-id=": of.Port.FlagID(a),
		}, string(api.AutoNetworks), string(api.NoNetworks)))
	fs.Strings(&f.hints, "hint", "", "a hint for the scheduler, `key=value`, such as group=NAME for a server group; may be repeated",
		flagset.CompleteKeys(map[string]cobra.CompletionFunc{"group=": of.Group.Flag(a)}))
	fs.Bool(&f.configDrive, "config-drive", "", "give the server its metadata and user data on a disk of its own")
	fs.String(&f.description, "description", "a `text` that says what it is for")
	fs.String(&f.hostname, "hostname", "the `name` that it knows itself by (default: made from the first name)")
	fs.Strings(&f.tags, "tag", "", "a `tag` to put on it; may be repeated")
	fs.String(&f.bootVolume, "boot-volume", "boot from this `volume` (id or name) instead of an image", of.Volume.Flag(a))
	fs.Strings(&f.blockDevices, "block-device", "",
		"a disk, `key=value,...` with Nova's keys: uuid, source_type, destination_type, boot_index, volume_size, delete_on_termination; may be repeated",
		flagset.AfterComma(flagset.CompleteKeys(map[string]cobra.CompletionFunc{
			"uuid=": nil, "volume_size=": nil, "boot_index=": flagset.Words("0", "-1"), "delete_on_termination=": flagset.Words("true", "false"),
			"source_type=": flagset.Words("blank", "image", "snapshot", "volume"), "destination_type=": flagset.Words("local", "volume"),
		})))
}

// apply sets in the request what the flags say.
func (f *novaFlags) apply(req *api.ServerCreate) error {
	req.KeyName = cmp.Or(f.keyName, req.KeyName)
	req.AvailabilityZone = cmp.Or(f.availabilityZone, req.AvailabilityZone)
	if err := f.applyNewer(req); err != nil {
		return err
	}
	if f.userData != "" {
		data, err := os.ReadFile(f.userData)
		if err != nil {
			return fail.Usagef("--user-data: %v", err)
		}
		req.UserData = base64.StdEncoding.EncodeToString(data)
	}
	for _, name := range f.securityGroups {
		req.SecurityGroups = append(req.SecurityGroups, api.SecurityGroup{Name: name})
	}
	if f.configDrive {
		req.ConfigDrive = true
	}
	if err := readNICs(req, f.nics); err != nil {
		return err
	}
	if err := readHints(req, f.hints); err != nil {
		return err
	}
	return readDisks(req, f.bootVolume, f.blockDevices)
}

// tagsMember are the tags of a server in a create.
const tagsMember = "tags"

// applyNewer sets in the request what flags say that only newer versions of the API take.
func (f *novaFlags) applyNewer(req *api.ServerCreate) (err error) {
	set := func(member string, is bool, value any) {
		if is && err == nil {
			req.Extra, err = api.SetMember(req.Extra, member, value)
		}
	}
	set("description", f.description != "", f.description)
	set("hostname", f.hostname != "", f.hostname)
	if len(f.tags) == 0 {
		return err
	}
	var tags []string
	if raw, absent := api.Member(req.Extra, tagsMember); absent == nil {
		if api.Unmarshal(raw, &tags) != nil {
			return fail.Usagef("tags must be a list of texts")
		}
	}
	set(tagsMember, true, append(tags, f.tags...))
	return err
}
