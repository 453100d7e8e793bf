package conformance

// servers is the main job: create, look, change, delete (guide 2.1).
var servers = session{name: "servers", steps: []step{
	{
		what: "create and wait",
		run:  "server create {name} --image {image} --flavor {flavor} --meta role=web --wait -o json",
		want: want{
			".name": "{name}", ".status": "ACTIVE", ".image.id": "{image}", ".metadata.role": "web",
			".adminPass|length>5": "true", `.["OS-EXT-STS:task_state"]`: "null", shownFlavor: "{shown-flavor}",
		},
		capture: map[string]string{"id": ".id", "self": `.links[]|select(.rel=="self").href`},
	}, {
		what: "show by name",
		run:  "server show {name} -o json",
		want: want{".id": "{id}", ".status": "ACTIVE", `has("adminPass")`: "false", ".addresses|length>0": "true"},
	}, {
		what: "show by id",
		run:  "server show {id} -o json",
		want: want{".name": "{name}", `.tenant_id|length>0`: "true", ".hostId|length>0": "true", `has("progress")`: "true"},
	}, {
		what: "show by the link that the cloud gave",
		run:  "server show {self} -o json",
		want: want{".id": "{id}"},
	}, {
		what: "show a name that nothing has",
		run:  "server show {name}-nosuch -o json",
		exit: 3,
		says: `"kind":"not_found"`,
	}, {
		what: "show an id that nothing has",
		run:  "server show 52415800-8b69-11e0-9b19-734f565bc83b -o json",
		exit: 3,
		says: `"http_status":404.*"request_id":"req-`,
	}, {
		what: "create from an image that isn't there: the cloud says 400, the user not found (fact 10)",
		run:  "server create {name}-x --image 52415800-8b69-11e0-9b19-734f565bc83b --flavor {flavor} -o json",
		exit: 3,
		says: `no image has the id`,
	}, {
		what: "create with a flavor that isn't there",
		run:  "server create {name}-x --image {image} --flavor {name}-nosuch -o json",
		exit: 3,
	}, {
		what: "update the name and the access address",
		run:  "server update {id} --name {name}-new --access-ipv4 198.51.100.9 -o json",
		want: want{".[0].name": "{name}-new", ".[0].accessIPv4": "198.51.100.9"},
	}, {
		what: "update to an address that is none",
		run:  "server update {id} --access-ipv4 nonsense -o json",
		exit: 1,
		says: `"http_status":400`,
	}, {
		what:    "list its addresses",
		run:     "server addresses {name}-new -o json",
		want:    want{`[.[][]|has("addr") and has("version")]|all`: "true"},
		capture: map[string]string{"network": "keys[0]"},
	}, {
		what: "list the addresses of one network",
		run:  "server addresses {id} --network {network} -o json",
		want: want{"keys|length": "1", `.["{network}"]|length>0`: "true"},
	}, {
		what: "list the addresses of a network that isn't there",
		run:  "server addresses {id} --network nosuch -o json",
		exit: 3,
	}, {
		what: "list its volumes",
		run:  "volume list {id} -o json",
		want: want{"length": "0"},
	}, {
		what: "confirm a resize that never was",
		run:  "server confirm-resize {id} -o json",
		exit: 5,
		says: `"kind":"conflict".*"http_status":409`,
	}, {
		what: "delete without saying yes",
		run:  "server delete {id} -o json",
		exit: 2,
		says: "--yes",
	}, {
		what: "delete and wait",
		run:  "server delete {id} --yes --wait",
	}, {
		what: "it is gone",
		run:  "server show {id}",
		exit: 3,
	}, {
		what: "delete it again",
		run:  "server delete {id} --yes",
		exit: 3,
	},
}}

// shownFlavor is a server's flavor: its id and, from microversion 2.47 on, its name instead.
const shownFlavor = ".flavor|(.id // .original_name)"

// lists is `server list` with everything that narrows it (guide 2.1.1).
var lists = session{name: "lists", steps: []step{
	{
		what:    "create three at once",
		run:     "server create {name} --count 3 --image {image} --flavor {flavor} --wait -o json",
		want:    want{"length": "3", "map(.status)|unique": `["ACTIVE"]`, "map(.adminPass)|unique|length": "3"},
		capture: map[string]string{"one": ".[0].id", "two": ".[1].id", "three": ".[2].id", "created": ".[0].created"},
	}, {
		what: "by name, a regular expression (fact 16)",
		run:  "server list --name ^{name}-[12]$ -o json",
		want: want{"map(.name)|sort": `["{name}-1","{name}-2"]`, "map(.status)|unique": `["ACTIVE"]`},
	}, {
		what: "by status",
		run:  "server list --name ^{name}- --status active -o json",
		want: want{"length": "3"},
	}, {
		what: "by a status that none has",
		run:  "server list --name ^{name}- --status SUSPENDED -o json",
		want: want{"length": "0"},
	}, {
		what: "by flavor",
		run:  "server list --name ^{name}- --flavor {flavor} -o json",
		want: want{"length": "3"},
	}, {
		what: "by another flavor",
		run:  "server list --name ^{name}- --flavor {flavor2} -o json",
		want: want{"length": "0"},
	}, {
		what: "by image",
		run:  "server list --name ^{name}- --image {image} -o json",
		want: want{"length": "3", "map(.image.id)|unique": `["{image}"]`},
	}, {
		what: "at most two",
		run:  "server list --name ^{name}- --limit 2 -o json",
		want: want{"length": "2"},
	}, {
		what: "page by page",
		run:  "server list --name ^{name}- --page-size 1 -o json",
		want: want{"map(.id)|unique|length": "3"},
	}, {
		what: "changed since",
		run:  "server list --name ^{name}- --changes-since {created} -o json",
		want: want{"length": "3"},
	}, {
		what: "changed in a time to come",
		run:  "server list --changes-since 2100-01-01T00:00:00Z -o json",
		want: want{"length": "0"},
	}, {
		what: "the cloud's own pages, through api",
		run:  "api GET /servers?limit=1&name={name} --paginate -o json",
		want: want{"map(.id)|unique|length": "3"},
	}, {
		what: "wait for all of them",
		run:  "server wait {name}-1 {name}-2 {name}-3 --for active -o json",
		want: want{"map(.status)|unique": `["ACTIVE"]`},
	}, {
		what: "delete several, one of which isn't there",
		run:  "server delete {name}-1 {name}-nosuch {two} --yes --wait",
		exit: 3,
		says: "nosuch",
	}, {
		what: "the others are gone",
		run:  "server list --name ^{name}- -o json",
		want: want{"map(.id)": `["{three}"]`},
	}, {
		what: "changed since tells the deleted too (fact 16)",
		run:  "server list --name ^{name}- --changes-since {created} -o json",
		want: want{`map(select(.status=="DELETED"))|length`: "2"},
	},
}}
