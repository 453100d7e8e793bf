package server

import (
	"encoding/base64"
	"os"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
)

// addNovaFlags adds what a Nova of today takes in a create and the guide predates.
func addNovaFlags(a *verb.App, cmd *cobra.Command) {
	f := cmd.Flags()
	f.String("key-name", "", "the `key pair` to let in")
	f.String("user-data", "", "a `file` for the server to run or read when it first starts, such as a cloud-config")
	f.String("availability-zone", "", "the `zone` to build in")
	f.StringArray("security-group", nil, "a security `group` to guard the server, by name or id; may be repeated")
	f.StringArray("nic", nil, "a network or port to attach to, `net-id=UUID[,v4-fixed-ip=IP]` or port-id=UUID; may be repeated")
	f.String("boot-volume", "", "boot from this `volume` (id) instead of an image")
	f.StringArray("block-device", nil,
		"a disk, `key=value,...` with Nova's keys: uuid, source_type, destination_type, boot_index, volume_size, delete_on_termination; may be repeated")
	verb.Keypairs.CompleteFlag(a, cmd, "key-name")
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
			return verb.Usagef("--user-data: %v", err)
		}
		req.UserData = base64.StdEncoding.EncodeToString(data)
	}
	for _, name := range list("security-group") {
		req.SecurityGroups = append(req.SecurityGroups, api.SecurityGroup{Name: name})
	}
	for _, text := range list("nic") {
		nic, err := readNIC(text)
		if err != nil {
			return err
		}
		req.Networks = append(req.Networks, nic)
	}
	return readDisks(req, get("boot-volume"), list("block-device"))
}

// readNIC reads --nic, as nova has it.
func readNIC(text string) (nic api.NetworkRef, err error) {
	fields := map[string]*string{
		"net-id": &nic.UUID, "port-id": &nic.Port, "v4-fixed-ip": &nic.FixedIP, "v6-fixed-ip": &nic.FixedIP,
	}
	err = eachKey("--nic", text, func(key, value string) error {
		to, known := fields[key]
		if !known {
			return verb.Usagef("--nic %s: it has net-id, port-id, v4-fixed-ip and v6-fixed-ip, not %s", text, key)
		}
		if *to != "" {
			return verb.Usagef("--nic %s: one network, port and address each", text)
		}
		*to = value
		return nil
	})
	if err == nil && (nic.UUID == "") == (nic.Port == "") {
		err = verb.Usagef("--nic %s: it needs either net-id or port-id", text)
	}
	return nic, err
}
