package client

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// The id of a new image is found wherever a cloud tells it, and its absence is told: a wait would be for nothing.
func TestCreateImageID(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		answer func(sentRequest) (*http.Response, error)
		want   string // "": an error
	}{
		"Nova 26":          {fromNova(t, "create-image"), "6a32ea3e-de77-4db6-a7ba-fc785a705d59"},
		"guide":            {always(202, "", "Location", testEndpoint+"/images/IMAGE"), "IMAGE"},
		"a slash at last":  {always(202, "", "Location", testEndpoint+"/images/IMAGE/"), "IMAGE"},
		"microversion":     {always(202, `{"image_id":"IMAGE"}`), "IMAGE"},
		"HTML beside":      {always(202, "<html></html>", "Location", "/images/IMAGE", "Content-Type", "text/html"), "IMAGE"},
		"no Location":      {always(202, ""), ""},
		"nothing in it":    {always(202, "", "Location", testEndpoint+"/images/"), ""},
		"Location no URL":  {always(202, "", "Location", "http://[::1/images/IMAGE"), ""},
		"another document": {always(202, `{"image":{}}`), ""},
	} {
		got, err := (&fakeCloud{handle: test.answer}).newClient(t).CreateImage(context.Background(), "ID", api.CreateImage{Name: "n"})
		if got != test.want || (err == nil) != (test.want != "") {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if test.want == "" && !contains(err, "does not tell the image's id; the request may have been carried out") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A rescue's password is told where there is one; a cloud that makes none has still rescued.
func TestRescuePassword(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		answer func(sentRequest) (*http.Response, error)
		want   string
	}{
		"Nova 26":       {fromNova(t, "rescue"), "adC5guSddP25"},
		"a number":      {always(200, `{"adminPass":12345678}`), "12345678"},
		"none made":     {always(200, `{}`), ""},
		"nothing said":  {always(202, ""), ""},
		"with a prefix": {always(200, `<r:adminPass xmlns:r="http://docs.openstack.org/compute/ext/rescue/api/v1.1">pw</r:adminPass>`), "pw"},
	} {
		f := &fakeCloud{handle: test.answer}
		got, err := f.newClient(t).Rescue(context.Background(), "ID", api.Rescue{AdminPass: "chosen", ImageRef: "I"})
		if got != test.want || err != nil {
			t.Errorf("%s: %q, %v", name, got, err)
		}
		if want := `{"rescue":{"adminPass":"chosen","rescue_image_ref":"I"}}`; f.requests[0].Body != want {
			t.Errorf("%s: sent %s", name, f.requests[0].Body)
		}
	}
	// A password that came but can't be read isn't passed off as none.
	_, err := (&fakeCloud{handle: always(200, `{"adminPass":"cut o`)}).newClient(t).Rescue(context.Background(), "ID", api.Rescue{})
	if !contains(err, "may have been carried out") {
		t.Error(err)
	}
}

// What Nova 26 answers is read like the guide's answers.
func TestActionsOfNova26(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	if err := (&fakeCloud{handle: fromNova(t, "confirm-resize")}).newClient(t).ConfirmResize(ctx, "ID"); err != nil {
		t.Error(err)
	}
	d, err := (&fakeCloud{handle: fromNova(t, "rebuild")}).newClient(t).Rebuild(ctx, "ID", api.Rebuild{ImageRef: "i"})
	if err != nil || !holds(string(d.Raw), `"status":"REBUILD"`) {
		t.Errorf("%s %v", d.Raw, err)
	}
	d, err = (&fakeCloud{handle: fromNova(t, "server-rename")}).newClient(t).UpdateServer(ctx, "ID", api.ServerUpdate{Name: addr("rec2-v21")})
	if err != nil || !holds(string(d.Raw), `"name":"rec2-v21"`) {
		t.Errorf("%s %v", d.Raw, err)
	}
}

// An action is sent once, whatever becomes of it, and refused as the cloud refuses it.
func TestActionsAreSentOnce(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(503, "")}
	if err := f.newClient(t).Reboot(context.Background(), "ID", SoftReboot); !transport.IsUnavailable(err) || len(f.seen()) != 1 {
		t.Errorf("%v after %v", err, f.seen())
	}
	f = &fakeCloud{handle: always(409, `{"conflictingRequest":{"code":409,"message":"Cannot 'reboot' while instance is in vm_state error"}}`)}
	if err := f.newClient(t).Reboot(context.Background(), "ID", SoftReboot); !transport.IsConflict(err) || !contains(err, "vm_state error") {
		t.Error(err)
	}
}

// A change of nothing but an address takes it away when it is empty, and leaves the name alone.
func TestUpdateServerSendsWhatIsGiven(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(200, `{"server":{}}`)}
	if _, err := f.newClient(t).UpdateServer(context.Background(), "ID", api.ServerUpdate{AccessIPv4: addr("")}); err != nil {
		t.Fatal(err)
	}
	if got := f.requests[0].Body; got != `{"server":{"accessIPv4":""}}` {
		t.Error(got)
	}
}

// An empty id never becomes a request about something else.
func TestNoIDsBelowServers(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	f := &fakeCloud{handle: always(204, "")}
	c := f.newClient(t)
	for _, id := range []string{"", ".", ".."} {
		for name, err := range map[string]error{
			"action":      c.ConfirmResize(ctx, id),
			"rebuild":     one(c.Rebuild(ctx, id, api.Rebuild{})),
			"update":      one(c.UpdateServer(ctx, id, api.ServerUpdate{})),
			"image":       c.DeleteImage(ctx, id),
			"addresses":   one(c.Addresses(ctx, id)),
			"network":     one(c.NetworkAddresses(ctx, "ID", id)),
			"attach":      one(c.AttachVolume(ctx, id, "v", "")),
			"attachments": one(all(c.ListVolumeAttachments(ctx, id))),
			"attachment":  one(c.GetVolumeAttachment(ctx, "ID", id)),
			"detach":      one(c.DetachVolume(ctx, "ID", id)),
			"metadata":    one(c.ReplaceMetadata(ctx, "server", id, nil)),
			"item":        c.DeleteMetadataItem(ctx, "server", id, "k"),
			"extension":   one(c.GetExtension(ctx, id)),
			"version":     one(c.GetVersion(ctx, id)),
		} {
			if !transport.IsNotFound(err) {
				t.Errorf("%s %q: %v", name, id, err)
			}
		}
	}
	if len(f.seen()) != 0 {
		t.Error(f.seen())
	}
}

// Addresses of one network come in the one shape, whichever the cloud has (fact 37), and nothing else passes for them.
func TestNetworkAddresses(t *testing.T) {
	t.Parallel()
	const ip = `[{"version":4,"addr":"10.0.0.1"}]`
	for doc, want := range map[string]string{
		`{"public":` + ip + `}`:                                     `{"public":` + ip + `}`,
		`{"Public":` + ip + `}`:                                     `{"Public":` + ip + `}`,
		`{"links":[],"public":` + ip + `}`:                          `{"public":` + ip + `}`,
		`{"network":` + ip + `}`:                                    `{"network":` + ip + `}`,
		`{"network":{"id":"public","ip":` + ip + `}}`:               `{"public":` + ip + `}`,
		`{"network":{"ip":` + ip + `}}`:                             `{"public":` + ip + `}`,
		`<network id="public"><ip version="4" addr="a"/></network>`: `{"public":[{"version":4,"addr":"a"}]}`,
		`<network id="public"/>`:                                    `{"public":[]}`,
		`{"addresses":{"public":` + ip + `}}`:                       "",
		`{"a":[],"b":[]}`:                                           "",
		`[]`:                                                        "",
	} {
		f := &fakeCloud{handle: always(200, doc, "Content-Type", map[bool]string{true: "application/xml", false: "application/json"}[doc[0] == '<'])}
		d, err := f.newClient(t).NetworkAddresses(context.Background(), "ID", "public")
		if string(d.Raw) != want || (err == nil) != (want != "") {
			t.Errorf("%s: %s, %v", doc, d.Raw, err)
		}
		if (d.XML != nil) != strings.HasPrefix(doc, "<") {
			t.Errorf("%s: XML %q", doc, d.XML)
		}
	}
	d, err := (&fakeCloud{handle: fromNova(t, "ips-net")}).newClient(t).NetworkAddresses(context.Background(), "ID", "private")
	if diff := cmp.Diff(`{"private":[{"version":4,"addr":"10.0.1.138"}]}`, compact(string(d.Raw))); diff != "" || err != nil {
		t.Error(diff, err)
	}
}
