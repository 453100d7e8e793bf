package server

import (
	"encoding/base64"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
)

// addBuildFlags adds what create and rebuild have in common (guide 2.1.2, 2.3.3).
func addBuildFlags(a *app.App, cmd *cobra.Command) {
	f := cmd.Flags()
	f.String("image", "", "the `image` to build from (id, name or URL)")
	f.StringArray("meta", nil, "a metadata item, `key=value`; may be repeated")
	f.StringArray("file", nil, "a file to inject, `dst=src`: its path on the server, and the file here; may be repeated")
	f.String("disk-config", "", "`AUTO` or MANUAL partitioning of the disk")
	f.String("access-ipv4", "", "the IPv4 `address` to reach the server by")
	f.String("access-ipv6", "", "the IPv6 `address` to reach the server by")
	app.AddNewPasswordFlags(cmd, "admin-pass", "the administrator password")
	ref.Images.CompleteFlag(a, cmd, "image")
	flagset.CompleteWith(cmd, "disk-config", "AUTO", "MANUAL")
}

// build is what the flags of addBuildFlags say. image is as it was typed.
type build struct {
	image, diskConfig, accessIPv4, accessIPv6 string
	adminPass                                 func() string // of the next server; "": the cloud makes it up
	metadata                                  api.Metadata
	files                                     []api.File
}

// readBuildFlags reads the flags, and the files that they name. It sends nothing.
func readBuildFlags(a *app.App, cmd *cobra.Command) (build, error) {
	get := func(flag string) string { v, _ := cmd.Flags().GetString(flag); return v }
	list := func(flag string) []string { v, _ := cmd.Flags().GetStringArray(flag); return v }
	b := build{image: get("image"), accessIPv4: get("access-ipv4"), accessIPv6: get("access-ipv6")}
	var err error
	if b.diskConfig, err = diskConfig(get("disk-config")); err != nil {
		return b, err
	}
	if b.metadata, err = flagset.ParsePairs("--meta", list("meta")); err != nil {
		return b, err
	}
	if b.files, err = files(list("file")); err != nil {
		return b, err
	}
	b.adminPass, err = a.OptionalPassword(cmd, "admin-pass")
	return b, err
}

// files reads what --file names, dst=src, and encodes the contents (guide 2.1.2.3).
func files(flags []string) ([]api.File, error) {
	var out []api.File
	for _, flag := range flags {
		dst, src, ok := cut(flag)
		if !ok {
			return nil, fail.Usagef("--file %s: it must be dst=src, the path on the server and the file here", flag)
		}
		data, err := os.ReadFile(src)
		if err != nil {
			return nil, fail.Usagef("--file %s: %v", flag, err)
		}
		out = append(out, api.File{Path: dst, Contents: base64.StdEncoding.EncodeToString(data)})
	}
	return out, nil
}

// diskConfig reads --disk-config (guide 3.2).
func diskConfig(text string) (string, error) {
	switch d := strings.ToUpper(text); d {
	case "", "AUTO", "MANUAL":
		return d, nil
	default:
		return "", fail.Usagef("--disk-config %s: it must be AUTO or MANUAL", text)
	}
}
