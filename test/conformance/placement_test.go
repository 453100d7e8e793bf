package conformance

import (
	"os"
	"testing"
)

// placement is where a server goes: on which networks, in which zone, together with which others (Nova's; the guide predates most).
var placement = session{name: "placement", steps: []step{
	{
		what:    "make a server group",
		run:     "server group create {name} --policy anti-affinity -o json",
		want:    want{".name": "{name}", `.policy // .policies[0]`: "anti-affinity", ".members|length": "0"},
		capture: map[string]string{"group": ".id"},
	}, {
		what: "make one with a policy that nobody knows",
		run:  "server group create {name} --policy odd -o json",
		exit: 1,
		says: `"http_status":400`,
	}, {
		what:    "create in the group, by its name",
		run:     "server create {name} --image {image} --flavor {flavor} --hint group={name} --wait -o json",
		want:    want{".status": "ACTIVE"},
		capture: map[string]string{"id": ".id"},
		only:    func(c *cloud) bool { return c.wire != "xml" }, why: "XML has no form for a hint",
	}, {
		what: "show the group, which has the server",
		run:  "server group show {name} -o json",
		want: want{".id": "{group}", ".members": `["{id}"]`},
		only: func(c *cloud) bool { return c.wire != "xml" }, why: "XML has no form for a hint",
	}, {
		what: "list the groups",
		run:  "server group list -o json",
		want: want{`map(select(.id=="{group}").name)`: `["{name}"]`},
	}, {
		what: "create in a group that isn't there",
		run:  "server create {name}-x --image {image} --flavor {flavor} --hint group={name}-nosuch -o json",
		exit: 3,
		says: `no server group`,
	}, {
		what: "create with a disk for its metadata",
		run:  "server create {name}-1 --image {image} --flavor {flavor} --config-drive --wait -o json",
		want: want{".status": "ACTIVE", ".addresses|length>0": "true"},
		capture: map[string]string{
			"network": ".addresses|keys[0]", "zone": `.["OS-EXT-AZ:availability_zone"] // "DFW-1"`,
			"address": `[.addresses[][]|select(.version==4).addr][0]`,
		},
	}, {
		what: "list by address",
		run:  "server list --ip {address} --name ^{name}-1$ -o json",
		want: want{"map(.name)": `["{name}-1"]`},
	}, {
		what: "list by an address that none has",
		run:  "server list --ip {address}{address} -o json",
		want: want{"length": "0"},
	}, {
		what: "create on one network, by its name",
		run:  "server create {name}-2 --image {image} --flavor {flavor} --network {network} --availability-zone {zone} --wait -o json",
		want: want{".addresses|keys": `["{network}"]`},
	}, {
		what: "create on a network that isn't there",
		run:  "server create {name}-x --image {image} --flavor {flavor} --network {name}-nosuch -o json",
		exit: 3,
		says: `no network`,
	}, {
		what: "create on the networks that the cloud chooses",
		run:  "server create {name}-3 --image {image} --flavor {flavor} --nic auto --wait -o json",
		want: want{".addresses|length>0": "true"},
		only: func(c *cloud) bool { return c.network == "" }, why: "of several networks a cloud chooses none",
	}, {
		what: "create on no network",
		run:  "server create {name}-4 --image {image} --flavor {flavor} --nic none --wait -o json",
		want: want{".addresses": "{}"},
		only: func(c *cloud) bool { return c.version != "" }, why: "only from microversion 2.37 on a cloud can be told so",
	}, {
		what: "create on no network, where the cloud can't be told so",
		run:  "server create {name}-4 --image {image} --flavor {flavor} --nic none -o json",
		exit: 2,
		says: "compute-api-version",
		only: func(c *cloud) bool { return c.version == "" }, why: "from microversion 2.37 on a cloud can be told so, in that request alone",
	}, {
		what: "create on a port that isn't there",
		run:  "server create {name}-x --image {image} --flavor {flavor} --nic port-id=52415800-8b69-11e0-9b19-734f565bc83b -o json",
		exit: 1,
		says: `"http_status":400`,
	}, {
		what: "create from a volume that isn't there",
		run:  "server create {name}-x --flavor {flavor} --boot-volume 52415800-8b69-11e0-9b19-734f565bc83b -o json",
		exit: 1,
		says: `"http_status":400`,
	}, {
		what: "delete the group: its servers stay",
		run:  "server group delete {name} --yes",
	}, {
		what: "the group is gone",
		run:  "server group show {group} -o json",
		exit: 3,
	}, {
		what: "what is for administrators is refused to others",
		run:  "server list --all-projects -o json",
		exit: 4,
		says: `"http_status":403`,
		only: func(c *cloud) bool { return !c.admin }, why: "this user is an administrator",
	},
}}

// TestAllProjects lists, as an administrator, the server of another project's user.
func TestAllProjects(t *testing.T) {
	t.Parallel()
	name, admin := os.Getenv(cloudVar), os.Getenv(adminVar)
	if name == "" || admin == "" {
		t.Skipf("%s names no administrator's cloud", adminVar)
	}
	c := userCloud(t, name)
	values := c.values("all-projects")
	create.do(t, c, values)
	administrator := &cloud{name: admin, home: userHome(t, admin)}
	for _, st := range []step{
		{run: "server list --all-projects --name ^{name}$ -o json", want: want{"map(.id)": `["{id}"]`, ".[0].tenant_id|length>0": "true"}},
		{run: "server list --name ^{name}$ -o json", want: want{"length": "0"}},
		{run: "server group list --all-projects -o json", want: want{"type": "array"}},
	} {
		st.do(t, administrator, values)
	}
}
