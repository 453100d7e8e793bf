#!/usr/bin/env bash
# The guess: CreateOpts.UserData is []byte and takes the user data as it is; the library encodes it in base64, as the
# API wants, and the server gets those bytes.
#
# What happens: bytes that happen to be valid base64 are taken for encoded and sent as they are, so the server gets
# something else. It takes no odd data: a word with four, eight or twelve letters will do, with a newline behind it
# too.
#
# gophercloud v2.15.0, openstack/compute/v2/servers/requests.go, ToServerCreateMap (v1.14.1 does the same): it encodes
# only if base64.StdEncoding.DecodeString fails, and that skips newlines. novaclient 18.1.0 (Debian 12),
# v2/servers.py, encodes always.
#
# Why care: a role name or a join token as user data ("database", "deadbeef") arrives on the server as six bytes of
# noise, with Terraform and every other tool on this library. A CLI that reads a file should encode it itself, always.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/gophercloud/gophercloud/v2@v2.15.0 github.com/gophercloud/gophercloud@v1.14.1

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"encoding/base64"
	"fmt"

	v1 "github.com/gophercloud/gophercloud/openstack/compute/v2/servers"
	v2 "github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"
)

func main() {
	for _, data := range []string{"#!/bin/sh\n", "role=web\n", "database", "deadbeef\n", "webs\n", "web\n"} {
		opts, err := v2.CreateOpts{Name: "n", ImageRef: "i", FlavorRef: "f", UserData: []byte(data)}.ToServerCreateMap()
		old, err1 := v1.CreateOpts{Name: "n", ImageRef: "i", FlavorRef: "f", UserData: []byte(data)}.ToServerCreateMap()
		if err != nil || err1 != nil {
			panic(fmt.Sprint(err, err1))
		}
		sent := *opts["server"].(map[string]any)["user_data"].(*string)
		same := sent == *old["server"].(map[string]any)["user_data"].(*string)
		got, _ := base64.StdEncoding.DecodeString(sent)
		fmt.Printf("user data %q: sent %q, the server gets %q (v1 the same: %v)\n", data, sent, got, same)
	}
}
END
go_run | seen
expect <<'END'
user data "#!/bin/sh\n": sent "IyEvYmluL3NoCg==", the server gets "#!/bin/sh\n" (v1 the same: true)
user data "role=web\n": sent "cm9sZT13ZWIK", the server gets "role=web\n" (v1 the same: true)
user data "database": sent "database", the server gets "u\xabZm\xab\x1e" (v1 the same: true)
user data "deadbeef\n": sent "deadbeef\n", the server gets "u\xe6\x9dm\xe7\x9f" (v1 the same: true)
user data "webs\n": sent "webs\n", the server gets "\xc1\xe6\xec" (v1 the same: true)
user data "web\n": sent "d2ViCg==", the server gets "web\n" (v1 the same: true)
END
