#!/usr/bin/env bash
# The guess: fog's `compute.servers.all` and libcloud's `list_nodes()` are all servers, as their names say; and fog's
# `wait_for { ready? }` ends when the server can't become ready any more.
#
# What happens: both are one page. The link to the next one is not read, so with more servers than the cloud's page (1,000) the others
# don't exist for the program. fog's wait goes on through ERROR until its time is over, and each look is two requests: the server, and
# its metadata.
#
# fog-openstack 1.0.8 (Debian 12), lib/fog/openstack/compute/models/servers.rb, all, and server.rb, ready? and metadata;
# libcloud 3.4.1 (Debian 12), libcloud/compute/drivers/openstack.py, list_nodes.
#
# Why care: what cleans up or counts by these lists sees a part of the cloud, and a build that failed in its second is waited for as
# long as one that is slow. A cloud with smaller pages, or a test with pages of one, shows it at once.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
fog
debian python3-libcloud=3.4.1-5 python3-requests=2.28.1+dfsg-1 python3-urllib3=1.26.12-1+deb12u4 python3-idna=3.3-1+deb12u1 \
  python3-certifi=2022.9.24-1 python3-chardet=5.1.0+dfsg-2 python3-charset-normalizer=3.0.1-2 python3-lockfile=1:0.12.2-2.2 \
  python3-lxml=4.9.2-1+deb12u1

cat >"$tmp/cloud.rb" <<'END'
require "fog/openstack"
require "json"
require "webrick"

asked = []
cloud = WEBrick::HTTPServer.new(Port: 0, BindAddress: "127.0.0.1", Logger: WEBrick::Log.new(File::NULL), AccessLog: [])
url = "http://127.0.0.1:#{cloud.config[:Port]}"
nova = { id: "v2.1", status: "CURRENT", version: "2.90", min_version: "2.1", links: [{ rel: "self", href: "#{url}/v2.1/" }] }
default = { id: "default", name: "Default" }
token = { methods: ["password"], expires_at: "2099-01-01T00:00:00.000000Z", issued_at: "2014-01-01T00:00:00.000000Z",
          user: { id: "u", name: "u", domain: default }, project: { id: "p", name: "A", domain: default }, roles: [],
          catalog: [{ type: "compute", name: "nova", id: "c",
                      endpoints: [{ id: "e", interface: "public", region: "R", region_id: "R", url: "#{url}/v2.1" }] }] }
failed = { id: "2", name: "two", status: "ERROR", fault: { message: "No valid host was found." }, addresses: {} }
cloud.mount_proc("/") do |request, response|
  asked << request.unparsed_uri.squeeze("/")
  response["Content-Type"] = "application/json"
  response.body = JSON.generate(
    case asked.last
    when "/v3/auth/tokens"
      response.status = 201
      response["X-Subject-Token"] = "t"
      { token: token }
    when "/v2.1/servers/detail"
      { servers: [{ id: "1", name: "one", status: "ACTIVE" }], servers_links: [{ rel: "next", href: "#{url}/v2.1/servers/detail?marker=1" }] }
    when "/v2.1/servers/detail?marker=1" then { servers: [failed] }
    when "/v2.1/servers/2" then { server: failed }
    when "/v2.1/servers/2/metadata" then { metadata: {} }
    else { versions: [nova], version: nova }
    end
  )
end
Thread.new { cloud.start }
compute = Fog::OpenStack::Compute.new(openstack_auth_url: "#{url}/v3", openstack_username: "u", openstack_api_key: "p",
                                      openstack_project_name: "A", openstack_domain_name: "Default")
asked.clear
puts "servers.all: #{compute.servers.all.map(&:name).join(', ')}; asked for: #{asked.join(' ')}"
server = compute.servers.get("2")
asked.clear
begin
  looks = 0
  server.wait_for(1, 0.2) { (looks += 1) && ready? }
rescue Fog::Errors::TimeoutError
  puts "wait_for of a server in #{server.state}: looked #{looks > 2 ? 'more than twice' : looks}, and then the time was over"
end
puts "each look: #{asked.first(2).join(' ')}"
END
cat >"$tmp/nodes.py" <<'END'
from fakecloud import Cloud
from libcloud.compute.providers import get_driver
from libcloud.compute.types import Provider

cloud = Cloud({})
def page(number, following):
    server = {"id": str(number), "name": "server-%d" % number, "status": "ACTIVE", "addresses": {}, "image": {"id": "i"}, "flavor": {"id": "f"},
              "metadata": {}, "created": "2026-01-01T00:00:00Z", "updated": "2026-01-01T00:00:00Z", "tenant_id": "p1", "user_id": "u1",
              "hostId": "h", "links": [{"rel": "self", "href": cloud.url}], "accessIPv4": "", "accessIPv6": "", "key_name": None, "config_drive": ""}
    return {"servers": [server], "servers_links": [{"rel": "next", "href": cloud.url + "/v2.1/servers/detail?marker=1"}] if following else []}
cloud.routes["GET /v2.1/servers/detail"] = page(1, True)
cloud.routes["GET /v2.1/servers/detail?marker=1"] = page(2, False)
driver = get_driver(Provider.OPENSTACK)("u", "p", ex_force_auth_url=cloud.url, ex_force_auth_version="3.x_password", ex_tenant_name="A",
                                        ex_force_service_region="RegionOne", ex_force_service_name="nova")
names = ", ".join(node.name for node in driver.list_nodes())
print("list_nodes:", names + "; asked for:", *(path for _, path, _, _ in cloud.asked if "servers" in path))
END
{ fog_run "$tmp/cloud.rb" && python "$tmp/nodes.py"; } | seen
expect <<'END'
servers.all: one; asked for: /v2.1/servers/detail
wait_for of a server in ERROR: looked more than twice, and then the time was over
each look: /v2.1/servers/2 /v2.1/servers/2/metadata
list_nodes: server-1; asked for: /v2.1/servers/detail
END
