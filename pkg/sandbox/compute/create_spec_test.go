package compute

import (
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

const imageID = "80fbcb55-b206-41f9-9bc2-2dd7aac6c061"

// offered is a cloud with one image, the flavors 2 and 3, a key pair, and the two networks that everybody has.
func offered() Offers {
	return Offers{
		Quota: Quota{}.WithDefaults(),
		Flavor: func(id string) (api.Flavor, bool) {
			return flavor(id, map[string]int{"2": 512, "3": 1024}[id], 1), id == "2" || id == "3"
		},
		Image: func(id string) (*Image, error) {
			if id != imageID {
				return nil, nil
			}
			return &Image{ID: imageID, MinRAM: 1024, DiskConfig: "AUTO", State: ImageState{Status: "ACTIVE"}}, nil
		},
		HasKeypair: func(name string) (bool, error) { return name == "mine", nil },
		Networks:   []string{api.PublicNet, api.ServiceNet},
	}
}

// A create is checked member by member in Nova's order: of several mistakes the same is named every time.
func TestCheckCreate(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		body    string
		status  int // 0: it is good
		message string
	}{
		"good":                      {`{"name":"web","imageRef":"` + imageID + `","flavorRef":3,"key_name":"mine"}`, 0, ""},
		"nothing":                   {`{}`, 400, "Server name is not defined"},
		"name before image":         {`{"name":"","imageRef":"x"}`, 400, "Server name has less than 1 characters."},
		"disk config before name":   {`{"OS-DCF:diskConfig":"x"}`, 400, "OS-DCF:diskConfig must be either 'MANUAL' or 'AUTO'."},
		"an image that isn't there": {`{"name":"web","imageRef":"00000000-0000-4000-8000-000000000000","flavorRef":"3"}`, 400, "Can not find requested image"},
		"a flavor that is too small": {
			`{"name":"web","imageRef":"` + imageID + `","flavorRef":"2"}`, 400, "Instance type's memory is too small for requested image.",
		},
		"an unknown key": {`{"name":"web","imageRef":"` + imageID + `","flavorRef":"3","key_name":"x"}`, 400, "Invalid key_name provided."},
		"fewer at most than at least": {
			`{"name":"web","imageRef":"` + imageID + `","flavorRef":"3","min_count":3,"max_count":2}`, 400, "min_count must be <= max_count",
		},
		"without the network that all have": {
			`{"name":"web","imageRef":"` + imageID + `","flavorRef":"3","networks":[{"uuid":"4ebd35cf-bfe7-4d93-b0d8-eb468ce2245a"}]}`, 403,
			"403 Forbidden\n\nAccess was denied to this resource.\n\n Networks (" + api.PublicNet + "," + api.ServiceNet + ") required but missing",
		},
	} {
		members, isObject := document.ObjectOf(jsontext.Value(test.body))
		if !isObject {
			t.Fatal(test.body)
		}
		spec, err := CheckCreate(members, offered())
		if fault.StatusOf(err) != test.status || text(err) != test.message {
			t.Errorf("%s: %d %v", name, fault.StatusOf(err), err)
		}
		if err != nil {
			continue
		}
		if s := NewServer(spec, NameOf(spec, 0)); s.Name != "web" || s.FlavorID != "3" || s.ImageID != imageID || s.KeyName != "mine" || s.DiskConfig != "AUTO" {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

// Several servers are numbered, one isn't.
func TestNameOf(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{`{"min_count":2,"name":"web"}`: "web-2", `{"name":"web"}`: "web"} {
		members, _ := document.ObjectOf(jsontext.Value(body))
		spec := &CreateSpec{}
		for _, check := range []func(*CreateSpec, document.Object) error{CheckName, checkCounts} {
			if err := check(spec, members); err != nil {
				t.Fatal(err)
			}
		}
		if got := NameOf(spec, 1); got != want {
			t.Errorf("%s: %s", body, got)
		}
	}
}
