package server

import (
	"encoding/base64"
	"os"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
)

// addNovaFlags adds what a Nova of today takes in a create and the guide predates.
func addNovaFlags(a *app.App, cmd *cobra.Command) {
	f := cmd.Flags()
	f.String("key-name", "", "the key pair to let in, by its `name`")
	f.String("user-data", "", "a `file` for the server to run or read when it first starts, such as a cloud-config")
	f.String("availability-zone", "", "the `zone` to build in")
	f.StringArray("security-group", nil, "a security `group` to guard the server, by name or id; may be repeated")
	f.StringArray("nic", nil, "a network or port to attach to, `net-id=UUID[,v4-fixed-ip=IP]`, net-name=NAME or port-id=UUID; may be repeated; or auto, or none")
	f.StringArray("hint", nil, "a hint for the scheduler, `key=value`, such as group=NAME for a server group; may be repeated")
	f.Bool("config-drive", false, "give the server its metadata and user data on a disk of its own")
	f.String("boot-volume", "", "boot from this `volume` (id) instead of an image")
	f.StringArray("block-device", nil,
		"a disk, `key=value,...` with Nova's keys: uuid, source_type, destination_type, boot_index, volume_size, delete_on_termination; may be repeated")
	ref.Keypairs.CompleteFlag(a, cmd, "key-name")
}

// readNovaFlags sets in the request what the flags of addNovaFlags say.
func readNovaFlags(cmd *cobra.Command, req *api.ServerCreate) error {
	get := func(flag string) string { v, _ := cmd.Flags().GetString(flag); return v }
	list := func(flag string) []string { v, _ := cmd.Flags().GetStringArray(flag); return v }
	for flag, to := range map[string]*string{"key-name": &req.KeyName, "availability-zone": &req.AvailabilityZone} {
		if text := get(flag); text != "" {
			*to = text
		}
	}
	if path := get("user-data"); path != "" {
		data, err := os.ReadFile(path)
		if err != nil {
			return fail.Usagef("--user-data: %v", err)
		}
		req.UserData = base64.StdEncoding.EncodeToString(data)
	}
	for _, name := range list("security-group") {
		req.SecurityGroups = append(req.SecurityGroups, api.SecurityGroup{Name: name})
	}
	if drive, _ := cmd.Flags().GetBool("config-drive"); drive {
		req.ConfigDrive = true
	}
	if err := readNICs(req, list("nic")); err != nil {
		return err
	}
	if err := readHints(req, list("hint")); err != nil {
		return err
	}
	return readDisks(req, get("boot-volume"), list("block-device"))
}
