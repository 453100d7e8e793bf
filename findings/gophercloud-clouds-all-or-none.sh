#!/usr/bin/env bash
# The guess: gophercloud reads the cloud of clouds.yaml that is asked for, as openstacksdk does, and a mistake in
# another one's entry is that other one's affair.
#
# What happens: the whole file is decoded first. One `verify: "no"`, a boolean in quotes, in the entry of a cloud that
# nobody asked for makes every cloud of the file unusable. openstacksdk takes the entry as it is and uses it, for
# cloud "b" too.
#
# gophercloud v2.15.0, openstack/config/clouds/clouds.go, Parse: yaml.v2 into a map of all clouds, whose Verify is a
# *bool. openstacksdk 0.101.0 (Debian 12), openstack/config/loader.py.
#
# Why care: clouds.yaml is one file for all of a person's clouds and tools, and grows by copying. A CLI should decode
# the entry that it needs, and name the entry in its error.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstacksdk
go_modules github.com/gophercloud/gophercloud/v2/openstack/config/clouds@v2.15.0

cat >"$tmp/home/clouds.yaml" <<'END'
clouds:
  a:
    auth: {auth_url: 'http://127.0.0.1/v3', username: u, password: p, project_name: A}
  b:
    auth: {auth_url: 'http://127.0.0.1/v3', username: u, password: p, project_name: B}
    verify: "no"
END
cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"
	"os"

	"github.com/gophercloud/gophercloud/v2/openstack/config/clouds"
)

func main() {
	for _, name := range []string{"a", "b"} {
		auth, _, _, err := clouds.Parse(clouds.WithLocations(os.Args[1]), clouds.WithCloudName(name))
		fmt.Printf("gophercloud %s: project %q, %v\n", name, auth.TenantName, err)
	}
}
END
{
  go_run "$tmp/home/clouds.yaml"
  python - "$tmp/home/clouds.yaml" <<'END'
import sys
from openstack.config import OpenStackConfig
for name in "ab":
    region = OpenStackConfig(config_files=[sys.argv[1]]).get_one(name)
    print(f"openstacksdk {name}: project", region.config["auth"]["project_name"], "verify", repr(region.config["verify"]))
END
} | seen
expect <<'END'
gophercloud a: project "", yaml: unmarshal errors:
  line 6: cannot unmarshal !!str `no` into bool
gophercloud b: project "", yaml: unmarshal errors:
  line 6: cannot unmarshal !!str `no` into bool
openstacksdk a: project A verify True
openstacksdk b: project B verify 'no'
END
