package conformance

// create is the step that most sessions begin with.
var create = step{
	what:    "create",
	run:     "server create {name} --image {image} --flavor {flavor} --wait -o json",
	want:    want{".status": "ACTIVE"},
	capture: map[string]string{"id": ".id"},
}

// power is what goes on and off (guide 2.3.2), and the password (guide 2.3.1).
var power = session{name: "power", steps: []step{
	create,
	{
		what: "reboot",
		run:  "server reboot {name} --wait -o json",
		want: want{".[0].status": "ACTIVE", ".[0].id": "{id}", `.[0]["OS-EXT-STS:task_state"]`: "null"},
	}, {
		what: "reboot hard",
		run:  "server reboot {id} --hard --wait -o json",
		want: want{".[0].status": "ACTIVE"},
	}, {
		what: "set a password, which is told because it was made up",
		run:  "server password {id} --generate --wait -o json",
		want: want{".[0].status": "ACTIVE", ".[0].adminPass|length>=16": "true"},
	},
}}

// resize goes through both of its ends (guide 2.3.4 to 2.3.6).
var resize = session{name: "resize", steps: []step{
	create,
	{
		what: "resize",
		run:  "server resize {name} --flavor {flavor2} --wait -o json",
		want: want{".[0].status": "VERIFY_RESIZE", ".[0]" + shownFlavor: "{shown-flavor2}"},
	}, {
		what: "what isn't allowed while a resize waits to be confirmed",
		run:  "server rescue {id} -o json",
		exit: 5,
	}, {
		what: "confirm",
		run:  "server confirm-resize {name} --wait -o json",
		want: want{".[0].status": "ACTIVE", ".[0]" + shownFlavor: "{shown-flavor2}"},
	}, {
		what: "resize back",
		run:  "server resize {id} --flavor {flavor} --wait -o json",
		want: want{".[0].status": "VERIFY_RESIZE", ".[0]" + shownFlavor: "{shown-flavor}"},
	}, {
		what: "the flavor in a table, where newer clouds tell only its name",
		run:  "server list --name ^{name}$ --columns flavor",
		out:  `\| {shown-flavor} `,
	}, {
		what: "revert",
		run:  "server revert-resize {id} --wait -o json",
		want: want{".[0].status": "ACTIVE", ".[0]" + shownFlavor: "{shown-flavor2}"},
	}, {
		what: "resize and confirm in one go",
		run:  "server resize {id} --flavor {flavor} --confirm -o json",
		want: want{".[0].status": "ACTIVE", ".[0]" + shownFlavor: "{shown-flavor}"},
	}, {
		what: "resize to the flavor that it has",
		run:  "server resize {id} --flavor {flavor} -o json",
		exit: 1,
		says: `"http_status":400`,
	},
}}

// rescue is the rescue mode (guide 2.3.7, 2.3.8).
var rescue = session{name: "rescue", steps: []step{
	create,
	{
		what: "rescue: the status moves last (fact 12)",
		run:  "server rescue {name} --wait -o json",
		want: want{".[0].status": "RESCUE", ".[0].adminPass|length>5": "true", `.[0]["OS-EXT-STS:vm_state"]`: "rescued"},
	}, {
		what: "rescue again",
		run:  "server rescue {id} -o json",
		exit: 5,
		says: `"http_status":409`,
	}, {
		what: "unrescue",
		run:  "server unrescue {name} --wait -o json",
		want: want{".[0].status": "ACTIVE", `.[0]|has("adminPass")`: "false"},
	},
}}

// rebuild is the same server from an image again (guide 2.3.3).
var rebuild = session{name: "rebuild", steps: []step{
	create,
	{
		what: "rebuild",
		run:  "server rebuild {name} --image {image} --name {name}-again --meta new=2 --yes --wait -o json",
		want: want{
			".[0].id": "{id}", ".[0].status": "ACTIVE", ".[0].name": "{name}-again", ".[0].metadata.new": "2",
			".[0].image.id": "{image}", ".[0].adminPass|length>5": "true",
		},
	}, {
		what: "rebuild from an image that isn't there",
		run:  "server rebuild {id} --image {name}-nosuch --yes -o json",
		exit: 3,
	},
}}
