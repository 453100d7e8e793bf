#!/usr/bin/env bash
# The guess: an image that go-containerregistry makes from its empty one and writes as an OCI layout is an image of OCI.
#
# What happens: the layout's index is OCI's, and what it names is a manifest of Docker's version 2, with Docker's configuration and Docker's layer, also where the
# folder was made by layout.Write. Media types have to be set in three places, one for each kind, and the layer's before it is made.
#
# github.com/google/go-containerregistry v0.22.1, pkg/v1/empty/image.go: MediaType is DockerManifestSchema2; pkg/v1/layout writes what it is given.
#
# Why care: skopeo and podman read both, so a test with these sees nothing of it; the specification asks other readers for OCI's types alone.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"bytes"
	"fmt"
	"io"
	"os"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/layout"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/tarball"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

func main() {
	manifest := mutate.MediaType(empty.Image, types.OCIManifestSchema1)
	show("as it is", empty.Image)
	show("the manifest set", manifest)
	show("the configuration, too", mutate.ConfigMediaType(manifest, types.OCIConfigJSON))
	show("the layer, too", mutate.ConfigMediaType(manifest, types.OCIConfigJSON), tarball.WithMediaType(types.OCILayer))
}

func show(what string, base v1.Image, options ...tarball.LayerOption) {
	dir, err := os.MkdirTemp("", "")
	check(err)
	defer os.RemoveAll(dir)
	layer, err := tarball.LayerFromOpener(func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(make([]byte, 1024))), nil }, options...)
	check(err)
	image, err := mutate.AppendLayers(base, layer)
	check(err)
	path, err := layout.Write(dir, empty.Index)
	check(err)
	check(path.AppendImage(image))
	index, err := path.ImageIndex()
	check(err)
	list, err := index.IndexManifest()
	check(err)
	written, err := index.Image(list.Manifests[0].Digest)
	check(err)
	m, err := written.Manifest()
	check(err)
	fmt.Printf("%s\n  index %s\n  manifest %s\n  config %s\n  layer %s\n", what, list.MediaType, list.Manifests[0].MediaType, m.Config.MediaType, m.Layers[0].MediaType)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
END
go_modules github.com/google/go-containerregistry@v0.22.1
go_run | seen
expect <<'END'
as it is
  index application/vnd.oci.image.index.v1+json
  manifest application/vnd.docker.distribution.manifest.v2+json
  config application/vnd.docker.container.image.v1+json
  layer application/vnd.docker.image.rootfs.diff.tar.gzip
the manifest set
  index application/vnd.oci.image.index.v1+json
  manifest application/vnd.oci.image.manifest.v1+json
  config application/vnd.docker.container.image.v1+json
  layer application/vnd.docker.image.rootfs.diff.tar.gzip
the configuration, too
  index application/vnd.oci.image.index.v1+json
  manifest application/vnd.oci.image.manifest.v1+json
  config application/vnd.oci.image.config.v1+json
  layer application/vnd.docker.image.rootfs.diff.tar.gzip
the layer, too
  index application/vnd.oci.image.index.v1+json
  manifest application/vnd.oci.image.manifest.v1+json
  config application/vnd.oci.image.config.v1+json
  layer application/vnd.oci.image.layer.v1.tar+gzip
END
