package conformance

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// guideMembers are the members that the guide gives each kind of document: those that a script can rely on everywhere. A point
// goes into an object, or into those of an array; * is any label.
var guideMembers = map[string]string{
	"server": `id name status progress tenant_id user_id hostId created updated accessIPv4 accessIPv6 metadata addresses
		addresses.*.version addresses.*.addr image.id image.links.rel image.links.href flavor.id flavor.links.rel
		flavor.links.href links.rel links.href adminPass OS-DCF:diskConfig OS-EXT-STS:task_state OS-EXT-STS:vm_state
		OS-EXT-STS:power_state`,
	"image": `id name status progress created updated minDisk minRam metadata server.id server.links.rel server.links.href
		links.rel links.href links.type OS-DCF:diskConfig`,
	"flavor":    `id name ram disk vcpus swap rxtx_factor OS-FLV-DISABLED:disabled links.rel links.href`,
	"addresses": `*.version *.addr`,
	"metadata":  `role`,
	"limits": `rate absolute.maxTotalInstances absolute.maxTotalRAMSize absolute.maxServerMeta absolute.maxImageMeta
		absolute.maxPersonality absolute.maxPersonalitySize absolute.totalRAMUsed absolute.totalInstancesUsed`,
	"extension": `alias name namespace description updated links`,
	"version":   `id status updated links.rel links.href`,
}

// apart are the members of the guide that not every cloud has, with the reason.
var apart = map[string]string{
	"image OS-DCF:diskConfig":         "Nova shows it where the image's metadata has auto_disk_config, as all of Rackspace's have",
	"flavor OS-FLV-DISABLED:disabled": "the guide's examples and Nova have it; Rackspace had left it out by 2016, and so does the sandbox",
}

// twenty are the commands whose output is compared, with the kind of document that they print.
var twenty = []struct{ kind, run string }{
	{"flavor", "flavor list"},
	{"flavor", "flavor show {flavor}"},
	{"image", "image list --name {image-name}"},
	{"image", "image show {image}"},
	{"server", "server create {name} --image {image} --flavor {flavor} --meta role=web --wait"},
	{"server", "server list --name ^{name}$"},
	{"server", "server show {name}"},
	{"server", "server update {name} --access-ipv4 198.51.100.9"},
	{"addresses", "server addresses {name}"},
	{"metadata", "metadata set server {name} role=db"},
	{"server", "server reboot {name} --wait"},
	{"server", "server password {name} --generate --wait"},
	{"server", "server resize {name} --flavor {flavor2} --wait"},
	{"server", "server confirm-resize {name} --wait"},
	{"server", "server rescue {name} --wait"},
	{"server", "server unrescue {name} --wait"},
	{"server", "server rebuild {name} --image {image} --yes --wait"},
	{"image", "image create {name} {name}-backup --wait"},
	{"limits", "limits"},
	{"extension", "extension show OS-DCF"},
}

// TestSameMembers runs the twenty commands on the sandbox and on the user's cloud: the members of the guide must be the same.
// Without a cloud it checks that the sandbox has them all, so that the comparison compares something.
func TestSameMembers(t *testing.T) {
	t.Parallel()
	sandbox := printed(t, sandboxCloud(t, "json"))
	if name := os.Getenv(cloudVar); name != "" {
		users := printed(t, userCloud(t, name))
		if diff := cmp.Diff(sandbox, users); diff != "" {
			t.Errorf("members of the guide on the sandbox (-) and on %s (+):\n%s", name, diff)
		}
		return
	}
	all := make(map[string]bool)
	for i, c := range twenty {
		for _, m := range sandbox[i][1:] {
			all[c.kind+" "+m] = true
		}
	}
	for _, c := range twenty {
		for m := range strings.FieldsSeq(guideMembers[c.kind]) {
			if name := c.kind + " " + m; !all[name] && apart[name] == "" {
				t.Errorf("no command printed %s on the sandbox", name)
			}
		}
	}
}

// printed is what the twenty commands print on a cloud: each command, and the guide's members in its output.
func printed(t *testing.T, c *cloud) [][]string {
	t.Helper()
	values := c.values("members")
	var all [][]string
	for _, command := range twenty {
		words := strings.Fields(command.run)
		for i, w := range words {
			words[i] = expand(t, w, values)
		}
		names := make(map[string]bool)
		collect(c.novactl(t, append(words, "-o", "json")...).ok(t).document(t), "", names)
		line := []string{command.run}
		for _, m := range slices.Sorted(maps.Keys(names)) {
			if slices.Contains(strings.Fields(guideMembers[command.kind]), m) && apart[command.kind+" "+m] == "" {
				line = append(line, m)
			}
		}
		all = append(all, line)
	}
	return all
}

// collect adds the paths of all members of v to names. A label of a network is a *.
func collect(v any, path string, names map[string]bool) {
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			collect(item, path, names)
		}
	case map[string]any:
		for name, value := range v {
			if path == "addresses." || path == "" && isAddresses(value) {
				name = "*"
			}
			names[path+name] = true
			collect(value, path+name+".", names)
		}
	}
}

// isAddresses reports whether v is what a label of a network has: addresses.
func isAddresses(v any) bool {
	list, _ := v.([]any)
	if len(list) == 0 {
		return false
	}
	first, _ := list[0].(map[string]any)
	return first["addr"] != nil
}
