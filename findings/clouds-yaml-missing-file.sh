#!/usr/bin/env bash
# The guess: OS_CLIENT_CONFIG_FILE names the file of clouds; where there is none, that is an error.
#
# What happens: to openstacksdk, and so to `openstack`, it is one more place to look in before the usual ones. A file that isn't there is
# passed over without a word, and the cloud of the same name in ~/.config/openstack is taken, or the only one there. An empty file counts
# as one that is there, and so ends the search. To gophercloud the variable is the one place to look in, and its error says so.
#
# openstacksdk 0.101.0 (Debian 12), openstack/config/loader.py, _load_config_file; gophercloud v2.15.0, openstack/config/clouds/clouds.go.
#
# Why care: with the name of the test cloud's file mistyped, a script goes to the other cloud and succeeds there, while the next tool
# refuses. Who names a file wants that file: a client should stop where it can't be read.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstacksdk
go_modules github.com/gophercloud/gophercloud/v2@v2.15.0 github.com/gophercloud/gophercloud/v2/openstack/config/clouds@v2.15.0

clouds() {
  cat <<END
clouds:
  web:
    auth: {auth_url: http://$1.example/v3, username: u, password: p, project_name: A, user_domain_name: Default, project_domain_name: Default}
END
}
mkdir -p "$tmp/home/.config/openstack"
clouds production >"$tmp/home/.config/openstack/clouds.yaml"
clouds test >"$tmp/home/test.yaml"
: >"$tmp/home/empty.yaml"

cat >"$tmp/which.py" <<'END'
import openstack.config

try:
    print("  openstacksdk:", openstack.config.OpenStackConfig().get_one("web").config["auth"]["auth_url"])
except openstack.exceptions.ConfigException as e:
    print("  openstacksdk:", e)
END
cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"

	"github.com/gophercloud/gophercloud/v2/openstack/config/clouds"
)

func main() {
	options, _, _, err := clouds.Parse(clouds.WithCloudName("web"))
	if err != nil {
		fmt.Println("  gophercloud:", err)
		return
	}
	fmt.Println("  gophercloud:", options.IdentityEndpoint)
}
END
(cd "$tmp/go" && GOFLAGS=-mod=mod GOWORK=off go build -o "$tmp/program" .)

unset "${!OS_@}"
cd "$tmp/home"
for file in test.yaml tset.yaml empty.yaml; do
  echo "OS_CLIENT_CONFIG_FILE=$file"
  export OS_CLIENT_CONFIG_FILE=$file
  python "$tmp/which.py"
  HOME=$tmp/home "$tmp/program"
done | seen
expect <<'END'
OS_CLIENT_CONFIG_FILE=test.yaml
  openstacksdk: http://test.example/v3
  gophercloud: http://test.example/v3
OS_CLIENT_CONFIG_FILE=tset.yaml
  openstacksdk: http://production.example/v3
  gophercloud: clouds file not found. Search locations were: [tset.yaml]
OS_CLIENT_CONFIG_FILE=empty.yaml
  openstacksdk: Cloud web was not found.
  gophercloud: EOF
END
