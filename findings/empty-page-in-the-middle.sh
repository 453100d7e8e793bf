#!/usr/bin/env bash
# The guess: a list goes on as long as a page has a link to the next one. A page may be empty and have one all the same: what was in
# it is gone, or is not for this user.
#
# What happens: both libraries take the first empty page for the end, whatever links it has, and say nothing: of three servers on three
# pages one is listed.
#
# gophercloud v2.15.0, pagination/pager.go, EachPage and AllPages; openstacksdk 0.101.0 (Debian 12), openstack/resource.py, list.
#
# Why care: half a list looks like a whole one, and a program that tidies up by lists leaves behind what it did not see. A server must
# not send an empty page with a link; a client had better follow it.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/gophercloud/gophercloud/v2@v2.15.0
openstacksdk

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"context"
	"fmt"
	"os"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"
)

func main() {
	client := &gophercloud.ServiceClient{ProviderClient: &gophercloud.ProviderClient{}, Endpoint: os.Args[1] + "/v2.1/"}
	pages, err := servers.List(client, nil).AllPages(context.Background())
	if err != nil {
		panic(err)
	}
	found, err := servers.ExtractServers(pages)
	fmt.Print("gophercloud:")
	for _, server := range found {
		fmt.Print(" ", server.Name)
	}
	fmt.Println(", error:", err)
}
END
(cd "$tmp/go" && GOFLAGS=-mod=mod GOWORK=off go build -o "$tmp/program" .)
python - "$tmp/program" <<'END' | seen
import subprocess, sys
from fakecloud import Cloud
import openstack

cloud = Cloud({})
def page(names, following):
    return {"servers": [{"id": name, "name": name, "links": []} for name in names],
            "servers_links": [{"rel": "next", "href": f"{cloud.url}/v2.1/servers/detail?marker={following}"}] if following else []}
pages = {"": page(["one"], "one"), "marker=one": page([], "two"), "marker=two": page(["three"], "")}
cloud.routes["GET /v2.1/servers/detail"] = lambda query, body: pages[query]
print(subprocess.run([sys.argv[1], cloud.url], capture_output=True, text=True, check=True).stdout, end="")
connection = openstack.connect(auth_url=cloud.url + "/v3", username="u", password="p", project_name="A", user_domain_id="default",
                               project_domain_id="default", region_name="RegionOne")
print("openstacksdk:", *(server.name for server in connection.compute.servers()))
print("asked for:", *(path.rpartition("/")[2] for _, path, _, _ in cloud.asked if "/servers/" in path))
END
expect <<'END'
gophercloud: one, error: <nil>
openstacksdk: one
asked for: detail detail?marker=one detail detail?marker=one
END
