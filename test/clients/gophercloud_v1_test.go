// Package clients runs clients of OpenStack that we didn't write against `novactl sandbox serve`: gophercloud in the tests, those in
// other languages by ./run.
package clients

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/gophercloud/gophercloud"
	"github.com/gophercloud/gophercloud/openstack"
	"github.com/gophercloud/gophercloud/openstack/compute/v2/extensions/rescueunrescue"
	"github.com/gophercloud/gophercloud/openstack/compute/v2/extensions/volumeattach"
	"github.com/gophercloud/gophercloud/openstack/compute/v2/flavors"
	"github.com/gophercloud/gophercloud/openstack/compute/v2/images"
	"github.com/gophercloud/gophercloud/openstack/compute/v2/servers"
	"github.com/gophercloud/gophercloud/openstack/identity/v2/tokens"
)

// v1 is a program that uses gophercloud v1, on its way.
type v1 struct {
	*testing.T
	compute             *gophercloud.ServiceClient
	image, small, large string
	id                  string
}

// TestGophercloudV1 takes a server through its whole life with gophercloud v1.
func TestGophercloudV1(t *testing.T) {
	t.Parallel()
	env := serve(t)
	f := &v1{T: t, compute: v1Password(t, env)}
	f.find()
	f.create()
	f.read()
	f.metadata()
	f.reboot()
	f.resize()
	f.rescue()
	f.password()
	f.createImage()
	f.rebuild()
	f.volume()
	f.delete()
}

// TestGophercloudV1Key signs in with an API key.
func TestGophercloudV1Key(t *testing.T) {
	t.Parallel()
	env := serve(t)
	provider := must(openstack.NewClient(env["OS_AUTH_URL"]))(t)
	identity := must(openstack.NewIdentityV2(provider, gophercloud.EndpointOpts{}))(t)
	result := tokens.Create(identity, keyCredentials{env["OS_USERNAME"], env["OS_API_KEY"]})
	if err := provider.SetTokenAndAuthResult(result); err != nil {
		t.Fatal(err)
	}
	catalog := must(result.ExtractServiceCatalog())(t)
	provider.EndpointLocator = func(o gophercloud.EndpointOpts) (string, error) { return openstack.V2EndpointURL(catalog, o) }
	f := &v1{T: t, compute: v1Compute(t, provider, env)}
	if found := f.list(); len(found) != 0 {
		t.Errorf("a fresh cloud has %d servers", len(found))
	}
	var refused gophercloud.ErrDefault401
	if err := tokens.Create(identity, keyCredentials{env["OS_USERNAME"], "wrong"}).Err; !errors.As(err, &refused) {
		t.Errorf("a wrong key: %v", err)
	}
}

func v1Password(t *testing.T, env map[string]string) *gophercloud.ServiceClient {
	t.Helper()
	return v1Compute(t, must(openstack.AuthenticatedClient(gophercloud.AuthOptions{
		IdentityEndpoint: env["OS_AUTH_URL"],
		Username:         env["OS_USERNAME"],
		Password:         env["OS_PASSWORD"],
		TenantID:         env["OS_TENANT_ID"],
		AllowReauth:      true,
	}))(t), env)
}

func v1Compute(t *testing.T, provider *gophercloud.ProviderClient, env map[string]string) *gophercloud.ServiceClient {
	t.Helper()
	return must(openstack.NewComputeV2(provider, gophercloud.EndpointOpts{Region: env["OS_REGION_NAME"]}))(t)
}

func (f *v1) find() {
	f.Helper()
	pages := must(images.ListDetail(f.compute, images.ListOpts{Limit: 10}).AllPages())(f.T)
	for _, i := range must(images.ExtractImages(pages))(f.T) {
		if i.Name == imageName {
			f.image = i.ID
		}
	}
	ids := map[string]string{}
	for _, v := range must(flavors.ExtractFlavors(must(flavors.ListDetail(f.compute, nil).AllPages())(f.T)))(f.T) {
		ids[v.Name] = v.ID
	}
	if f.small, f.large = ids[smallFlavor], ids[largeFlavor]; f.image == "" || f.small == "" || f.large == "" {
		f.Fatalf("image %q, flavors %q and %q", f.image, f.small, f.large)
	}
}

func (f *v1) create() {
	f.Helper()
	made := must(servers.Create(f.compute, servers.CreateOpts{
		Name: "web-1", ImageRef: f.image, FlavorRef: f.small, Metadata: map[string]string{"role": "web"},
	}).Extract())(f.T)
	if made.AdminPass == "" {
		f.Error("the answer to the create has no adminPass")
	}
	f.id = made.ID
	if err := servers.WaitForStatus(f.compute, f.id, "ACTIVE", 60); err != nil {
		f.Fatal(err)
	}
}

func (f *v1) get() *servers.Server {
	f.Helper()
	return must(servers.Get(f.compute, f.id).Extract())(f.T)
}

func (f *v1) list() []servers.Server {
	f.Helper()
	return must(servers.ExtractServers(must(servers.List(f.compute, servers.ListOpts{Limit: 1}).AllPages())(f.T)))(f.T)
}

// settled waits until nothing is going on and the server has the status.
func (f *v1) settled(status string) {
	f.Helper()
	eventually(f.T, "a server that is "+status, func() bool {
		var s struct {
			Status string  `json:"status"`
			Task   *string `json:"OS-EXT-STS:task_state"`
		}
		if err := servers.Get(f.compute, f.id).ExtractInto(&s); err != nil {
			f.Fatal(err)
		}
		return s.Status == status && s.Task == nil
	})
}

// done checks an action, and waits for its end.
func (f *v1) done(err error, status string) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
	f.settled(status)
}

func (f *v1) read() {
	f.Helper()
	if found := f.list(); len(found) != 1 || found[0].ID != f.id || found[0].Status != "ACTIVE" || found[0].AccessIPv4 == "" {
		f.Errorf("the list holds %+v", found)
	}
	if s := f.get(); s.Name != "web-1" || s.Flavor["id"] != f.small || s.Image["id"] != f.image || s.Created.IsZero() {
		f.Errorf("the server is %+v", s)
	}
	all := must(servers.ExtractAddresses(must(servers.ListAddresses(f.compute, f.id).AllPages())(f.T)))(f.T)
	one := must(servers.ExtractNetworkAddresses(must(servers.ListAddressesByNetwork(f.compute, f.id, "public").AllPages())(f.T)))(f.T)
	if len(one) == 0 || !slices.Equal(one, all["public"]) || len(all["private"]) != 1 {
		f.Errorf("addresses %v, of the public network %v", all, one)
	}
}

func (f *v1) metadata() {
	f.Helper()
	must(servers.UpdateMetadata(f.compute, f.id, servers.MetadataOpts{"stage": "test"}).Extract())(f.T)
	must(servers.CreateMetadatum(f.compute, f.id, servers.MetadatumOpts{"more": "yes"}).Extract())(f.T)
	if err := servers.DeleteMetadatum(f.compute, f.id, "role").ExtractErr(); err != nil {
		f.Error(err)
	}
	want := map[string]string{"stage": "test", "more": "yes"}
	if got := must(servers.Metadata(f.compute, f.id).Extract())(f.T); !maps.Equal(got, want) {
		f.Errorf("metadata %v", got)
	}
	must(servers.ResetMetadata(f.compute, f.id, servers.MetadataOpts{"only": "this"}).Extract())(f.T)
	if got := f.get().Metadata; !maps.Equal(got, map[string]string{"only": "this"}) {
		f.Errorf("metadata %v in the end", got)
	}
}

func (f *v1) reboot() {
	f.Helper()
	for _, kind := range []servers.RebootMethod{servers.SoftReboot, servers.HardReboot} {
		f.done(servers.Reboot(f.compute, f.id, servers.RebootOpts{Type: kind}).ExtractErr(), "ACTIVE")
	}
}

func (f *v1) resize() {
	f.Helper()
	f.done(servers.Resize(f.compute, f.id, servers.ResizeOpts{FlavorRef: f.large}).ExtractErr(), "VERIFY_RESIZE")
	f.done(servers.ConfirmResize(f.compute, f.id).ExtractErr(), "ACTIVE")
	f.done(servers.Resize(f.compute, f.id, servers.ResizeOpts{FlavorRef: f.small}).ExtractErr(), "VERIFY_RESIZE")
	f.done(servers.RevertResize(f.compute, f.id).ExtractErr(), "ACTIVE")
	if got := f.get().Flavor["id"]; got != f.large {
		f.Errorf("flavor %v", got)
	}
}

func (f *v1) rescue() {
	f.Helper()
	given, err := rescueunrescue.Rescue(f.compute, f.id, rescueunrescue.RescueOpts{AdminPass: "rescue-1"}).Extract()
	if given != "rescue-1" {
		f.Errorf("the rescue's password is %q", given)
	}
	f.done(err, "RESCUE")
	f.done(rescueunrescue.Unrescue(f.compute, f.id).ExtractErr(), "ACTIVE")
}

func (f *v1) password() {
	f.Helper()
	f.done(servers.ChangeAdminPassword(f.compute, f.id, "a new pass phrase").ExtractErr(), "ACTIVE")
}

func (f *v1) createImage() {
	f.Helper()
	id := must(servers.CreateImage(f.compute, f.id, servers.CreateImageOpts{
		Name: "web-image", Metadata: map[string]string{"made-by": "gophercloud"},
	}).ExtractImageID())(f.T)
	var image *images.Image
	eventually(f.T, "an active image", func() bool {
		image = must(images.Get(f.compute, id).Extract())(f.T)
		return image.Status == "ACTIVE"
	})
	if image.Metadata["made-by"] != "gophercloud" {
		f.Errorf("the image's metadata are %v", image.Metadata)
	}
	f.done(images.Delete(f.compute, id).ExtractErr(), "ACTIVE")
}

func (f *v1) rebuild() {
	f.Helper()
	made := must(servers.Rebuild(f.compute, f.id, servers.RebuildOpts{ImageRef: f.image, Name: "web-2", AdminPass: "rebuilt-1"}).Extract())(f.T)
	if made.AdminPass != "rebuilt-1" || made.Name != "web-2" {
		f.Errorf("the rebuild answers %+v", made)
	}
	f.settled("ACTIVE")
}

func (f *v1) volume() {
	f.Helper()
	made := must(volumeattach.Create(f.compute, f.id, volumeattach.CreateOpts{VolumeID: volumeID}).Extract())(f.T)
	eventually(f.T, "an attached volume", func() bool {
		return must(volumeattach.Get(f.compute, f.id, made.ID).Extract())(f.T).Device == made.Device
	})
	if err := volumeattach.Delete(f.compute, f.id, made.ID).ExtractErr(); err != nil {
		f.Error(err)
	}
	eventually(f.T, "a detached volume", func() bool {
		pages := must(volumeattach.List(f.compute, f.id).AllPages())(f.T)
		return len(must(volumeattach.ExtractVolumeAttachments(pages))(f.T)) == 0
	})
}

func (f *v1) delete() {
	f.Helper()
	if err := servers.Delete(f.compute, f.id).ExtractErr(); err != nil {
		f.Fatal(err)
	}
	eventually(f.T, "a server that is gone", func() bool {
		err := servers.Get(f.compute, f.id).Err
		var gone gophercloud.ErrDefault404
		if err != nil && !errors.As(err, &gone) {
			f.Fatal(err)
		}
		return err != nil
	})
}
