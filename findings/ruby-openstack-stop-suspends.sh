#!/usr/bin/env bash
# The guess: `server.stop` of the openstack gem is Nova's os-stop, and its settings of a new server may be used for a second one.
#
# What happens: stop sends `suspend`, and start sends `resume`. The server is SUSPENDED, its memory is kept on the host's disk, and one that
# another client stopped (SHUTOFF) can't be started, as Nova resumes only what is suspended. stop also prints its request on standard
# output. create_server changes the hash that it is given: security groups become objects in it, so that a second server with the same
# settings asks for a group whose name is an object. As Debian packs it the gem signs in, and raises NameError at the first request: it
# names a constant that nothing sets. The rest was seen with the constant set.
#
# ruby-openstack 2.0.2 (Debian 12; the gem openstack 2.0.1), openstack/compute/server.rb, stop and start; compute/connection.rb, create_server.
#
# Why care: a runbook that stops servers by night with it and starts them with another client in the morning finds none that starts, and a
# suspended server neither shuts down its system nor frees the disk of its memory. Nova refuses the second create with 400.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
debian ruby-openstack=2.0.2-2 ruby-webrick=1.8.1-1

cat >"$tmp/cloud.rb" <<'END'
require "openstack"
require "json"
require "webrick"

asked = []
cloud = WEBrick::HTTPServer.new(Port: 0, BindAddress: "127.0.0.1", Logger: WEBrick::Log.new(File::NULL), AccessLog: [])
url = "http://127.0.0.1:#{cloud.config[:Port]}"
access = { token: { id: "t", expires: "2099-01-01T00:00:00Z", tenant: { id: "p", name: "A" } }, user: { id: "u", name: "u", roles: [] },
           serviceCatalog: [{ type: "compute", name: "nova", endpoints: [{ region: "R", publicURL: "#{url}/v2/p", versionId: "2" }] }] }
server = { id: "1", name: "web-1", status: "ACTIVE", addresses: {}, metadata: {} }
cloud.mount_proc("/") do |request, response|
  asked << request.body if request.request_method == "POST"
  response["Content-Type"] = "application/json"
  response.body = JSON.generate(request.path.end_with?("/tokens") ? { access: access } : { server: server })
  response.status = 202 if request.path.end_with?("/action", "/servers")
end
Thread.new { cloud.start }
compute = OpenStack::Connection.create(username: "u", api_key: "p", auth_url: "#{url}/v2.0", authtenant_name: "A")
begin
  compute.server("1")
rescue NameError => error
  puts "signed in: #{compute.authok?}, then: #{error.message.lines.first.strip}"
end
OpenStack::VERSION = "2.0.1"
asked.clear
web = compute.server("1")
web.stop
web.start
puts "stop, start: #{asked.join(', ')}"
asked.clear
settings = { name: "web", imageRef: "i", flavorRef: "f", security_groups: ["web"] }
2.times { compute.create_server(settings) }
asked.each { |body| puts "create: #{JSON.generate(JSON.parse(body)['server']['security_groups'])}" }
END
fog_run "$tmp/cloud.rb" | seen
expect <<'END'
signed in: true, then: uninitialized constant OpenStack::VERSION
{"suspend":null}
"About to post ACTION"
stop, start: {"suspend":null}, {"resume":null}
create: [{"name":"web"}]
create: [{"name":{"name":"web"}}]
END
