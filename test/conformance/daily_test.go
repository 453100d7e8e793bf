package conformance

// daily is what a user of Nova does every day and the guide predates.
var daily = session{name: "daily", steps: []step{
	{
		what:    "make a public key known",
		run:     "keypair create {name} --public-key {public-key} -o json",
		want:    want{".name": "{name}", `has("private_key")`: "false"},
		capture: map[string]string{"fingerprint": ".fingerprint"},
	}, {
		what:    "create with the key",
		run:     "server create {name} --image {image} --flavor {flavor} --key-name {name} --wait -o json",
		want:    want{".status": "ACTIVE", ".key_name": "{name}"},
		capture: map[string]string{"id": ".id"},
	}, {
		what: "create with user data and a security group",
		run:  "server create {name}-2 --image {image} --flavor {flavor} --user-data {public-key} --security-group default --wait -o json",
		want: want{".status": "ACTIVE", ".security_groups": `[{"name":"default"}]`},
	}, {
		what: "take it from under the group",
		run:  "server remove-security-group {name}-2 default -o json",
		want: want{".[0].security_groups // []": "[]"},
	}, {
		what: "put it under the group again",
		run:  "server add-security-group {name}-2 default -o json",
		want: want{".[0].security_groups": `[{"name":"default"}]`},
	}, {
		what: "put it under a group that it has",
		run:  "server add-security-group {name}-2 default -o json",
		exit: 1,
		says: `"http_status":400`,
	}, {
		what: "take it from under a group that it hasn't",
		run:  "server remove-security-group {name}-2 {name}-nosuch -o json",
		exit: 3,
		says: `"http_status":404`,
	}, {
		what: "create with a key that isn't there",
		run:  "server create {name}-x --image {image} --flavor {flavor} --key-name {name}-nosuch -o json",
		exit: 1,
		says: `"http_status":400`,
	}, {
		what: "stop",
		run:  "server stop {name} --wait -o json",
		want: want{".[0].status": "SHUTOFF", `.[0]["OS-EXT-STS:power_state"]`: "4"},
	}, {
		what: "stop again",
		run:  "server stop {id} -o json",
		exit: 5,
		says: `"http_status":409`,
	}, {
		what: "start",
		run:  "server start {name} --wait -o json",
		want: want{".[0].status": "ACTIVE"},
	}, {
		what: "pause",
		run:  "server pause {id} --wait -o json",
		want: want{".[0].status": "PAUSED"},
	}, {
		what: "unpause",
		run:  "server unpause {id} --wait -o json",
		want: want{".[0].status": "ACTIVE"},
	}, {
		what: "suspend",
		run:  "server suspend {id} --wait -o json",
		want: want{".[0].status": "SUSPENDED"},
	}, {
		what: "resume",
		run:  "server resume {id} --wait -o json",
		want: want{".[0].status": "ACTIVE"},
	}, {
		what: "shelve",
		run:  "server shelve {id} --wait -o json",
		want: want{`.[0].status|startswith("SHELVED")`: "true"},
	}, {
		what: "unshelve",
		run:  "server unshelve {id} --wait -o json",
		want: want{".[0].status": "ACTIVE"},
	}, {
		what: "lock",
		run:  "server lock {id} -o json",
		want: want{".[0].status": "ACTIVE"},
	}, {
		what: "what a lock refuses",
		run:  "server stop {id} -o json",
		exit: 5,
		says: "locked",
	}, {
		what: "unlock",
		run:  "server unlock {id} -o json",
		want: want{".[0].status": "ACTIVE"},
	}, {
		what: "read the console",
		run:  "server console-log {id} --lines 5 -o json",
		want: want{".output|type": "string"},
	}, {
		what: "open the console",
		run:  "server console-url {id} -o id",
		out:  `^https?://`,
	}, {
		what: "list the server groups",
		run:  "server group list -o json",
		want: want{"type": "array"},
	}, {
		what: "what was done to it",
		run:  "server events {id} -o json",
		want: want{`map(.action)|[index("create", "stop", "lock") != null]|all`: "true", ".[0].action": "unlock"},
	},
}}

// keypairs is the user's keys.
var keypairs = session{name: "keypairs", steps: []step{
	{
		what: "have the cloud make a key: the private half is told only now",
		run:  "keypair create {name} -o json",
		want: want{".name": "{name}", `.private_key|startswith("-----BEGIN")`: "true"},
		only: func(c *cloud) bool { return !c.newest }, why: "from microversion 2.92 on Nova makes no keys",
	}, {
		what:    "make a public key known",
		run:     "keypair create {name}-own --public-key {public-key} -o json",
		want:    want{".name": "{name}-own", `.public_key|startswith("ssh-ed25519 ")`: "true"},
		capture: map[string]string{"fingerprint": ".fingerprint"},
	}, {
		what: "make it known again",
		run:  "keypair create {name}-own --public-key {public-key} -o json",
		exit: 5,
	}, {
		what: "list",
		run:  "keypair list -o json",
		want: want{`map(select(.name=="{name}-own").fingerprint)`: `["{fingerprint}"]`},
	}, {
		what: "show",
		run:  "keypair show {name}-own -o json",
		want: want{".fingerprint": "{fingerprint}", `has("private_key")`: "false"},
	}, {
		what: "delete",
		run:  "keypair delete {name}-own --yes",
	}, {
		what: "it is gone",
		run:  "keypair show {name}-own -o json",
		exit: 3,
	},
}}
