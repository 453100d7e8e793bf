package clients

import (
	"maps"
	"net/http"
	"path"
	"slices"
	"testing"

	"github.com/gophercloud/gophercloud/v2"
	"github.com/gophercloud/gophercloud/v2/openstack"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/flavors"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/servers"
	"github.com/gophercloud/gophercloud/v2/openstack/compute/v2/volumeattach"
	"github.com/gophercloud/gophercloud/v2/openstack/image/v2/images"
)

// v2 is a program that uses gophercloud v2, on its way.
type v2 struct {
	*testing.T
	compute, images     *gophercloud.ServiceClient
	image, small, large string
	id                  string
}

// TestGophercloudV2 takes a server through its whole life with gophercloud v2.
func TestGophercloudV2(t *testing.T) {
	t.Parallel()
	env := serve(t)
	provider := v2Password(t, env)
	f := &v2{T: t, compute: v2Compute(t, provider, env), images: v2Images(t, provider, env)}
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

// TestGophercloudV2Key signs in with an API key, by the client's own sign-in with credentials of ours.
func TestGophercloudV2Key(t *testing.T) {
	t.Parallel()
	env := serve(t)
	signIn := func(key string) (*gophercloud.ProviderClient, error) {
		provider := must(openstack.NewClient(env["OS_AUTH_URL"]))(t)
		return provider, openstack.AuthenticateV2(t.Context(), provider, keyCredentials{env["OS_USERNAME"], key}, gophercloud.EndpointOpts{})
	}
	f := &v2{T: t, compute: v2Compute(t, must(signIn(env["OS_API_KEY"]))(t), env)}
	if found := f.list(); len(found) != 0 {
		t.Errorf("a fresh cloud has %d servers", len(found))
	}
	if _, err := signIn("wrong"); !gophercloud.ResponseCodeIs(err, http.StatusUnauthorized) {
		t.Errorf("a wrong key: %v", err)
	}
}

func v2Password(t *testing.T, env map[string]string) *gophercloud.ProviderClient {
	t.Helper()
	return must(openstack.AuthenticatedClient(t.Context(), gophercloud.AuthOptions{
		IdentityEndpoint: env["OS_AUTH_URL"],
		Username:         env["OS_USERNAME"],
		Password:         env["OS_PASSWORD"],
		TenantID:         env["OS_TENANT_ID"],
		AllowReauth:      true,
	}))(t)
}

func v2Compute(t *testing.T, provider *gophercloud.ProviderClient, env map[string]string) *gophercloud.ServiceClient {
	t.Helper()
	return must(openstack.NewComputeV2(provider, gophercloud.EndpointOpts{Region: env["OS_REGION_NAME"]}))(t)
}

// v2Images is the image service: gophercloud v2 has no calls for Compute's own images.
func v2Images(t *testing.T, provider *gophercloud.ProviderClient, env map[string]string) *gophercloud.ServiceClient {
	t.Helper()
	return must(openstack.NewImageV2(provider, gophercloud.EndpointOpts{Region: env["OS_REGION_NAME"]}))(t)
}

func (f *v2) find() {
	f.Helper()
	pages := must(images.List(f.images, images.ListOpts{Limit: 10}).AllPages(f.Context()))(f.T)
	for _, i := range must(images.ExtractImages(pages))(f.T) {
		if i.Name == imageName {
			f.image = i.ID
		}
	}
	ids := map[string]string{}
	for _, v := range must(flavors.ExtractFlavors(must(flavors.ListDetail(f.compute, nil).AllPages(f.Context()))(f.T)))(f.T) {
		ids[v.Name] = v.ID
	}
	if f.small, f.large = ids[smallFlavor], ids[largeFlavor]; f.image == "" || f.small == "" || f.large == "" {
		f.Fatalf("image %q, flavors %q and %q", f.image, f.small, f.large)
	}
}

func (f *v2) create() {
	f.Helper()
	made := must(servers.Create(f.Context(), f.compute, servers.CreateOpts{
		Name: "web-1", ImageRef: f.image, FlavorRef: f.small, Metadata: map[string]string{"role": "web"},
	}, nil).Extract())(f.T)
	if made.AdminPass == "" {
		f.Error("the answer to the create has no adminPass")
	}
	f.id = made.ID
	if err := servers.WaitForStatus(f.Context(), f.compute, f.id, "ACTIVE"); err != nil {
		f.Fatal(err)
	}
}

func (f *v2) get() *servers.Server {
	f.Helper()
	return must(servers.Get(f.Context(), f.compute, f.id).Extract())(f.T)
}

func (f *v2) list() []servers.Server {
	f.Helper()
	return must(servers.ExtractServers(must(servers.List(f.compute, servers.ListOpts{Limit: 1}).AllPages(f.Context()))(f.T)))(f.T)
}

// settled waits until nothing is going on and the server has the status.
func (f *v2) settled(status string) {
	f.Helper()
	eventually(f.T, "a server that is "+status, func() bool {
		var s struct {
			Status string  `json:"status"`
			Task   *string `json:"OS-EXT-STS:task_state"`
		}
		if err := servers.Get(f.Context(), f.compute, f.id).ExtractInto(&s); err != nil {
			f.Fatal(err)
		}
		return s.Status == status && s.Task == nil
	})
}

// done checks an action, and waits for its end.
func (f *v2) done(err error, status string) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
	f.settled(status)
}

func (f *v2) read() {
	f.Helper()
	if found := f.list(); len(found) != 1 || found[0].ID != f.id || found[0].Status != "ACTIVE" || found[0].AccessIPv4 == "" {
		f.Errorf("the list holds %+v", found)
	}
	if s := f.get(); s.Name != "web-1" || s.Flavor["id"] != f.small || s.Image["id"] != f.image || s.Created.IsZero() {
		f.Errorf("the server is %+v", s)
	}
	all := must(servers.ExtractAddresses(must(servers.ListAddresses(f.compute, f.id).AllPages(f.Context()))(f.T)))(f.T)
	one := must(servers.ExtractNetworkAddresses(must(servers.ListAddressesByNetwork(f.compute, f.id, "public").AllPages(f.Context()))(f.T)))(f.T)
	if len(one) == 0 || !slices.Equal(one, all["public"]) || len(all["private"]) != 1 {
		f.Errorf("addresses %v, of the public network %v", all, one)
	}
}

func (f *v2) metadata() {
	f.Helper()
	must(servers.UpdateMetadata(f.Context(), f.compute, f.id, servers.MetadataOpts{"stage": "test"}).Extract())(f.T)
	must(servers.CreateMetadatum(f.Context(), f.compute, f.id, servers.MetadatumOpts{"more": "yes"}).Extract())(f.T)
	if err := servers.DeleteMetadatum(f.Context(), f.compute, f.id, "role").ExtractErr(); err != nil {
		f.Error(err)
	}
	want := map[string]string{"stage": "test", "more": "yes"}
	if got := must(servers.Metadata(f.Context(), f.compute, f.id).Extract())(f.T); !maps.Equal(got, want) {
		f.Errorf("metadata %v", got)
	}
	must(servers.ResetMetadata(f.Context(), f.compute, f.id, servers.MetadataOpts{"only": "this"}).Extract())(f.T)
	if got := f.get().Metadata; !maps.Equal(got, map[string]string{"only": "this"}) {
		f.Errorf("metadata %v in the end", got)
	}
}

func (f *v2) reboot() {
	f.Helper()
	for _, kind := range []servers.RebootMethod{servers.SoftReboot, servers.HardReboot} {
		f.done(servers.Reboot(f.Context(), f.compute, f.id, servers.RebootOpts{Type: kind}).ExtractErr(), "ACTIVE")
	}
}

func (f *v2) resize() {
	f.Helper()
	f.done(servers.Resize(f.Context(), f.compute, f.id, servers.ResizeOpts{FlavorRef: f.large}).ExtractErr(), "VERIFY_RESIZE")
	f.done(servers.ConfirmResize(f.Context(), f.compute, f.id).ExtractErr(), "ACTIVE")
	f.done(servers.Resize(f.Context(), f.compute, f.id, servers.ResizeOpts{FlavorRef: f.small}).ExtractErr(), "VERIFY_RESIZE")
	f.done(servers.RevertResize(f.Context(), f.compute, f.id).ExtractErr(), "ACTIVE")
	if got := f.get().Flavor["id"]; got != f.large {
		f.Errorf("flavor %v", got)
	}
}

func (f *v2) rescue() {
	f.Helper()
	given, err := servers.Rescue(f.Context(), f.compute, f.id, servers.RescueOpts{AdminPass: "rescue-1"}).Extract()
	if given != "rescue-1" {
		f.Errorf("the rescue's password is %q", given)
	}
	f.done(err, "RESCUE")
	f.done(servers.Unrescue(f.Context(), f.compute, f.id).ExtractErr(), "ACTIVE")
}

func (f *v2) password() {
	f.Helper()
	f.done(servers.ChangeAdminPassword(f.Context(), f.compute, f.id, "a new pass phrase").ExtractErr(), "ACTIVE")
}

func (f *v2) createImage() {
	f.Helper()
	made := servers.CreateImage(f.Context(), f.compute, f.id, servers.CreateImageOpts{
		Name: "web-image", Metadata: map[string]string{"made-by": "gophercloud"},
	})
	if made.Err != nil {
		f.Fatal(made.Err)
	}
	// ExtractImageID wants the header of a microversion, which no /v2 sends, not even Nova 26's (recorded v2/action-createImage).
	id := path.Base(made.Header.Get("Location"))
	var image *images.Image
	eventually(f.T, "an active image", func() bool {
		image = must(images.Get(f.Context(), f.images, id).Extract())(f.T)
		return image.Status == images.ImageStatusActive
	})
	if image.Properties["made-by"] != "gophercloud" {
		f.Errorf("the image's properties are %v", image.Properties)
	}
	f.done(images.Delete(f.Context(), f.images, id).ExtractErr(), "ACTIVE")
}

func (f *v2) rebuild() {
	f.Helper()
	made := must(servers.Rebuild(f.Context(), f.compute, f.id, servers.RebuildOpts{ImageRef: f.image, Name: "web-2", AdminPass: "rebuilt-1"}).Extract())(f.T)
	if made.AdminPass != "rebuilt-1" || made.Name != "web-2" {
		f.Errorf("the rebuild answers %+v", made)
	}
	f.settled("ACTIVE")
}

func (f *v2) volume() {
	f.Helper()
	made := must(volumeattach.Create(f.Context(), f.compute, f.id, volumeattach.CreateOpts{VolumeID: volumeID}).Extract())(f.T)
	eventually(f.T, "an attached volume", func() bool {
		return must(volumeattach.Get(f.Context(), f.compute, f.id, made.ID).Extract())(f.T).Device == made.Device
	})
	if err := volumeattach.Delete(f.Context(), f.compute, f.id, made.ID).ExtractErr(); err != nil {
		f.Error(err)
	}
	eventually(f.T, "a detached volume", func() bool {
		pages := must(volumeattach.List(f.compute, f.id).AllPages(f.Context()))(f.T)
		return len(must(volumeattach.ExtractVolumeAttachments(pages))(f.T)) == 0
	})
}

func (f *v2) delete() {
	f.Helper()
	if err := servers.Delete(f.Context(), f.compute, f.id).ExtractErr(); err != nil {
		f.Fatal(err)
	}
	eventually(f.T, "a server that is gone", func() bool {
		err := servers.Get(f.Context(), f.compute, f.id).Err
		if err != nil && !gophercloud.ResponseCodeIs(err, http.StatusNotFound) {
			f.Fatal(err)
		}
		return err != nil
	})
}
