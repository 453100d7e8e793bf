#!/usr/bin/env bash
# The guess: the Properties of an image are its own properties: one that is called like a member of images is refused, or can't touch that
# member; and the name of a property may be any text.
#
# What happens: they are laid over the members when the request is written: an image with the property "name" or "visibility" is made under
# that name, and public, whatever Name and Visibility say. In an update a property's name is the path of JSON Patch as it is: Glance
# has properties called team/owner and a~1b, but "/team/owner" is 400 there, and "/a~1b" is another property, a/b (seen with 2026.2).
#
# gophercloud v2.15.0, openstack/image/v2/images/requests.go (CreateOpts.ToImageCreateMap, UpdateImageProperty.ToImagePatchMap).
#
# Why care: a tool that hands its user's key=value pairs on as properties lets `--property visibility=public` decide over the flag beside
# it. It has to look for the members' names itself, and to escape names in a path.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/gophercloud/gophercloud/v2@v2.15.0

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"encoding/json"
	"fmt"

	"github.com/gophercloud/gophercloud/v2/openstack/image/v2/images"
)

func main() {
	private := images.ImageVisibilityPrivate
	for _, property := range []string{"os_distro", "name", "visibility"} {
		body, err := images.CreateOpts{Name: "web", Visibility: &private, Properties: map[string]string{property: "public"}}.ToImageCreateMap()
		text, _ := json.Marshal(body)
		fmt.Printf("create, property %-11s %s %v\n", property+":", text, err)
	}
	for _, property := range []string{"os_distro", "team/owner", "a~1b"} {
		text, _ := json.Marshal(images.UpdateImageProperty{Op: images.AddOp, Name: property, Value: "x"}.ToImagePatchMap())
		fmt.Printf("update, property %-11s %s\n", property+":", text)
	}
}
END
go_run | seen
expect <<'END'
create, property os_distro:  {"name":"web","os_distro":"public","visibility":"private"} <nil>
create, property name:       {"name":"public","visibility":"private"} <nil>
create, property visibility: {"name":"web","visibility":"public"} <nil>
update, property os_distro:  {"op":"add","path":"/os_distro","value":"x"}
update, property team/owner: {"op":"add","path":"/team/owner","value":"x"}
update, property a~1b:       {"op":"add","path":"/a~1b","value":"x"}
END
