#!/usr/bin/env bash
# The guess: a password of digits that stands unquoted in clouds.yaml is a number for openstacksdk, and the cloud
# refuses it as such; or it is taken as it stands. Either way OpenStack's tools agree.
#
# What happens: openstacksdk reads it by YAML 1.1's rules and makes a string of the value again, which is well-formed
# and another one: octal, base 60, and underscores are computed away. gophercloud, from the same file, sends what is
# written. So the one signs in and the other gets a 401, or a project_id names another project.
#
# openstacksdk 0.101.0 with PyYAML 6.0 (Debian 12): openstack/config/_util.py, normalize_keys, and loader.py,
# _fix_backwards_project, call str() on what YAML made. gophercloud v2.15.0, openstack/config/clouds: fields of type
# string, for which yaml.v2 keeps the text.
#
# Why care: tenants of Rackspace are numbers, some with a leading zero, and generated passwords can look like
# anything. Quote both, and in a CLI read scalars as text.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstacksdk
go_modules github.com/gophercloud/gophercloud/v2/openstack/config/clouds@v2.15.0

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"
	"os"

	"github.com/gophercloud/gophercloud/v2/openstack/config/clouds"
)

func main() {
	auth, _, _, err := clouds.Parse(clouds.WithLocations(os.Args[1]), clouds.WithCloudName("a"))
	fmt.Printf("  gophercloud  password %q project %q %v\n", auth.Password, auth.TenantID, err)
}
END
cat >"$tmp/sdk.py" <<'END'
import json, sys
from openstack.config import OpenStackConfig
auth = OpenStackConfig(config_files=[sys.argv[1]]).get_one("a").config["auth"]
print("  openstacksdk password", json.dumps(auth["password"]), "project", json.dumps(auth["project_id"]))
END
for scalar in 010101 1_000_000 12:34:56 0x1F 2.60 1e10 0123456789; do
  cat >"$tmp/home/clouds.yaml" <<END
clouds:
  a:
    auth: {auth_url: 'http://127.0.0.1/v3', username: u, password: $scalar, project_id: $scalar}
END
  echo "$scalar"
  python "$tmp/sdk.py" "$tmp/home/clouds.yaml"
  go_run "$tmp/home/clouds.yaml"
done | seen
expect <<'END'
010101
  openstacksdk password "4161" project "4161"
  gophercloud  password "010101" project "010101" <nil>
1_000_000
  openstacksdk password "1000000" project "1000000"
  gophercloud  password "1_000_000" project "1_000_000" <nil>
12:34:56
  openstacksdk password "45296" project "45296"
  gophercloud  password "12:34:56" project "12:34:56" <nil>
0x1F
  openstacksdk password "31" project "31"
  gophercloud  password "0x1F" project "0x1F" <nil>
2.60
  openstacksdk password "2.6" project "2.6"
  gophercloud  password "2.60" project "2.60" <nil>
1e10
  openstacksdk password "1e10" project "1e10"
  gophercloud  password "1e10" project "1e10" <nil>
0123456789
  openstacksdk password "0123456789" project "0123456789"
  gophercloud  password "0123456789" project "0123456789" <nil>
END
