package conformance

import (
	"cmp"
	"crypto/rand"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/novactl/novactl/test/novactl"
)

// The variables that say where the suite runs, and on what.
const (
	cloudVar   = "NOVACTL_CONFORMANCE_CLOUD"   // a cloud of the user's configuration; empty: the sandbox
	imageVar   = "NOVACTL_CONFORMANCE_IMAGE"   // an image's id or name; empty: the least demanding of the cloud's
	flavorVar  = "NOVACTL_CONFORMANCE_FLAVOR"  // a flavor's id or name; empty: the smallest that the image fits on
	flavor2Var = "NOVACTL_CONFORMANCE_FLAVOR2" // the flavor to resize to; empty: the next one
	networkVar = "NOVACTL_CONFORMANCE_NETWORK" // the network of servers, by id or name; empty: the cloud's choice, which takes a project with one
	adminVar   = "NOVACTL_CONFORMANCE_ADMIN"   // a cloud of the user's configuration for an administrator; empty: what takes one is left out
)

// namePrefix begins the name of everything that the suite makes.
const namePrefix = "novactl-conformance-"

// publicKey is one half of a key; nobody has the other.
const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAICq4GWi5GIf6Tj/3OeS4vRKMq8Ybeyg2W5ol4il3pmlQ conformance\n"

// cloud is where the suite runs.
type cloud struct {
	name       string
	home       *novactl.Home
	prefix     string // of this run's names
	wire       string // what it is spoken to in; empty: JSON
	xml        bool   // it speaks XML (fact 25)
	admin      bool   // the user is an administrator
	version    string // the newest microversion; empty: there are none, as in the guide's time
	newest     bool   // it is spoken to in that one
	neighbours bool   // it has a network and a block storage service
	network    string // the network of servers; empty: the cloud's choice
	known      map[string]string
}

// sandboxCloud is a sandbox of its own, on one wire (guide 1.4).
func sandboxCloud(t *testing.T, wire string) *cloud {
	t.Helper()
	home := novactl.NewHome(t)
	home.Env = append(home.Env, "NOVACTL_CLOUD=sandbox", "NOVACTL_WIRE="+wire)
	c := &cloud{name: "sandbox-" + wire, wire: wire, home: home}
	c.probe(t, "Ubuntu 12.04 LTS (Precise Pangolin)", "2", "3")
	return c
}

// userClouds are the user's cloud at the base of its API and, where it has microversions, at the newest of them.
func userClouds(t *testing.T, name string) []*cloud {
	t.Helper()
	base := userCloud(t, name)
	if base.version == "" {
		return []*cloud{base}
	}
	newest := userCloud(t, name, "NOVACTL_COMPUTE_API_VERSION="+base.version)
	newest.setNewest()
	return []*cloud{base, newest}
}

// userCloud is a cloud of the user's configuration, with more in the environment.
func userCloud(t *testing.T, name string, more ...string) *cloud {
	t.Helper()
	c := &cloud{name: name, home: userHome(t, name, more...), network: os.Getenv(networkVar)}
	c.probe(t, os.Getenv(imageVar), os.Getenv(flavorVar), os.Getenv(flavor2Var))
	return c
}

// userHome runs novactl with the user's own environment and configuration.
func userHome(t *testing.T, name string, more ...string) *novactl.Home {
	t.Helper()
	own := []string{
		"NOVACTL_CLOUD=" + name, "NOVACTL_WAIT_TIMEOUT=8m", "NOVACTL_POLL_INTERVAL=" + cmp.Or(os.Getenv("NOVACTL_POLL_INTERVAL"), "1s"),
	}
	return &novactl.Home{Dir: t.TempDir(), Env: slices.Concat(os.Environ(), own, more)}
}

// probe finds out what the cloud has, and sees to it that nothing is left behind there.
func (c *cloud) probe(t *testing.T, image, flavor, flavor2 string) {
	t.Helper()
	c.prefix = namePrefix + strings.ToLower(rand.Text()[:6]) + "-"
	c.xml = c.novactl(t, "flavor", "list", "--limit", "1", "--wire", "xml", "-o", "id").exit == 0
	c.admin = c.novactl(t, "server", "list", "--all-projects", "--limit", "1", "-o", "id").exit == 0
	if !c.xml { // else it is spoken to at the guide's v2, whatever it has beside that
		c.version = c.novactl(t, "version", "list", "-o", "json").ok(t).jq(t, `map(.version // "" | select(. != ""))|last // ""`)
	}
	c.neighbours = c.version != "" && c.novactl(t, "network", "list", "--limit", "1", "-o", "id").exit == 0 && c.novactl(t, "volume", "list", "-o", "id").exit == 0
	i := c.chooseImage(t, image)
	c.known = map[string]string{"image": i.jq(t, ".id"), "image-name": i.jq(t, ".name")}
	c.known["public-key"] = filepath.Join(t.TempDir(), "key.pub")
	if err := os.WriteFile(c.known["public-key"], []byte(publicKey), 0o600); err != nil {
		t.Fatal(err)
	}
	f, f2 := c.chooseFlavors(t, i, flavor, flavor2)
	maps.Copy(c.known, map[string]string{
		"flavor": f.jq(t, ".id"), "flavor-name": f.jq(t, ".name"), "flavor2": f2.jq(t, ".id"), "flavor2-name": f2.jq(t, ".name"),
		"shown-flavor": f.jq(t, ".id"), "shown-flavor2": f2.jq(t, ".id"),
	})
	t.Logf("%s: image %s, flavors %s and %s, XML %v, newest microversion %q; names begin with %s",
		c.name, c.known["image-name"], c.known["flavor"], c.known["flavor2"], c.xml, c.version, c.prefix)
	t.Cleanup(func() { c.removeAll(t) })
}

// setNewest says that the cloud is spoken to in its newest microversion: from 2.47 on a server shows its flavor by name.
func (c *cloud) setNewest() {
	c.newest = true
	c.name += "-" + c.version
	for id, shown := range map[string]string{"flavor": "shown-flavor", "flavor2": "shown-flavor2"} {
		c.known[shown] = c.known[id+"-name"]
	}
}

func (c *cloud) chooseImage(t *testing.T, given string) result {
	t.Helper()
	if given == "" {
		given = c.novactl(t, "image", "list", "-o", "json").ok(t).jq(t, `[group_by(.name)[]|select(length==1)[0]
			|select(.status=="ACTIVE" and .metadata.image_type != "snapshot")]|sort_by(.minDisk, .minRam, .name)[0].id // ""`)
	}
	if given == "" {
		t.Fatalf("%s has no image that can be used: name one in %s", c.name, imageVar)
	}
	return c.novactl(t, "image", "show", given, "-o", "json").ok(t)
}

func (c *cloud) chooseFlavors(t *testing.T, image result, given, given2 string) (flavor, flavor2 result) {
	t.Helper()
	fits := c.novactl(t, "flavor", "list", "--min-ram", image.jq(t, ".minRam // 0"), "--min-disk", image.jq(t, ".minDisk // 0"), "-o", "json").
		ok(t).jq(t, `sort_by(.ram, .disk)|map(.id)|join(" ")`)
	found := append(strings.Fields(fits), "", "")
	first, second := cmp.Or(given, found[0]), cmp.Or(given2, found[1])
	if first == "" || second == "" {
		t.Fatalf("%s has no two flavors for the image: name them in %s and %s", c.name, flavorVar, flavor2Var)
	}
	show := func(ref string) result { return c.novactl(t, "flavor", "show", ref, "-o", "json").ok(t) }
	return show(first), show(second)
}

// values are what the steps of a session can name in braces.
func (c *cloud) values(session string) map[string]string {
	v := maps.Clone(c.known)
	v["name"], v["prefix"] = c.prefix+session, c.prefix
	_, v["open"], _ = strings.Cut(strings.TrimPrefix(standIn().URL, "http://"), ":")
	v["address"] = "{address}" // a word of --wait-for's, until a step keeps another
	return v
}

// standIn answers on this machine, where the servers of a cloud without a hypervisor answer nowhere: their access address leads here.
var standIn = sync.OnceValue(func() *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
})

// removeAll deletes what has a name of this run, whatever the steps did or left undone.
func (c *cloud) removeAll(t *testing.T) {
	t.Helper()
	servers := c.novactl(t, "server", "list", "--name", "^"+c.prefix, "-o", "id").stdout
	images := c.novactl(t, "image", "list", "--jq", `.[]|select(.name|startswith("`+c.prefix+`")).id`).stdout
	keypairs := c.novactl(t, "keypair", "list", "--jq", `.[].name|select(startswith("`+c.prefix+`"))`).stdout
	groups := c.novactl(t, "server", "group", "list", "--jq", `.[]|select(.name|startswith("`+c.prefix+`")).id`).stdout
	left := [][2]string{ // servers first: they have the others
		{"server delete --yes --wait", servers}, {"server group delete --yes", groups}, {"image delete --yes --wait", images}, {"keypair delete --yes", keypairs},
	}
	if c.neighbours {
		for _, noun := range []string{"volume snapshot", "volume", "security-group"} {
			list := append(strings.Fields(noun), "list", "--jq", `.[]|select(.name|startswith("`+c.prefix+`")).id`)
			left = append(left, [2]string{noun + " delete --yes", c.novactl(t, list...).stdout})
		}
	}
	for _, kind := range left {
		if kind[1] == "" {
			continue
		}
		if r := c.novactl(t, strings.Fields(kind[0]+" "+kind[1])...); r.exit != 0 {
			t.Errorf("%s: what is named %s… may be left on %s: %s", kind[0], c.prefix, c.name, r.stderr)
		}
	}
}
