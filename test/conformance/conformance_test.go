package conformance

import (
	"os"
	"testing"

	"github.com/novactl/novactl/test/novactl"
)

func TestMain(m *testing.M) { novactl.Main(m) }

// TestConformance is the suite. The sessions run side by side; each has servers of its own.
func TestConformance(t *testing.T) {
	t.Parallel()
	for _, c := range clouds(t) {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			for _, s := range sessions {
				t.Run(s.name, func(t *testing.T) {
					t.Parallel()
					s.run(t, c)
				})
			}
		})
	}
}

// clouds is where the suite runs: on the user's cloud where one is named, else on the sandbox.
func clouds(t *testing.T) []*cloud {
	t.Helper()
	if name := os.Getenv(cloudVar); name != "" {
		return userClouds(t, name)
	}
	return []*cloud{sandboxCloud(t, "json"), sandboxCloud(t, "xml")}
}

// sessions is the suite, a file a group.
var sessions = []session{
	servers, lists, power, resize, rescue, rebuild, images, serverMetadata, reads, daily, keypairs, placement, around, floating, volumes,
}

func speaksXML(c *cloud) bool { return c.xml }

func speaksNoXML(c *cloud) bool { return !c.xml }
