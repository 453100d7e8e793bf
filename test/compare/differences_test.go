package compare

const noProxies = "networks and volumes are asked of their own services, in all versions"

// differences are requests to which the sandbox answers otherwise, and why.
var differences = map[string]string{
	"aggregates": "other aggregates were there besides", "aggregate-list": "other aggregates were there besides",
	"share-missing": "the real one has cells, and says so", "shares-missing": "the real one has cells, and says so",
	"act-no-server":             "the real one has cells, and says so",
	"interface-network-missing": "the real one asks the host of the server, and fails",
	"tag-no-server":             "the real one has cells, and says so",
	"add-floating-ip-missing":   noProxies, "remove-fixed-ip-missing": noProxies, "old-floating-ip-missing": noProxies, "old-floating-pools": noProxies,
	"old-network-missing": noProxies, "old-networks": noProxies, "old-security-group-missing": noProxies, "old-security-groups": noProxies,
	"old-snapshots": noProxies, "old-tenant-networks": noProxies, "old-volume-missing": noProxies, "old-volumes": noProxies,
	"flavor":           "the flavors of the guide have swap space, those of the real cloud have none",
	"flavors-detail":   "the flavors of the guide have swap space, those of the real cloud have none",
	"image":            "the images of the guide have metadata and a disk configuration",
	"image-metadata":   "the images of the guide have metadata",
	"images-detail":    "the images of the guide have metadata and a disk configuration",
	"keypair-create":   "the real cloud had the key already when it was asked",
	"keypairs-before":  "the real cloud had a key already when it was asked",
	"security-groups":  "the rules of a group are shown by Networks alone",
	"servers-changes":  "other servers were there besides, and deleted ones",
	"servers-detail":   "other servers were there besides",
	"update-pin-other": "the zones have other names",
}
