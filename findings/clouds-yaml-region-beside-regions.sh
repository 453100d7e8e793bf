#!/usr/bin/env bash
# The guess: in an entry of clouds.yaml that has a list of regions, with settings of their own, `region_name: B` says which of them is meant
# where nobody names one.
#
# What happens: openstacksdk takes the first of the list, A, and region_name counts only where a caller says it again. clientconfig takes the
# region B and leaves B's settings out, so that it signs in at the address of neither. gophercloud v2's own reader does that too, and knows
# no settings of regions at all, named or not.
#
# openstacksdk 0.101.0, config/loader.py, _get_region: without an argument the first of regions. github.com/gophercloud/utils of 2023-10-10,
# openstack/clientconfig, GetCloudFromYAML: only ClientOpts.RegionName chooses. github.com/gophercloud/gophercloud/v2 v2.15.0,
# openstack/config/clouds.
#
# Why care: one file, and `openstack server list` and `terraform apply` work in two regions, perhaps of two clouds.
# Name the region at each call, or have an entry for each. A command that shows which setting it took from where (`config list`) finds it.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstacksdk
go_modules github.com/gophercloud/utils@v0.0.0-20231010081019-80377eca5d56 github.com/gophercloud/gophercloud/v2@v2.15.0

cat >"$tmp/clouds.yaml" <<'END'
clouds:
  shop:
    region_name: B
    regions:
      - {name: A, values: {auth: {auth_url: https://a.example/v3}}}
      - {name: B, values: {auth: {auth_url: https://b.example/v3}}}
    auth: {auth_url: https://both.example/v3, username: anna, password: secret, project_name: shop, user_domain_name: d, project_domain_name: d}
END
cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"

	"github.com/gophercloud/gophercloud/v2/openstack/config/clouds"
	"github.com/gophercloud/utils/openstack/clientconfig"
)

func main() {
	for _, region := range []string{"", "B"} {
		cloud, err := clientconfig.GetCloudFromYAML(&clientconfig.ClientOpts{Cloud: "shop", RegionName: region})
		fmt.Printf("asked for %q: clientconfig   %s %s %v\n", region, cloud.RegionName, cloud.AuthInfo.AuthURL, err)
		options := []clouds.ParseOption{clouds.WithCloudName("shop"), clouds.WithLocations("clouds.yaml")}
		if region != "" {
			options = append(options, clouds.WithRegion(region))
		}
		auth, endpoint, _, err := clouds.Parse(options...)
		fmt.Printf("asked for %q: gophercloud v2 %s %s %v\n", region, endpoint.Region, auth.IdentityEndpoint, err)
	}
}
END
{
  python - "$tmp/clouds.yaml" <<'END'
import sys
from openstack.config import OpenStackConfig
for region in ('', 'B'):
    cloud = OpenStackConfig(config_files=[sys.argv[1]], load_envvars=False).get_one('shop', **({'region_name': region} if region else {}))
    print('asked for "%s": openstacksdk   %s %s' % (region, cloud.region_name, cloud.auth['auth_url']))
END
  (cd "$tmp/go" && GOFLAGS=-mod=mod GOWORK=off go build -o "$tmp/program" . && cd "$tmp" && env -u OS_REGION_NAME -u OS_CLOUD HOME="$tmp/home" ./program)
} | sort | seen
expect <<'END'
asked for "": clientconfig   B https://both.example/v3 <nil>
asked for "": gophercloud v2 B https://both.example/v3 <nil>
asked for "": openstacksdk   A https://a.example/v3
asked for "B": clientconfig   B https://b.example/v3 <nil>
asked for "B": gophercloud v2 B https://both.example/v3 <nil>
asked for "B": openstacksdk   B https://b.example/v3
END
