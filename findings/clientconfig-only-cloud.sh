#!/usr/bin/env bash
# The guess: clientconfig finds the only cloud of clouds.yaml without its name, as it says it does, and its password in secure.yaml.
#
# What happens: it takes the cloud, and looks in secure.yaml for one that is called "". The address, the user and the project are there, the
# password isn't, and no error says that a file was left out. AuthOptions, which most programs call, doesn't even look for clouds.yaml
# without a name: an auth_url is missing, it says.
#
# github.com/gophercloud/utils of 2023-10-10, openstack/clientconfig/requests.go: secureClouds[cloudName] in GetCloudFromYAML, where
# cloudName is still empty.
#
# Why care: with one cloud nobody names it: openstacksdk takes the only one, secrets and all. A program made of clientconfig signs in without a
# password, and is refused, with the file that has the password where it belongs.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstacksdk
go_modules github.com/gophercloud/utils@v0.0.0-20231010081019-80377eca5d56

cat >"$tmp/clouds.yaml" <<'END'
clouds:
  shop:
    region_name: B
    auth: {auth_url: https://cloud.example/v3, username: anna, project_name: shop, user_domain_name: d, project_domain_name: d}
END
cat >"$tmp/secure.yaml" <<'END'
clouds:
  shop:
    auth: {password: secret}
END
cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"

	"github.com/gophercloud/utils/openstack/clientconfig"
)

func main() {
	for _, name := range []string{"", "shop"} {
		opts := &clientconfig.ClientOpts{Cloud: name}
		cloud, err := clientconfig.GetCloudFromYAML(opts)
		fmt.Printf("%-6q GetCloudFromYAML: user %q, password %q, %v\n", name, cloud.AuthInfo.Username, cloud.AuthInfo.Password, err)
		if auth, err := clientconfig.AuthOptions(opts); err != nil {
			fmt.Printf("%-6q AuthOptions: %v\n", name, err)
		} else {
			fmt.Printf("%-6q AuthOptions: user %q, password %q at %q\n", name, auth.Username, auth.Password, auth.IdentityEndpoint)
		}
	}
}
END
{
  (cd "$tmp" && python - <<'END'
from openstack.config import OpenStackConfig
cloud = OpenStackConfig(config_files=['clouds.yaml'], secure_files=['secure.yaml'], load_envvars=False).get_one()
print('openstacksdk: %s, user %s, password %s' % (cloud.name, cloud.auth['username'], cloud.auth['password']))
END
  )
  (cd "$tmp/go" && GOFLAGS=-mod=mod GOWORK=off go build -o "$tmp/program" .)
  (cd "$tmp" && env -u OS_CLOUD -u OS_AUTH_URL -u OS_USERNAME -u OS_PASSWORD HOME="$tmp/home" ./program)
} | seen
expect <<'END'
openstacksdk: shop, user anna, password secret
""     GetCloudFromYAML: user "anna", password "", <nil>
""     AuthOptions: Missing input for argument [auth_url]
"shop" GetCloudFromYAML: user "anna", password "secret", <nil>
"shop" AuthOptions: user "anna", password "secret" at "https://cloud.example/v3"
END
