package client

import (
	"context"
	"iter"
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
)

func addr[T any](v T) *T { return &v }

// one drops what a call returns beside its error.
func one[T any](_ T, err error) error { return err }

// Every request that has a body is, to the letter of its meaning, the guide's own example of it.
func TestRequestsAreTheGuides(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	const action = "POST /servers/ID/action"
	label := api.Metadata{{Key: "Label", Value: "Web"}}
	both := append(label[:1:1], api.Pair{Key: "Version", Value: "2.1"})
	image := api.CreateImage{Name: "new-image", Metadata: api.Metadata{{Key: "ImageType", Value: "Gold"}, {Key: "ImageVersion", Value: "2.0"}}}
	rebuild := func(name, image, flavor, disk, pass string) func(*Client, string) error {
		return func(c *Client, contents string) error {
			return one(c.Rebuild(ctx, "ID", api.Rebuild{
				Name: name, ImageRef: image, FlavorRef: flavor, DiskConfig: disk, AdminPass: pass,
				Metadata:    api.Metadata{{Key: "My Server Name", Value: "Apache1"}},
				Personality: []api.File{{Path: "/etc/banner.txt", Contents: contents}},
			}))
		}
	}
	const inJSON, inXML = api.JSON, api.XML
	for _, test := range []struct {
		example string
		format  api.Format
		request string
		do      func(c *Client, contents string) error
	}{
		{"2.16", inJSON, "PUT /servers/ID", func(c *Client, _ string) error {
			return one(c.UpdateServer(ctx, "ID", api.ServerUpdate{Name: addr("new-server-test")}))
		}},
		{"2.18", inXML, "PUT /servers/ID", func(c *Client, _ string) error {
			return one(c.UpdateServer(ctx, "ID", api.ServerUpdate{Name: addr("new-server-test")}))
		}},
		{"2.20", inJSON, "PUT /servers/ID", func(c *Client, _ string) error {
			return one(c.UpdateServer(ctx, "ID", api.ServerUpdate{AccessIPv4: addr("67.23.10.132"), AccessIPv6: addr("::babe:67.23.10.132")}))
		}},
		{"2.22", inXML, "PUT /servers/ID", func(c *Client, _ string) error {
			return one(c.UpdateServer(ctx, "ID", api.ServerUpdate{AccessIPv4: addr("67.23.10.132"), AccessIPv6: addr("::babe:67.23.10.132")}))
		}},
		{"2.28", inJSON, action, func(c *Client, _ string) error { return c.ChangePassword(ctx, "ID", "Test1234") }},
		{"2.29", inXML, action, func(c *Client, _ string) error { return c.ChangePassword(ctx, "ID", "ss1293837$%^") }},
		{"2.30", inJSON, action, func(c *Client, _ string) error { return c.Reboot(ctx, "ID", HardReboot) }},
		{"2.31", inXML, action, func(c *Client, _ string) error { return c.Reboot(ctx, "ID", HardReboot) }},
		{"2.32", inJSON, action, rebuild("new-server-test", "d42f821e-c2d1-4796-9f07-af5ed7912d0e", "2", "AUTO", "dianel23")},
		{"2.34", inXML, action, rebuild("rebuild-server", "d6dd6c70-a122-4391-91a8-decbla356549", "", "AUTO", "diane123")},
		{"2.36", inJSON, action, func(c *Client, _ string) error { return one(c.Resize(ctx, "ID", api.Resize{FlavorRef: "3"})) }},
		{"2.37", inXML, action, func(c *Client, _ string) error { return one(c.Resize(ctx, "ID", api.Resize{FlavorRef: "3"})) }},
		{"2.38", inJSON, action, func(c *Client, _ string) error { return c.ConfirmResize(ctx, "ID") }},
		{"2.39", inXML, action, func(c *Client, _ string) error { return c.ConfirmResize(ctx, "ID") }},
		{"2.40", inJSON, action, func(c *Client, _ string) error { return c.RevertResize(ctx, "ID") }},
		{"2.41", inXML, action, func(c *Client, _ string) error { return c.RevertResize(ctx, "ID") }},
		{"2.44", inXML, action, func(c *Client, _ string) error { return one(c.Rescue(ctx, "ID", api.Rescue{})) }},
		{"2.46", inJSON, action, func(c *Client, _ string) error { return c.Unrescue(ctx, "ID") }},
		{"2.48", inXML, action, func(c *Client, _ string) error { return c.Unrescue(ctx, "ID") }},
		{"2.50", inJSON, action, func(c *Client, _ string) error { return one(c.CreateImage(ctx, "ID", image)) }},
		{"2.51", inXML, action, func(c *Client, _ string) error { return one(c.CreateImage(ctx, "ID", image)) }},
		{"2.52", inJSON, "POST /servers/ID/os-volume_attachments", func(c *Client, _ string) error {
			return one(c.AttachVolume(ctx, "ID", "4ab50df6-7480-45df-8604-b1ee39fe857c", ""))
		}},
		{"2.54", inXML, "POST /servers/ID/os-volume_attachments", func(c *Client, _ string) error {
			return one(c.AttachVolume(ctx, "ID", "volume_id", "device"))
		}},
		{"2.70", inJSON, "PUT /servers/ID/metadata", func(c *Client, _ string) error { return one(c.ReplaceMetadata(ctx, "server", "ID", both)) }},
		{"2.72", inXML, "PUT /images/ID/metadata", func(c *Client, _ string) error { return one(c.ReplaceMetadata(ctx, "image", "ID", both)) }},
		{"2.74", inJSON, "POST /images/ID/metadata", func(c *Client, _ string) error {
			return one(c.UpdateMetadata(ctx, "image", "ID", api.Metadata{{Key: "Label", Value: "Web2"}}))
		}},
		{"2.76", inXML, "POST /servers/ID/metadata", func(c *Client, _ string) error {
			return one(c.UpdateMetadata(ctx, "server", "ID", api.Metadata{{Key: "Label", Value: "Web2"}}))
		}},
		{"2.80", inJSON, "PUT /servers/ID/metadata/Label", func(c *Client, _ string) error { return c.SetMetadataItem(ctx, "server", "ID", "Label", "Web") }},
		{"2.82", inXML, "PUT /images/ID/metadata/Label", func(c *Client, _ string) error { return c.SetMetadataItem(ctx, "image", "ID", "Label", "Web") }},
		{"3.3", inJSON, action, rebuild("new-server-test", "d42f821e-c2d1-4796-9f07-af5ed7912d0e", "2", "manual", "diane123")},
		{"3.4", inXML, action, rebuild("rebuild-server", "d6dd6c70-a122-4391-91a8-decbla356549", "", "MANUAL", "diane123")},
		{"3.5", inJSON, action, func(c *Client, _ string) error {
			return one(c.Resize(ctx, "ID", api.Resize{FlavorRef: "3", DiskConfig: "manual"}))
		}},
		{"3.6", inXML, action, func(c *Client, _ string) error {
			return one(c.Resize(ctx, "ID", api.Resize{FlavorRef: "2", DiskConfig: "MANUAL"}))
		}},
		{"3.7", inJSON, action, func(c *Client, _ string) error { return one(c.Rescue(ctx, "ID", api.Rescue{})) }},
		{"3.9", inXML, action, func(c *Client, _ string) error { return one(c.Rescue(ctx, "ID", api.Rescue{})) }},
		{"3.11", inXML, action, func(c *Client, _ string) error { return c.Unrescue(ctx, "ID") }},
	} {
		example, contents := guideExample(t, test.example, test.format), ""
		if test.request == action && len(example) > 600 {
			contents = injected(t, example)
		}
		f := &fakeCloud{handle: always(202, anyDocument(test.format), "Location", "https://dfw.servers.example.com/v2/010101/images/IMAGE")}
		_ = test.do(f.newClient(t, withWire(test.format)), contents) // what is answered is not the point
		if len(f.requests) != 1 {
			t.Errorf("%s: %v", test.example, f.seen())
			continue
		}
		r := f.requests[0]
		if r.String() != test.request || r.Header.Get("Content-Type") != test.format.MediaType() {
			t.Errorf("%s: %s as %s", test.example, r, r.Header.Get("Content-Type"))
		}
		if diff := cmp.Diff(sameDocument(t, test.format, example), sameDocument(t, test.format, r.Body)); diff != "" {
			t.Errorf("%s: %s", test.example, diff)
		}
	}
}

func anyDocument(f api.Format) string {
	if f == api.XML {
		return `<server/>`
	}
	return `{"server":{}}`
}

// Every answer that the guide shows is read, on both wires, from the path that the guide names.
func TestAnswersOfTheGuide(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	raw := func(d Document, err error) (string, error) { return string(d.Raw), err }
	for _, test := range []struct {
		json, xml string // the examples; "": none
		request   string
		do        func(*Client) (string, error)
		wants     string // in what is told
	}{
		{"1.23", "1.24", "GET /limits", func(c *Client) (string, error) { return raw(c.Limits(ctx)) }, `"maxTotalRAMSize":66560`},
		{"3.12", "", "GET /limits", func(c *Client) (string, error) { return raw(c.Limits(ctx)) }, `"totalRAMUsed":1024`},
		{"1.36", "1.38", "GET /extensions", func(c *Client) (string, error) { return all(c.ListExtensions(ctx)) }, `"alias":"os-rescue"`},
		{"1.40", "1.42", "GET /extensions/OS-DCF", func(c *Client) (string, error) { return raw(c.GetExtension(ctx, "OS-DCF")) }, `"name":"DiskConfig"`},
		{"2.17", "2.19", "PUT /servers/ID", func(c *Client) (string, error) {
			return raw(c.UpdateServer(ctx, "ID", api.ServerUpdate{Name: addr("x")}))
		}, `"name":"new-server-test"`},
		{"2.24", "2.25", "GET /servers/ID/ips", func(c *Client) (string, error) { return raw(c.Addresses(ctx, "ID")) }, `"private":[{`},
		{"2.26", "2.27", "GET /servers/ID/ips/public", func(c *Client) (string, error) { return raw(c.NetworkAddresses(ctx, "ID", "public")) }, `{"public":[{"version":4,"addr":"67.23.10.132"}`},
		{"2.33", "", "POST /servers/ID/action", func(c *Client) (string, error) { return raw(c.Rebuild(ctx, "ID", api.Rebuild{})) }, `"adminPass":"dianel23"`},
		{"", "2.35", "POST /servers/ID/action", func(c *Client) (string, error) { return raw(c.Rebuild(ctx, "ID", api.Rebuild{})) }, `"adminPass":"vSunWX8WkPB5"`},
		{"2.43", "", "POST /servers/ID/action", func(c *Client) (string, error) { return c.Rescue(ctx, "ID", api.Rescue{}) }, `m7UKdGiKFpqM`},
		{"", "2.45", "POST /servers/ID/action", func(c *Client) (string, error) { return c.Rescue(ctx, "ID", api.Rescue{}) }, `eBHcCgGBVj6Z`},
		{"2.53", "2.55", "POST /servers/ID/os-volume_attachments", func(c *Client) (string, error) {
			a, err := c.AttachVolume(ctx, "ID", "v", "")
			return raw(a.Document, err)
		}, `"device":"/dev/xvdb"`},
		{"2.56", "2.57", "GET /servers/ID/os-volume_attachments", func(c *Client) (string, error) { return all(c.ListVolumeAttachments(ctx, "ID")) }, `"volumeId":"4ab50df6-7480-45df-8604-blee39fe857c"`},
		{"2.58", "2.59", "GET /servers/ID/os-volume_attachments/A", func(c *Client) (string, error) { return raw(c.GetVolumeAttachment(ctx, "ID", "A")) }, `"device":"/dev/xvdb"`},
		{"2.68", "2.69", "GET /images/ID/metadata", func(c *Client) (string, error) { return raw(c.Metadata(ctx, "image", "ID")) }, `{"Label":"Web","Version":"2.1"}`},
		{"2.71", "2.73", "PUT /servers/ID/metadata", func(c *Client) (string, error) { return raw(c.ReplaceMetadata(ctx, "server", "ID", nil)) }, `{"Label":"Web","Version":"2.1"}`},
		{"2.75", "2.77", "POST /servers/ID/metadata", func(c *Client) (string, error) { return raw(c.UpdateMetadata(ctx, "server", "ID", nil)) }, `{"Label":"Web2","Version":"2.1"}`},
		{"2.78", "2.79", "GET /servers/ID/metadata/Label", func(c *Client) (string, error) { return c.MetadataItem(ctx, "server", "ID", "Label") }, `Web`},
	} {
		for f, number := range map[api.Format]string{api.JSON: test.json, api.XML: test.xml} {
			if number == "" {
				continue
			}
			cloud := &fakeCloud{handle: always(203, guideExample(t, number, f))}
			got, err := test.do(cloud.newClient(t, withWire(f)))
			if err != nil {
				t.Errorf("%s: %v", number, err)
				continue
			}
			if diff := cmp.Diff([]string{test.request}, cloud.seen()); diff != "" {
				t.Errorf("%s: %s", number, diff)
			}
			if !holds(got, test.wants) {
				t.Errorf("%s: no %s in %s", number, test.wants, got)
			}
		}
	}
}

// all is the items of a list on one line.
func all(items iter.Seq2[jsontext.Value, error]) (list string, err error) {
	for item, err := range items {
		if err != nil {
			return list, err
		}
		list += string(item)
	}
	return list, nil
}

// holds reports text that holds another, blanks aside.
func holds(text, part string) bool { return strings.Contains(compact(text), part) }

func compact(text string) string {
	v := jsontext.Value(strings.TrimSpace(text))
	if v.Compact() == nil {
		return string(v)
	}
	return strings.Join(strings.Fields(text), "")
}
