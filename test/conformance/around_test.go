package conformance

import (
	"os"
	"testing"
)

// hasNeighbours reports whether servers have a network and a block storage service beside them.
func hasNeighbours(c *cloud) bool { return c.neighbours }

const noNeighbours = "the cloud's catalog has no network and block storage service"

// around is what people do around a server, at the services beside Nova.
var around = session{name: "around", only: hasNeighbours, why: noNeighbours, steps: []step{
	{
		what:    "create",
		run:     "server create {name} --image {image} --flavor {flavor} --wait -o json",
		want:    want{".status": "ACTIVE"},
		capture: map[string]string{"id": ".id", "network": ".addresses|keys[0]"},
	}, {
		what: "make a security group", run: "security-group create {name} -o json",
		want: want{".name": "{name}"}, capture: map[string]string{"group": ".id"},
	}, {
		what: "let ssh in",
		run:  "security-group-rule create {name} --protocol tcp --port 22 -o json",
		want: want{".port_range_min": "22", ".port_range_max": "22", ".direction": "ingress", ".security_group_id": "{group}"},
	}, {
		what: "put the server under it", run: "server add-security-group {name} {name} -o json",
		want: want{`.[0].security_groups|map(.name)|index("{name}") != null`: "true"},
	}, {
		what:    "give it a second interface",
		run:     "server interface attach {name} --network {network} -o json",
		want:    want{".port_state|length>0": "true"},
		capture: map[string]string{"port": ".port_id"},
	}, {
		what: "list its interfaces", run: "server interface list {name} -o json",
		want: want{"length": "2", `map(.port_id)|index("{port}") != null`: "true"},
	}, {
		what: "attach to a network that isn't there", run: "server interface attach {name} --network {name}-nosuch -o json", exit: 3,
	}, {
		what: "take the second interface away", run: "server interface detach {name} {port} --wait",
	}, {
		what: "one is left", run: "server interface list {id} -o json", want: want{"length": "1"},
	}, {
		what: "tag it", run: "server tag add {name} blue green",
		only: speaksTags, why: "tags are from microversion 2.26 on",
	}, {
		what: "list its tags", run: "server tag list {name} -o json",
		only: speaksTags, why: "tags are from microversion 2.26 on",
		want: want{`.|tostring|test("blue") and test("green")`: "true"},
	}, {
		what: "take a tag away", run: "server tag remove {name} blue",
		only: speaksTags, why: "tags are from microversion 2.26 on",
	}, {
		what: "what it left as its password: nothing", run: "server get-password {name}", says: "has left no password",
	}, {
		what: "restore what isn't deleted", run: "server restore {name}", exit: 5,
	}, {
		what: "make it write a crash dump", run: "server crash-dump {name} -o json", want: want{".[0].status": "ACTIVE"},
		only: speaksTags, why: "crash dumps are from microversion 2.17 on",
	}, {
		what: "how it lies on its host", run: "server topology {name} -o json", want: want{".nodes|type": "array"},
		only: speaksTags, why: "the topology is from microversion 2.78 on",
	}, {
		what: "wait for what its console never says", run: "server wait {name} --wait-for console:/no-such-line/ --wait-timeout 1s", exit: 124,
		says: "waiting for console:/no-such-line/",
	}, {
		what: "lead its access address to this machine", run: "server update {name} --access-ipv4 127.0.0.1 -o json",
		want: want{".[0].accessIPv4": "127.0.0.1"},
	}, {
		what: "wait for a port", run: "server wait {name} --wait-for tcp:{open} --wait-timeout 1m",
	}, {
		what: "wait for a page", run: "server wait {name} --wait-for http://{address}:{open}/ --wait-timeout 1m",
	}, {
		what: "what answers there is no ssh", run: "server wait {name} --wait-for ssh --wait-timeout 10s", exit: 124,
		says: "waiting for ssh",
	}, {
		what: "items of several servers, chosen by a pattern", run: "metadata set server {name}* a=1 b=2 -o json",
		want: want{`map(.server_name+.key+.value)|index("{name}b2") != null`: "true"},
	}, {
		what: "and by a filter", run: "metadata delete server a --filter name={name},meta.b=2 --yes",
	}, {
		what: "set properties and a description", run: "server set {name} --property role=web --description mine -o json",
		want: want{".[0].metadata.role": "web"},
	}, {
		what: "a request that would make another like it", run: "server clone {name} -o json",
		want: want{".server.flavorRef // .flavorRef|length>0": "true"},
	}, {
		what: "find it among one's own", run: "server find {name} --own -o json",
		want: want{"map(.id)": `["{id}"]`},
	}, {
		what: "make an image of it, and let older ones go", run: "server backup {name} {name}-backup --type daily --rotation 1",
	}, {
		what: "wait for the image", run: "image wait {name}-backup --for ACTIVE",
	}, {
		what: "its migrations are for administrators", run: "migration list -o json", exit: 4,
		only: func(c *cloud) bool { return !c.admin }, why: "this user is an administrator",
	}, {
		what: "delete it", run: "server delete {name} --yes --wait",
	}, {
		what: "delete the group", run: "security-group delete {name} --yes",
	}, {
		what: "the group is gone", run: "security-group show {group} -o json", exit: 3,
	},
}}

// speaksTags reports whether the command's own microversion can be asked for: only --compute-api-version holds it down, and the suite sets the newest.
func speaksTags(c *cloud) bool { return c.version != "" }

// floating is an address outside for a server.
var floating = session{name: "floating", only: hasNeighbours, why: noNeighbours, steps: []step{
	{
		what: "create", run: "server create {name} --image {image} --flavor {flavor} --wait -o json",
		want: want{".status": "ACTIVE"}, capture: map[string]string{"id": ".id"},
	}, {
		what: "find the networks with a way out", run: "network list --jq map(select(.[\"router:external\"]))", want: want{"length>0": "true"},
		capture: map[string]string{"external": ".[0].id"},
	}, {
		what: "give it an address", run: "server floating-ip add {name} --network {external} -o json",
		want: want{".floating_ip_address|length>0": "true"}, capture: map[string]string{"address": ".floating_ip_address", "floating": ".id"},
	}, {
		what: "it has it", run: "floating-ip show {address} -o json",
		want: want{".port_id|type": "string", ".id": "{floating}"},
	}, {
		what: "take it away", run: "server floating-ip remove {name} {address}",
	}, {
		what: "nothing has it", run: "floating-ip show {floating} -o json", want: want{".port_id": "null"},
	}, {
		what: "give it back", run: "floating-ip delete {address} --yes",
	}, {
		what: "it is gone", run: "floating-ip show {floating} -o json", exit: 3,
	}, {
		what: "delete the server", run: "server delete {id} --yes --wait",
	},
}}

// volumes is what block storage has for servers.
var volumes = session{name: "volumes", only: hasNeighbours, why: noNeighbours, steps: []step{
	{
		what: "make a volume", run: "volume create {name} --size 1 --property role=data --wait -o json",
		want: want{".name": "{name}", ".size": "1", ".status": "available", ".metadata.role": "data"}, capture: map[string]string{"volume": ".id"},
	}, {
		what: "list", run: "volume list -o json", want: want{`map(select(.id=="{volume}").name)`: `["{name}"]`},
	}, {
		what: "create a server", run: "server create {name} --image {image} --flavor {flavor} --wait -o json",
		want: want{".status": "ACTIVE"}, capture: map[string]string{"id": ".id"},
	}, {
		what: "attach", run: "volume attach {name} {name} --wait -o json", want: want{".volumeId": "{volume}", ".serverId": "{id}"},
	}, {
		what: "it is in use", run: "volume show {name} -o json", want: want{".status": "in-use", ".attachments[0].server_id": "{id}"},
	}, {
		what: "take a snapshot of it meanwhile", run: "volume snapshot create {name} --volume {name} --force --wait -o json",
		want: want{".status": "available", ".volume_id": "{volume}"},
	}, {
		what: "the volume can't go", run: "volume delete {name} --yes", exit: 1, says: `.`,
	}, {
		what: "detach", run: "volume detach {name} {name} --wait",
	}, {
		what: "make it larger", run: "volume extend {name} --size 2 --wait",
	}, {
		what: "it is", run: "volume show {volume} -o json", want: want{".size": "2", ".status": "available"},
	}, {
		what: "another name", run: "volume set {name} --name {name}-2 -o json",
	}, {
		what: "delete the snapshot", run: "volume snapshot delete {name} --yes --wait",
	}, {
		what: "delete the volume", run: "volume delete {name}-2 --yes --wait",
	}, {
		what: "it is gone", run: "volume show {volume} -o json", exit: 3,
	}, {
		what: "delete the server", run: "server delete {id} --yes --wait",
	},
}}

// TestOperators does, as an administrator, what only one may do.
func TestOperators(t *testing.T) {
	t.Parallel()
	name, admin := os.Getenv(cloudVar), os.Getenv(adminVar)
	if name == "" || admin == "" {
		t.Skipf("%s names no administrator's cloud", adminVar)
	}
	for _, c := range userClouds(t, admin) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			operators.run(t, c)
		})
	}
}

// operators is what an administrator does about servers and their hosts.
var operators = session{name: "operators", steps: []step{
	{
		what: "create", run: "server create {name} --image {image} --flavor {flavor} --wait -o json",
		want: want{".status": "ACTIVE"}, capture: map[string]string{"id": ".id", "host": `.["OS-EXT-SRV-ATTR:host"]`},
	}, {
		what: "list the hosts' hypervisors", run: "hypervisor list -o json", want: want{"length>0": "true"},
	}, {
		what: "list the services", run: "service list -o json", want: want{`map(select(.binary=="nova-compute"))|length>0`: "true"},
	}, {
		what: "list the aggregates", run: "aggregate list -o json", want: want{"type": "array"},
	}, {
		what: "migrate it", run: "server migrate {name} --wait -o json", want: want{".[0].status": "VERIFY_RESIZE"},
	}, {
		what: "keep it there", run: "server confirm-resize {name} --wait",
	}, {
		what: "its migrations", run: "migration list --server {id} -o json", want: want{"length>0": "true", ".[0].instance_uuid // .[0].server_uuid": "{id}"},
	}, {
		what: "migrate it while it runs", run: "server live-migrate {name} --wait -o json", want: want{".[0].status": "ACTIVE"},
	}, {
		what: "what the hypervisor counts", run: "server diagnostics {name} -o json", want: want{"type": "object"},
	}, {
		what: "evacuate it from a host that runs", run: "server evacuate {id} --yes", exit: 1, says: "is still in use",
	}, {
		what: "find it in all projects", run: "server find {name} -o json", want: want{"map(.id)": `["{id}"]`},
	}, {
		what: "shelve it", run: "server shelve {name} --wait",
	}, {
		what: "take it off its host", run: "server shelve-offload {name} --wait", exit: 5,
	}, {
		what: "delete it for good", run: "server force-delete {name} --yes --wait",
	}, {
		what: "it is gone", run: "server show {id} -o json", exit: 3,
	},
}}
