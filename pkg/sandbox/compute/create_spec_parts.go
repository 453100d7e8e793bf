package compute

import (
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/random"
)

// checkPersonality checks the files to inject (guide 2.1.2.3). The sandbox's servers have no file system to put them in.
func checkPersonality(o *CreateSpec, members document.Object) error {
	files, ok := members.Items("personality")
	if !ok {
		return fault.BadRequest("Bad personality format")
	}
	if exceeds(len(files), o.Offers.Quota.Files) {
		return fault.OverLimit("Personality file limit exceeded")
	}
	for _, file := range files {
		if err := o.Offers.Quota.checkFile(file); err != nil {
			return err
		}
	}
	return nil
}

// CheckNetworks reads what to attach to: without networks, or with an empty list, the two that every account has (guide 2.1.2).
func CheckNetworks(o *CreateSpec, members document.Object) error {
	items, ok := members.Items("networks")
	if !ok {
		return fault.BadRequest("Bad networks format")
	}
	for _, item := range items {
		id, own, err := readNetwork(o, item)
		switch {
		case err != nil:
			return err
		case own:
			continue
		case !random.IsUUID(id):
			return fault.BadRequest("Bad networks format: network uuid is not in proper format (%s)", id)
		case slices.Contains(o.Networks, id):
			return fault.BadRequest("Duplicate networks (%s) are not allowed", id)
		}
		o.Networks = append(o.Networks, strings.ToLower(id))
	}
	if len(o.Networks) == 0 && len(o.NICs) == 0 {
		o.Networks = []string{api.PublicNet, api.ServiceNet}
	}
	return checkNetworkIDs(o)
}

func checkNetworkIDs(o *CreateSpec) error {
	ids := o.Networks
	if !o.Offers.Today && !slices.Contains(ids, api.PublicNet) && !slices.Contains(ids, api.ServiceNet) {
		return fault.PlainForbidden( // not JSON, as the real service sends it (errors.tsv)
			"403 Forbidden\n\nAccess was denied to this resource.\n\n Networks (" + api.PublicNet + "," + api.ServiceNet + ") required but missing")
	}
	for _, id := range ids {
		if !slices.Contains(o.Offers.Networks, strings.ToLower(id)) {
			return fault.BadRequest("Network %s could not be found.", id)
		}
	}
	for i, nic := range o.NICs {
		if !o.Offers.Today && slices.Contains(o.NICs[:i], nic) {
			return fault.BadRequest("Duplicate networks (%s) are not allowed", nic.Network)
		}
		if err := o.Offers.MayAttach(nic); err != nil {
			return err
		}
	}
	return nil
}

// CheckMetadata checks the pairs (guide 2.1.2.2).
func CheckMetadata(o *CreateSpec, members document.Object) error {
	if !members.Has("metadata") {
		return nil
	}
	pairs, err := ReadPairs(members["metadata"])
	if err != nil {
		return err
	}
	o.Metadata = pairs
	return o.Offers.Quota.CheckServerPairs(pairs)
}
