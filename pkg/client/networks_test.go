package client

import (
	"context"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/api"
)

// From microversion 2.37 on Nova refuses a create that doesn't say which networks: whoever names none gets those that he got
// before. An older cloud would not know the word.
func TestCreateServerNetworks(t *testing.T) {
	t.Parallel()
	named := []api.NetworkRef{{UUID: "11111111-1111-1111-1111-111111111111"}}
	for _, test := range []struct {
		version string
		request api.ServerCreate
		want    string
	}{
		{"", api.ServerCreate{Name: "a"}, `{"server":{"name":"a","imageRef":"","flavorRef":""}}`},
		{"2.36", api.ServerCreate{Name: "a"}, `{"server":{"name":"a","imageRef":"","flavorRef":""}}`},
		{"2.37", api.ServerCreate{Name: "a"}, `{"server":{"name":"a","imageRef":"","flavorRef":"","networks":"auto"}}`},
		{"2.100", api.ServerCreate{Name: "a"}, `{"server":{"name":"a","imageRef":"","flavorRef":"","networks":"auto"}}`},
		{
			"latest", api.ServerCreate{Name: "a", Extra: jsontext.Value(`{"user_data":"IyE="}`)},
			`{"server":{"name":"a","imageRef":"","flavorRef":"","networks":"auto","user_data":"IyE="}}`,
		},
		{
			"2.60", api.ServerCreate{Name: "a", Networks: named},
			`{"server":{"name":"a","imageRef":"","flavorRef":"","networks":[{"uuid":"11111111-1111-1111-1111-111111111111"}]}}`,
		},
	} {
		f := &fakeCloud{handle: always(202, `{"server":{"id":"52415800-8b69-11e0-9b19-734f565bc83b"}}`)}
		c := f.newClient(t, func(o *Options) { o.ComputeAPIVersion, o.Endpoint = test.version, "https://nova.example.com/v2.1" })
		if _, err := c.CreateServer(context.Background(), test.request); err != nil {
			t.Fatalf("%q: %v", test.version, err)
		}
		if got := f.requests[0].Body; got != test.want {
			t.Errorf("%q: sent %s, want %s", test.version, got, test.want)
		}
	}
}
