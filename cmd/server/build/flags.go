package build

import (
	"context"
	"encoding/base64"
	"os"
	"strings"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
)

// buildFlags are what the flags that create and rebuild have in common are bound to (guide 2.1.2, 2.3.3).
type buildFlags struct {
	image, diskConfig, accessIPv4, accessIPv6 string
	meta, files                               []string
	adminPass                                 flagset.NewPassword
}

func (f *buildFlags) add(a *app.App, fs *flagset.Set, images *ref.Finder) {
	fs.String(&f.image, "image", "the `image` to build from (id, name or URL)", images.Flag(a))
	fs.Strings(&f.meta, "meta", "", "a metadata item, `key=value`; may be repeated")
	fs.Strings(&f.files, "file", "", "a file to inject, `dst=src`: its path on the server, and the file here; may be repeated")
	fs.String(&f.diskConfig, "disk-config", "`AUTO` or MANUAL partitioning of the disk", flagset.Words("AUTO", "MANUAL"))
	fs.String(&f.accessIPv4, "access-ipv4", "the IPv4 `address` to reach the server by")
	fs.String(&f.accessIPv6, "access-ipv6", "the IPv6 `address` to reach the server by")
	f.adminPass.Add(fs, "admin-pass", "the administrator password")
}

// build is what buildFlags say. image is as it was typed.
type build struct {
	image, diskConfig, accessIPv4, accessIPv6 string
	adminPass                                 func() string // of the next server; "": the cloud makes it up
	metadata                                  api.Metadata
	files                                     []api.File
}

// read reads the flags, and the files that they name. It sends nothing.
func (f *buildFlags) read(ctx context.Context, a *app.App) (build, error) {
	b := build{image: f.image, accessIPv4: f.accessIPv4, accessIPv6: f.accessIPv6}
	var err error
	if b.diskConfig, err = DiskConfig(f.diskConfig); err != nil {
		return b, err
	}
	if b.metadata, err = flagset.ParsePairs("--meta", f.meta); err != nil {
		return b, err
	}
	if b.files, err = files(f.files); err != nil {
		return b, err
	}
	b.adminPass, err = a.OptionalPassword(ctx, f.adminPass)
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

// DiskConfig reads --disk-config, in any case; "" stays "" (guide 3.2).
func DiskConfig(text string) (string, error) {
	switch d := strings.ToUpper(text); d {
	case "", "AUTO", "MANUAL":
		return d, nil
	default:
		return "", fail.Usagef("--disk-config %s: it must be AUTO or MANUAL", text)
	}
}
