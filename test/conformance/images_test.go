package conformance

// images is an image made of a server, its six calls of metadata, and its end (guide 2.3.9, 2.6, 2.7). On an OpenStack with
// Nova's own fake driver it never leaves SAVING (fact 29).
var images = session{name: "images", steps: []step{
	create,
	{
		what: "make an image and wait",
		run:  "image create {name} {name}-backup --meta kind=nightly --wait -o json",
		want: want{
			".name": "{name}-backup", ".status": "ACTIVE", ".progress": "100", ".metadata.kind": "nightly",
			".metadata.image_type": "snapshot", ".server.id": "{id}",
		},
		capture: map[string]string{"backup": ".id"},
	}, {
		what: "the server is at rest again (fact 12)",
		run:  "server show {id} -o json",
		want: want{".status": "ACTIVE", `.["OS-EXT-STS:task_state"]`: "null"},
	}, {
		what: "show by name",
		run:  "image show {name}-backup -o json",
		want: want{".id": "{backup}", "has(\"minRam\") and has(\"minDisk\")": "true"},
	}, {
		what: "list by name and status",
		run:  "image list --name {name}-backup --status active -o json",
		want: want{"map(.id)": `["{backup}"]`},
	}, {
		what: "list by server and type",
		run:  "image list --server {id} --type snapshot -o json",
		want: want{"map(.id)": `["{backup}"]`},
	}, {
		what: "set metadata",
		run:  "metadata set image {backup} keep=7 kind=weekly -o json",
		want: want{".keep": "7", ".kind": "weekly"},
	}, {
		what: "list metadata",
		run:  "metadata list image {name}-backup -o json",
		want: want{".keep": "7", ".image_type": "snapshot"},
	}, {
		what: "get an item",
		run:  "metadata get image {backup} keep -o json",
		want: want{".": `{"keep":"7"}`},
	}, {
		what: "set an item",
		run:  "metadata set image {backup} keep=8 -o json",
		want: want{".keep": "8"},
	}, {
		what: "delete an item",
		run:  "metadata delete image {backup} keep --yes",
	}, {
		what: "get the item that is gone",
		run:  "metadata get image {backup} keep -o json",
		exit: 3,
	}, {
		what: "replace metadata",
		run:  "metadata replace image {backup} only=this --yes -o json",
		want: want{".only": "this", `has("kind")`: "false"},
	}, {
		what: "create a server from it",
		run:  "server create {name}-2 --image {name}-backup --flavor {flavor} --wait -o json",
		want: want{".status": "ACTIVE", ".image.id": "{backup}"},
	}, {
		what: "delete and wait",
		run:  "image delete {backup} --yes --wait",
	}, {
		what: "it is gone",
		run:  "image show {backup}",
		exit: 3,
	},
}}

// serverMetadata is the six calls of a server's metadata (guide 2.7).
var serverMetadata = session{name: "metadata", steps: []step{
	{
		what:    "create with metadata",
		run:     "server create {name} --image {image} --flavor {flavor} --meta a=1 --wait -o json",
		want:    want{".metadata": `{"a":"1"}`},
		capture: map[string]string{"id": ".id"},
	}, {
		what: "list",
		run:  "metadata list server {name} -o json",
		want: want{".": `{"a":"1"}`},
	}, {
		what: "set several: the others stay",
		run:  "metadata set server {name} b=2 c=3 -o json",
		want: want{".": `{"a":"1","b":"2","c":"3"}`},
	}, {
		what: "set an item",
		run:  "metadata set server {id} b=22 -o json",
		want: want{".b": "22"},
	}, {
		what: "get an item",
		run:  "metadata get server {id} b -o json",
		want: want{".": `{"b":"22"}`},
	}, {
		what: "get an item that isn't there",
		run:  "metadata get server {id} nosuch -o json",
		exit: 3,
	}, {
		what: "delete an item",
		run:  "metadata delete server {id} a --yes",
	}, {
		what: "replace",
		run:  "metadata replace server {id} only=this --yes -o json",
		want: want{".": `{"only":"this"}`},
	}, {
		what: "the server has it",
		run:  "server show {id} -o json",
		want: want{".metadata": `{"only":"this"}`},
	},
}}
