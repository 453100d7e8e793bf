package compare

// differences are requests to which the sandbox answers otherwise, and why.
var differences = map[string]string{
	"act-no-server":    "the real one has cells, and says so",
	"keypair-create":   "the real cloud had the key already when it was asked",
	"keypairs-before":  "the real cloud had a key already when it was asked",
	"security-groups":  "the rules of a group are shown by Networks alone",
	"servers-bad-sort": "the real one names the keys in another order each time",
	"servers-changes":  "other servers were there besides, and deleted ones",
	"servers-detail":   "other servers were there besides",
	"update-pin-other": "the zones have other names",
}
