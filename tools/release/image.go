package main

import (
	"archive/tar"
	"bytes"
	"encoding/pem"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
	"golang.org/x/crypto/x509roots/fallback/bundle"
)

// nobody is who the program runs as. /etc/passwd gives it a home, where its settings and its sandbox are.
const nobody = "65532"

// image writes a container image to r.out: nothing but the program, the authorities that Mozilla trusts, and a user without rights. No daemon takes part,
// and no other image. It is what Containerfile describes.
func image(r release) error {
	program, err := os.ReadFile(r.binary)
	if err != nil {
		return err
	}
	content := []imageFile{
		{name: "etc/passwd", data: []byte("novactl:x:" + nobody + ":" + nobody + "::/home/novactl:/novactl\n")},
		{name: "etc/ssl/certs/ca-certificates.crt", data: authorities()},
		{name: "home/novactl/", mode: 0o700, owner: 65532},
		{name: "novactl", data: program, mode: 0o755},
		{name: "tmp/", mode: 0o777 | 0o1000},
	}
	layer, err := layerOf(content, r)
	if err != nil {
		return err
	}
	// The library's empty image is one of Docker's, which not all readers of OCI layouts take.
	base := mutate.ConfigMediaType(mutate.MediaType(empty.Image, types.OCIManifestSchema1), types.OCIConfigJSON)
	img, err := mutate.Append(base, mutate.Addendum{Layer: layer, History: v1.History{
		Created: v1.Time{Time: r.date}, CreatedBy: "tools/release image",
	}})
	if err != nil {
		return err
	}
	config, err := img.ConfigFile()
	if err != nil {
		return err
	}
	config.OS, config.Architecture, config.Created = "linux", r.arch, v1.Time{Time: r.date}
	config.Config = v1.Config{
		User: nobody + ":" + nobody, Entrypoint: []string{"/novactl"}, WorkingDir: "/home/novactl", Env: []string{"HOME=/home/novactl"},
		Labels: map[string]string{
			"org.opencontainers.image.title": "novactl", "org.opencontainers.image.version": r.version,
			"org.opencontainers.image.licenses": "Apache-2.0", "org.opencontainers.image.source": "https://github.com/novactl/novactl",
		},
	}
	if img, err = mutate.ConfigFile(img, config); err != nil {
		return err
	}
	return writeLayout(img, r)
}

// authorities returns the certificates that Mozilla trusts, as the module of this build has them.
func authorities() []byte {
	var b bytes.Buffer
	for root := range bundle.Roots() {
		_ = pem.Encode(&b, &pem.Block{Type: "CERTIFICATE", Bytes: root.Certificate}) // into memory
	}
	return b.Bytes()
}

type imageFile struct {
	name  string // a folder ends in a slash
	data  []byte
	mode  int64 // 0: 0644
	owner int
}

func layerOf(content []imageFile, r release) (v1.Layer, error) {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, f := range content {
		h := &tar.Header{Name: f.name, Mode: f.mode, Uid: f.owner, Gid: f.owner, Size: int64(len(f.data)), ModTime: r.date, Typeflag: tar.TypeReg}
		if f.name[len(f.name)-1] == '/' {
			h.Typeflag = tar.TypeDir
		}
		if f.mode == 0 {
			h.Mode = 0o644
		}
		if err := w.WriteHeader(h); err != nil {
			return nil, err
		}
		if _, err := w.Write(f.data); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(b.Bytes())), nil },
		tarball.WithMediaType(types.OCILayer))
}

// writeLayout writes img as an OCI layout in a tar file, in the order of its names.
func writeLayout(img v1.Image, r release) error {
	dir, err := os.MkdirTemp("", "novactl-image-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	path, err := layout.Write(dir, empty.Index)
	if err != nil {
		return err
	}
	named := layout.WithAnnotations(map[string]string{"org.opencontainers.image.ref.name": "novactl:" + r.version})
	if err := path.AppendImage(img, named); err != nil {
		return err
	}
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	err = filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		inside, err := filepath.Rel(dir, name)
		if err != nil {
			return err
		}
		if err := w.WriteHeader(&tar.Header{Name: filepath.ToSlash(inside), Mode: 0o644, Size: int64(len(data)), ModTime: r.date}); err != nil {
			return err
		}
		_, err = w.Write(data)
		return err
	})
	if err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(r.out, b.Bytes(), 0o644)
}
