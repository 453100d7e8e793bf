package conformance

// reads is what there is to read beside servers (guide 1.8 to 1.10, 2.5, 2.6), and both wires.
var reads = session{name: "reads", steps: []step{
	{
		what: "list flavors",
		run:  "flavor list -o json",
		want: want{`map(has("id") and has("name") and has("ram") and has("disk") and has("vcpus") and has("links"))|all`: "true"},
	}, {
		what: "list flavors page by page",
		run:  "flavor list --page-size 1 -o json",
		want: want{`map(.id)|index("{flavor}") != null`: "true", `map(.id)|index("{flavor2}") != null`: "true"},
	}, {
		what: "list flavors with so much RAM",
		run:  "flavor list --min-ram 100000000 -o json",
		want: want{"length": "0"},
	}, {
		what: "show a flavor by id",
		run:  "flavor show {flavor} -o json",
		want: want{".id": "{flavor}", ".name": "{flavor-name}", ".ram>0": "true"},
	}, {
		what: "show a flavor that isn't there",
		run:  "flavor show {prefix}nosuch -o json",
		exit: 3,
	}, {
		what: "list images",
		run:  "image list -o json",
		want: want{`map(select(.id=="{image}")|.status)`: `["ACTIVE"]`},
	}, {
		what: "list images, at most one",
		run:  "image list --limit 1 -o json",
		want: want{"length": "1"},
	}, {
		what: "show an image by id",
		run:  "image show {image} -o json",
		want: want{".name": "{image-name}", ".progress": "100", `has("metadata") and has("links") and has("created")`: "true"},
	}, {
		what: "show an image that isn't there",
		run:  "image show 52415800-8b69-11e0-9b19-734f565bc83b -o json",
		exit: 3,
	}, {
		what: "limits",
		run:  "limits -o json",
		want: want{".absolute.maxTotalInstances != null and .absolute.totalRAMUsed != null": "true", ".rate|type": "array"},
	}, {
		what: "limits, where none is of a rate: one table",
		run:  "limits",
		out:  `\A(\+.*\n)(\|.*\n)(\+.*\n)(\|.*\n)+(\+.*\n)\z`,
		only: func(c *cloud) bool { return c.version != "" }, why: "a cloud of the guide's time has rate limits",
	}, {
		what: "rate limits, where there are none",
		run:  "limits --rate",
		out:  `\A\+.*\n\| Verb .*\n\+.*\n\z`,
		only: func(c *cloud) bool { return c.version != "" }, why: "a cloud of the guide's time has rate limits",
	}, {
		what: "list extensions",
		run:  "extension list -o json",
		want: want{`map(.alias)|index("OS-DCF") != null`: "true"},
	}, {
		what: "show an extension",
		run:  "extension show OS-DCF -o json",
		want: want{".alias": "OS-DCF", ".name": "DiskConfig"},
	}, {
		what: "show an extension that isn't there",
		run:  "extension show NO-SUCH -o json",
		exit: 3,
	}, {
		what:    "list versions",
		run:     "version list -o json",
		want:    want{`map(.status)|index("CURRENT") != null`: "true"},
		capture: map[string]string{"version": ".[0].id"},
	}, {
		what: "show a version by the id that the list tells, whatever its path is",
		run:  "version show {version} -o json",
		want: want{".id": "{version}", ".links|length>0": "true"},
	}, {
		what: "show a version that isn't there",
		run:  "version show v9 -o json",
		exit: 3,
	}, {
		what: "any call, through api",
		run:  "api GET /flavors/{flavor} -o json",
		want: want{".flavor.id": "{flavor}"},
	}, {
		what: "any call that fails, through api",
		run:  "api GET /nosuch -o json",
		exit: 3,
		says: `"http_status":404`,
	}, {
		what: "XML, where the cloud speaks it",
		run:  "flavor show {flavor} --wire xml -o json",
		want: want{".id": "{flavor}"},
		only: speaksXML, why: "a modern Nova speaks JSON only (fact 25)",
	}, {
		what: "XML, where the cloud doesn't speak it, is refused in so many words",
		run:  "flavor show {flavor} --wire xml -o json",
		exit: 2,
		says: "does not speak XML.*leave out --wire xml",
		only: speaksNoXML, why: "the clouds of the guide speak XML (guide 1.4)",
	}, {
		what: "a microversion, where the cloud has none, is refused",
		run:  "flavor list --compute-api-version 2.60 -o json",
		exit: 2,
		says: "compute-api-version",
		only: func(c *cloud) bool { return c.version == "" }, why: "this cloud has microversions",
	}, {
		what: "a microversion that the cloud doesn't have yet is refused",
		run:  "flavor list --compute-api-version 2.9999 -o json",
		exit: 2,
		says: "compute-api-version",
		only: func(c *cloud) bool { return c.version != "" }, why: "this cloud has no microversions",
	},
}}
