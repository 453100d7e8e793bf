#!/usr/bin/env bash
# The guess: a client whose create is answered with a redirect (by a port of http in front of https, by a host that was renamed) either
# sends the create again to where it was sent, or says that it was redirected.
#
# What happens: keystoneauth, and with it openstack, nova and openstacksdk, POSTs again at each of them, at 303 too, which says "look
# there for the result". libcloud and gophercloud go on with GET and no body at 301, 302 and 303: what comes is the list of servers, with
# 200. Nothing was made, and what is reported is a key that isn't in the document. At 307 and 308 all of them POST again. The token goes
# along each time.
#
# keystoneauth1 5.0.0 (Debian 12), keystoneauth1/session.py, _send_request; libcloud 3.4.1 (Debian 12), by way of requests; gophercloud
# v2.15.0, by way of net/http, which takes 200 for a create.
#
# Why care: with the same wrong URL every GET works in every client, and creates work in some, and fail in others with an error that says
# nothing of the URL. A client should refuse a redirect of what changes something, and name where it was sent to.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
openstacksdk python3-libcloud=3.4.1-5
go_modules github.com/gophercloud/gophercloud/v2@v2.15.0

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
	provider := &gophercloud.ProviderClient{}
	provider.SetToken("token")
	client := &gophercloud.ServiceClient{ProviderClient: provider, Endpoint: os.Args[1] + "/v2.1/", Type: "compute"}
	server, err := servers.Create(context.Background(), client, servers.CreateOpts{Name: "x", ImageRef: "i", FlavorRef: "1"}, nil).Extract()
	if err != nil {
		fmt.Print(err)
		return
	}
	fmt.Print(server.ID)
}
END
(cd "$tmp/go" && GOFLAGS=-mod=mod GOWORK=off go build -o "$tmp/create" .)

PROGRAM=$tmp/create python - <<'END' | seen
import os
import subprocess

from fakecloud import Cloud
from libcloud.compute.providers import get_driver
from libcloud.compute.types import Provider
import openstack

server = {"id": "x", "name": "x", "status": "BUILD", "addresses": {}, "links": [{"rel": "self", "href": "x"}], "flavor": {"id": "1"}, "metadata": {}, "image": "", "tenant_id": "p",
          "user_id": "u", "created": "2026-01-01T00:00:00Z", "updated": "2026-01-01T00:00:00Z", "hostId": "", "accessIPv4": "", "accessIPv6": "", "OS-EXT-AZ:availability_zone": "nova"}
cloud = Cloud({"POST /moved/servers": (202, {}, {"server": server}), "GET /moved/servers": {"servers": []}, "GET /v2.1/servers/x": {"server": server}})
sdk = openstack.connect(auth_url=cloud.url + "/v3", username="u", password="p", project_name="A", user_domain_id="default",
                        project_domain_id="default", region_name="RegionOne")
libcloud = get_driver(Provider.OPENSTACK)("u", "p", ex_force_auth_url=cloud.url, ex_force_auth_version="3.x_password", ex_tenant_name="A",
                                          ex_domain_name="Default", ex_force_service_region="RegionOne", api_version="2.1", secure=False)
class Ref:
    id = "1"
clients = (("openstacksdk", lambda: sdk.compute.create_server(name="x", flavorRef="1", imageRef="i").id),
           ("libcloud", lambda: libcloud.create_node("x", Ref, Ref).id),
           ("gophercloud", lambda: subprocess.run([os.environ["PROGRAM"], cloud.url], capture_output=True, text=True).stdout))
for code in 301, 303, 308:
    cloud.routes["POST /v2.1/servers"] = (code, {"Location": cloud.url + "/moved/servers"}, "")
    for name, create in clients:
        del cloud.asked[:]
        try:
            result = create()
        except Exception as e:
            result = type(e).__name__ + " " + str(e)
        moved = next(asked for asked in cloud.asked if asked[1] == "/moved/servers")
        print(code, "%-13s" % name, moved[0], "with the token," if "X-Auth-Token" in moved[2] else "without it,", "result:", result)
END
expect <<'END'
301 openstacksdk  POST with the token, result: x
301 libcloud      GET with the token, result: KeyError 'server'
301 gophercloud   GET with the token, result: expected response key "server" not found in response
303 openstacksdk  POST with the token, result: x
303 libcloud      GET with the token, result: KeyError 'server'
303 gophercloud   GET with the token, result: expected response key "server" not found in response
308 openstacksdk  POST with the token, result: x
308 libcloud      POST with the token, result: x
308 gophercloud   POST with the token, result: x
END
