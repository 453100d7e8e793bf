package guide

import (
	"testing"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
)

// recording is an answer of a real Nova 26.
type recording struct {
	Status  int               `json:"status"`
	Headers map[string]string `json:"headers"`
	Body    jsontext.Value    `json:"body"`
}

func load(t *testing.T, name string) recording {
	t.Helper()
	var r recording
	if err := json.Unmarshal(read(t, "nova26/"+name+".json"), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// Go types keep every member of a modern answer, declared or not, when they are decoded and encoded again.
func TestGoTypesKeepEveryMember(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, root string
		value      any
	}{
		{"server-active", "server", &api.Server{}},
		{"server-build", "server", &api.Server{}},
		{"server-create", "server", &api.Server{}},
		{"servers-detail", "servers", &[]api.Server{}},
		{"servers-limit1", "servers", &[]api.Server{}},
		{"image", "image", &api.Image{}},
		{"images-detail", "images", &[]api.Image{}},
		{"flavor", "flavor", &api.Flavor{}},
		{"flavors-detail", "flavors", &[]api.Flavor{}},
		{"limits", "limits", &api.Limits{}},
		{"ips", "addresses", &api.Addresses{}},
		{"meta", "metadata", &api.Metadata{}},
		{"versions-root", "versions", &[]api.Version{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			body := load(t, c.name).Body
			member, err := api.Member(body, c.root)
			if err != nil {
				t.Fatal(err)
			}
			if err := api.Unmarshal(member, c.value); err != nil {
				t.Fatal(err)
			}
			out, err := api.Marshal(api.JSON, c.root, c.value)
			if err != nil {
				t.Fatal(err)
			}
			back, err := api.Member(out, c.root)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(canonicalJSON(t, member), canonicalJSON(t, back)); diff != "" {
				t.Errorf("decoding and encoding changes it (-cloud +ours):\n%s", diff)
			}
		})
	}
}

// Whatever a modern cloud answers survives XML and back, unknown members of any shape included.
func TestModernAnswersSurviveXML(t *testing.T) {
	t.Parallel()
	for _, e := range examples(t, "nova26") {
		t.Run(e.file, func(t *testing.T) {
			t.Parallel()
			body := load(t, e.file[:len(e.file)-len(".json")]).Body
			out, err := api.FromJSON(api.XML, body)
			if err != nil {
				t.Fatal(err)
			}
			back, err := api.ToJSON(api.XML, out)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(canonicalJSON(t, body), canonicalJSON(t, back)); diff != "" {
				t.Errorf("XML and back changes it (-cloud +ours):\n%s\n%s", diff, out)
			}
		})
	}
}

// The refusals of a modern cloud are read with their kind, code and message.
func TestModernFaults(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, kind, message string }{
		{"server-missing", "itemNotFound", "Instance 00000000-0000-0000-0000-000000000000 could not be found."},
		{"action-reboot-in-rescue", "conflictingRequest", "Cannot 'reboot' instance 08990c1b-cd8f-4ab6-86b2-385a074b2480 while it is in vm_state rescued"},
		{"server-create-badimage", "badRequest", "Can not find requested image"},
		{"server-create-quota", "forbidden", "Quota exceeded for instances: Requested 99, but already used 2 of 50 instances"},
		{"no-token", "unauthorized", "The request you have made requires authentication."},
		{"auth-tokens-badpassword", "unauthorized", "The request you have made requires authentication."},
	} {
		r := load(t, c.name)
		f := api.ParseFault(r.Body, r.Status, r.Headers["Content-Type"])
		if f.Kind != c.kind || f.Code != r.Status || f.Message != c.message {
			t.Errorf("%s: %+v", c.name, f)
		}
	}
}
