package images

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
)

// Free properties become the guide's metadata, and none with a value gets lost because it is no text.
func TestMetadataOfProperties(t *testing.T) {
	t.Parallel()
	const doc = `{"id":"i","name":"n","os_version":"12.04","cpus":4,"ratio":1.50,"secure":true,"kernel_id":null,
		"list":[1, "a"],"object":{"k": [ ]},"tags":["x"],"os_hidden":false,"empty":""}`
	var image glanceImage
	if err := api.Unmarshal([]byte(doc), &image); err != nil {
		t.Fatal(err)
	}
	want := api.Metadata{
		{Key: "os_version", Value: "12.04"}, {Key: "cpus", Value: "4"}, {Key: "ratio", Value: "1.50"}, {Key: "secure", Value: "true"},
		{Key: "list", Value: `[1,"a"]`}, {Key: "object", Value: `{"k":[]}`}, {Key: "empty", Value: ""},
	}
	if diff := cmp.Diff(want, image.metadata()); diff != "" {
		t.Errorf("metadata (-want +got):\n%s", diff)
	}
}
