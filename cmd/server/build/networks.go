package build

import (
	"errors"
	"net/netip"
	"strings"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
)

// networkRefs reads --network: names as they were typed, or UUIDs (guide 2.1.2, Table 2.2).
func networkRefs(flags []string) []api.NetworkRef {
	var out []api.NetworkRef
	for _, flag := range flags {
		out = append(out, api.NetworkRef{UUID: flag})
	}
	return out
}

// readNICs reads --nic, as nova has it: one of auto and none, or any number of networks and ports.
func readNICs(req *api.ServerCreate, flags []string) error {
	for _, text := range flags {
		switch policy := api.NetworkPolicy(text); policy {
		case api.AutoNetworks, api.NoNetworks:
			if len(flags) > 1 || req.Networks != nil {
				return fail.Usagef("--nic %s: it leaves no room for other networks", text)
			}
			req.NetworkPolicy = policy
			continue
		}
		nic, err := readNIC(text)
		if err != nil {
			return err
		}
		req.Networks = append(req.Networks, nic)
	}
	return nil
}

// asPolicy adds to the error of a look-up what asks for no network, or any, where that was taken for a network's name.
func asPolicy(err error) error {
	var missing *ref.NotFoundError
	if !errors.As(err, &missing) || missing.Noun != "network" {
		return err
	}
	switch api.NetworkPolicy(missing.Name) {
	case api.AutoNetworks, api.NoNetworks:
		return fail.Advise(err, "did you mean --nic "+missing.Name+"? ("+missing.Hint()+")")
	}
	return err
}

// readNIC reads one network or port.
func readNIC(text string) (nic api.NetworkRef, err error) {
	if !strings.Contains(text, "=") { // as --network has it
		key := "net-name"
		if ref.IsUUID(text) {
			key = "net-id"
		}
		return nic, &fail.UsageError{Message: "--nic " + text + ": it must be key=value,key=value", Advice: "did you mean --nic " + key + "=" + text + "?"}
	}
	fields := map[string]*string{
		"net-id": &nic.UUID, "net-name": &nic.UUID, "port-id": &nic.Port, "v4-fixed-ip": &nic.FixedIP, "v6-fixed-ip": &nic.FixedIP,
	}
	err = eachKey("--nic", text, func(key, value string) error {
		to, known := fields[key]
		if !known {
			return fail.Usagef("--nic %s: it has net-id, net-name, port-id, v4-fixed-ip and v6-fixed-ip, not %s", text, key)
		}
		if *to != "" {
			return fail.Usagef("--nic %s: one network, port and address each", text)
		}
		*to = value
		return nil
	})
	if _, wrong := netip.ParseAddr(nic.FixedIP); err == nil && nic.FixedIP != "" && wrong != nil {
		err = fail.Usagef("--nic %s: %q is no address", text, nic.FixedIP)
	}
	if err == nil && (nic.UUID == "") == (nic.Port == "") {
		err = fail.Usagef("--nic %s: it needs one of net-id, net-name and port-id", text)
	}
	return nic, err
}
