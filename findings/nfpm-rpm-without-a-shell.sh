#!/usr/bin/env bash
# The guess: an rpm with scripts for its installation asks for the shell that runs them, as rpmbuild's do.
#
# What happens: nfpm's asks for nothing. rpm and dnf put it into a root that has no shell; the script after the installation fails, which is a warning, and
# the one before the removal fails, which is an error: the package can't be erased there. Nothing says either that the shell goes in first, where both are new.
#
# github.com/goreleaser/nfpm v2.44.2, rpm/rpm.go: scripts are added without a relation. rpmbuild (Debian's rpm 4.18) adds /bin/sh for %post and for %preun. Where
# `depends` has /bin/sh, dnf refuses the package in such a root and says why.
#
# Why care: images are made by `dnf --installroot` from an empty folder, and those without a shell are wanted for just this kind of program, one static binary.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
{ command -v rpm && command -v rpmbuild; } >"$tmp/log" || unobtainable "rpm and rpmbuild"

echo 'true' >"$tmp/go/script.sh"
cat >"$tmp/go/main.go" <<'END'
package main

import (
	"os"
	"time"

	"github.com/goreleaser/nfpm/v2"
	_ "github.com/goreleaser/nfpm/v2/rpm"
)

func main() {
	info := nfpm.WithDefaults(&nfpm.Info{Name: "tool", Arch: "amd64", Version: "1.2.3", MTime: time.Unix(0, 0)})
	info.Scripts = nfpm.Scripts{PostInstall: "script.sh", PreRemove: "script.sh"}
	packager, err := nfpm.Get("rpm")
	if err == nil {
		err = packager.Package(info, os.Stdout)
	}
	if err != nil {
		panic(err)
	}
}
END
cat >"$tmp/tool.spec" <<'END'
Name: tool
Version: 1.2.3
Release: 1
Summary: a tool
License: none
BuildArch: noarch
%description
A tool.
%post
true
%preun
true
%files
END

go_modules github.com/goreleaser/nfpm/v2@v2.44.2
go_run >"$tmp/nfpm.rpm"
rpmbuild -bb --define "_topdir $tmp/top" --define "_rpmdir $tmp/top" "$tmp/tool.spec" >"$tmp/log" 2>&1 || unobtainable "an rpm of rpmbuild's"
{
  for package in "$tmp/nfpm.rpm" "$tmp"/top/noarch/tool-1.2.3-1.noarch.rpm; do
    [ "$package" = "$tmp/nfpm.rpm" ] && echo 'nfpm' || echo 'rpmbuild'
    rpm -qp --scripts "$package" | sed -n 's/^\(.*\) scriptlet.*/  has a script: \1/p'
    rpm -qp --requires "$package" | grep -v '^rpmlib(' | sed 's/^/  asks for: /' || true
  done
} | seen
expect <<'END'
nfpm
  has a script: postinstall
  has a script: preuninstall
rpmbuild
  has a script: postinstall
  has a script: preuninstall
  asks for: /bin/sh
  asks for: /bin/sh
END
