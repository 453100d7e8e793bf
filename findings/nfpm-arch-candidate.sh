#!/usr/bin/env bash
# The guess: the packages that nfpm makes of version 1.2.3-rc1 are all older than those of 1.2.3, as their file names say.
#
# What happens: for Arch the file is called 1.2.3rc1, and the package in it is 1.2.3: pacman takes the release for the very version that is installed. Where
# an epoch is set, 0 too, which says nothing, the version is whole.
#
# github.com/goreleaser/nfpm v2.48.0, arch/arch.go, createPkginfo: the version is put together twice, and Prerelease is in the one with an epoch alone. Issue
# 577 of 2022 asked for it.
#
# Why care: who tries a candidate of a tool on Arch keeps it. An update says that there is nothing to do, and the file name agrees with what was wanted.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"archive/tar"
	"bufio"
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/goreleaser/nfpm/v2"
	_ "github.com/goreleaser/nfpm/v2/arch"
	"github.com/klauspost/compress/zstd"
)

func main() {
	for _, epoch := range []string{"", "0"} {
		for _, version := range []string{"1.2.3-rc1", "1.2.3"} {
			fmt.Printf("version %s, epoch %q\n", version, epoch)
			info := nfpm.WithDefaults(&nfpm.Info{Name: "tool", Arch: "amd64", Version: version, Epoch: epoch, MTime: time.Unix(0, 0)})
			packager, err := nfpm.Get("archlinux")
			check(err)
			var b bytes.Buffer
			name := packager.ConventionalFileName(info)
			check(packager.Package(info, &b))
			fmt.Printf("  archlinux: file %s, %s\n", name, versionOf(&b))
		}
	}
}

func versionOf(b *bytes.Buffer) string {
	z, err := zstd.NewReader(b)
	check(err)
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		check(err)
		if h.Name != ".PKGINFO" {
			continue
		}
		for s := bufio.NewScanner(t); s.Scan(); {
			if strings.HasPrefix(s.Text(), "pkgver") {
				return s.Text()
			}
		}
	}
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
END
go_modules github.com/goreleaser/nfpm/v2@v2.48.0
go_run | seen
expect <<'END'
version 1.2.3-rc1, epoch ""
  archlinux: file tool-1.2.3rc1-1-x86_64.pkg.tar.zst, pkgver = 1.2.3-1
version 1.2.3, epoch ""
  archlinux: file tool-1.2.3-1-x86_64.pkg.tar.zst, pkgver = 1.2.3-1
version 1.2.3-rc1, epoch "0"
  archlinux: file tool-1.2.3rc1-1-x86_64.pkg.tar.zst, pkgver = 0:1.2.3rc1-1
version 1.2.3, epoch "0"
  archlinux: file tool-1.2.3-1-x86_64.pkg.tar.zst, pkgver = 0:1.2.3-1
END
