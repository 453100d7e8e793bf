// Package clients runs clients of OpenStack that we didn't write against `novactl sandbox serve`.
package clients

import (
	"errors"
	"testing"

	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack"
	"github.com/gophercloud/gophercloud/openstack/compute/v2/flavors"
	"github.com/gophercloud/gophercloud/openstack/compute/v2/images"
	"github.com/gophercloud/gophercloud/openstack/compute/v2/servers"

	"github.com/novactl/novactl/test/novactl"
)

func TestMain(m *testing.M) { novactl.Main(m) }

// TestGophercloudV1 is the main job of a program that uses gophercloud v1: sign in, find an image and a flavor, create a server, wait
// for it, find it in the list, delete it.
func TestGophercloudV1(t *testing.T) {
	t.Parallel()
	compute := signIn(t, novactl.NewHome(t).Serve(t))
	image, flavor := findImage(t, compute, "Ubuntu 12.04 LTS (Precise Pangolin)"), findFlavor(t, compute, "512MB Standard Instance")

	created, err := servers.Create(compute, servers.CreateOpts{Name: "web-1", ImageRef: image, FlavorRef: flavor}).Extract()
	if err != nil {
		t.Fatal(err)
	}
	if created.AdminPass == "" {
		t.Error("the answer to the create has no adminPass")
	}
	if err := servers.WaitForStatus(compute, created.ID, "ACTIVE", 30); err != nil {
		t.Fatal(err)
	}
	found := listServers(t, compute)
	if len(found) != 1 || found[0].ID != created.ID || found[0].Status != "ACTIVE" || found[0].AccessIPv4 == "" {
		t.Fatalf("the list holds %+v", found)
	}
	if err := servers.Delete(compute, created.ID).ExtractErr(); err != nil {
		t.Fatal(err)
	}
	err = gophercloud.WaitFor(30, func() (bool, error) {
		_, err := servers.Get(compute, created.ID).Extract()
		var gone gophercloud.ErrDefault404
		if errors.As(err, &gone) {
			return true, nil
		}
		return false, err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func signIn(t *testing.T, env map[string]string) *gophercloud.ServiceClient {
	t.Helper()
	provider, err := openstack.AuthenticatedClient(gophercloud.AuthOptions{
		IdentityEndpoint: env["OS_AUTH_URL"],
		Username:         env["OS_USERNAME"],
		Password:         env["OS_PASSWORD"],
		TenantID:         env["OS_TENANT_ID"],
		AllowReauth:      true,
	})
	if err != nil {
		t.Fatal(err)
	}
	compute, err := openstack.NewComputeV2(provider, gophercloud.EndpointOpts{
		Region: env["OS_REGION_NAME"], Name: "cloudServersOpenStack",
	})
	if err != nil {
		t.Fatal(err)
	}
	return compute
}

func findImage(t *testing.T, compute *gophercloud.ServiceClient, name string) string {
	t.Helper()
	pages, err := images.ListDetail(compute, images.ListOpts{Limit: 10}).AllPages()
	if err != nil {
		t.Fatal(err)
	}
	all, err := images.ExtractImages(pages)
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range all {
		if i.Name == name {
			return i.ID
		}
	}
	t.Fatalf("none of %d images is %q", len(all), name)
	return ""
}

func findFlavor(t *testing.T, compute *gophercloud.ServiceClient, name string) string {
	t.Helper()
	pages, err := flavors.ListDetail(compute, nil).AllPages()
	if err != nil {
		t.Fatal(err)
	}
	all, err := flavors.ExtractFlavors(pages)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.Name == name {
			return f.ID
		}
	}
	t.Fatalf("none of %d flavors is %q", len(all), name)
	return ""
}

func listServers(t *testing.T, compute *gophercloud.ServiceClient) []servers.Server {
	t.Helper()
	pages, err := servers.List(compute, servers.ListOpts{Limit: 1}).AllPages()
	if err != nil {
		t.Fatal(err)
	}
	all, err := servers.ExtractServers(pages)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
