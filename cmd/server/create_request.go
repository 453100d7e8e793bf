package server

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
)

// createRequest reads the flags of create, and the files that they name, into a request. ImageRef and FlavorRef are still
// as they were typed. It sends nothing.
func createRequest(a *verb.App, cmd *cobra.Command, name string) (api.ServerCreate, error) {
	b, err := readBuildFlags(a, cmd)
	if err != nil {
		return api.ServerCreate{}, err
	}
	flavor, _ := cmd.Flags().GetString("flavor")
	if b.image == "" || flavor == "" {
		return api.ServerCreate{}, &verb.UsageError{
			Message: "a server needs --image and --flavor",
			Hint:    "see novactl image list and novactl flavor list",
		}
	}
	if n, _ := cmd.Flags().GetInt("count"); n < 1 {
		return api.ServerCreate{}, verb.Usagef("--count %d: it must be 1 or more", n)
	}
	networks, _ := cmd.Flags().GetStringArray("network")
	refs, err := networkRefs(networks)
	return api.ServerCreate{
		Name: name, ImageRef: b.image, FlavorRef: flavor, AdminPass: b.adminPass, Metadata: b.metadata, Personality: b.files,
		AccessIPv4: b.accessIPv4, AccessIPv6: b.accessIPv6, DiskConfig: b.diskConfig, Networks: refs,
	}, err
}

// cut splits dst=src.
func cut(flag string) (dst, src string, ok bool) {
	dst, src, ok = strings.Cut(flag, "=")
	return dst, src, ok && dst != "" && src != ""
}

// networkRefs reads --network: the labels of the networks that every account has, or UUIDs (guide 2.1.2, Table 2.2).
func networkRefs(flags []string) ([]api.NetworkRef, error) {
	var out []api.NetworkRef
	for _, flag := range flags {
		id := flag
		switch {
		case flag == "public":
			id = api.PublicNet
		case flag == "private":
			id = api.ServiceNet
		case !verb.IsUUID(flag):
			return nil, verb.Usagef("--network %s: it must be public, private, or a UUID", flag)
		}
		out = append(out, api.NetworkRef{UUID: id})
	}
	return out, nil
}

// numbered is the name of the i-th server of several.
func numbered(name string, i int) string { return fmt.Sprintf("%s-%d", name, i+1) }
