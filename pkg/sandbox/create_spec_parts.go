package sandbox

import (
	"net/http"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/api"
)

// checkPersonality checks the files to inject (guide 2.1.2.3). The sandbox's servers have no file system to put them in.
func checkPersonality(o *createSpec, members object) error {
	files, ok := members.items("personality")
	if !ok {
		return badRequest("Bad personality format")
	}
	if exceeds(len(files), o.offers.Quota.Files) {
		return overLimit("Personality file limit exceeded")
	}
	for _, file := range files {
		if err := o.offers.Quota.checkFile(file); err != nil {
			return err
		}
	}
	return nil
}

// checkNetworks reads what to attach to: without networks, or with an empty list, the two that every account has (guide 2.1.2).
func checkNetworks(o *createSpec, members object) error {
	items, ok := members.items("networks")
	if !ok {
		return badRequest("Bad networks format")
	}
	for _, item := range items {
		id, err := readNetwork(o, item)
		switch {
		case err != nil:
			return err
		case !isUUID(id):
			return badRequest("Bad networks format: network uuid is not in proper format (%s)", id)
		case slices.Contains(o.networks, id):
			return badRequest("Duplicate networks (%s) are not allowed", id)
		}
		o.networks = append(o.networks, strings.ToLower(id))
	}
	if len(o.networks) == 0 {
		o.networks = []string{api.PublicNet, api.ServiceNet}
	}
	return checkNetworkIDs(o)
}

func checkNetworkIDs(o *createSpec) error {
	ids := o.networks
	if !slices.Contains(ids, api.PublicNet) && !slices.Contains(ids, api.ServiceNet) {
		return &faultError{ // not JSON, as the real service sends it (errors.tsv)
			status: http.StatusForbidden, plain: true,
			message: "403 Forbidden\n\nAccess was denied to this resource.\n\n Networks (" + api.PublicNet + "," + api.ServiceNet +
				") required but missing",
		}
	}
	for _, id := range ids {
		if !slices.Contains(o.offers.Networks, strings.ToLower(id)) {
			return badRequest("Network %s could not be found.", id)
		}
	}
	return nil
}

// checkMetadata checks the pairs (guide 2.1.2.2).
func checkMetadata(o *createSpec, members object) error {
	if !members.has("metadata") {
		return nil
	}
	pairs, err := readPairs(members["metadata"])
	if err != nil {
		return err
	}
	o.metadata = pairs
	return o.offers.Quota.checkServerPairs(pairs)
}
