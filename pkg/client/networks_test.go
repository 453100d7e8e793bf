package client

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
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
			"2.37", api.ServerCreate{Name: "a", NetworkPolicy: api.NoNetworks},
			`{"server":{"name":"a","imageRef":"","flavorRef":"","networks":"none"}}`,
		},
		{"2.36", api.ServerCreate{Name: "a", NetworkPolicy: api.AutoNetworks}, `{"server":{"name":"a","imageRef":"","flavorRef":""}}`},
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

// An older cloud can't be told to give a server no networks: it would give it all.
func TestNoNetworksTakesNewerCloud(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(202, `{"server":{"id":"ID"}}`)}
	var option *transport.OptionError
	_, err := f.newClient(t).CreateServer(context.Background(), api.ServerCreate{Name: "a", NetworkPolicy: api.NoNetworks})
	if !errors.As(err, &option) || len(f.seen()) != 0 {
		t.Errorf("%v, sent %v", err, f.seen())
	}
}

// A network's name is looked up where the cloud has networks of its users' own. The guide's two go without a request.
func TestNetworkByName(t *testing.T) {
	t.Parallel()
	answer := always(200, `{"networks":[{"id":"d97c3b50-da44-4ae0-9b51-f5330071c25d","name":"private"}]}`)
	f := &fakeCloud{handle: answer}
	got, err := ids(t, f.newClient(t).ListNetworksNamed(context.Background(), "private"))
	if diff := cmp.Diff([]string{api.ServiceNet}, got); diff != "" || err != nil || len(f.seen()) != 0 {
		t.Errorf("the guide's cloud: %s %v, sent %v", diff, err, f.seen())
	}
	if got, err = ids(t, f.newClient(t).ListNetworksNamed(context.Background(), "mine")); len(got) != 0 || err != nil || len(f.seen()) != 0 {
		t.Errorf("the guide's cloud: %v %v, sent %v", got, err, f.seen())
	}
	const neutron = "http://127.0.0.1:9696/v2.0/networks"
	c, seen := glanceClient(t, map[string]route{"GET " + neutron: func(r sentRequest) (*http.Response, error) {
		if r.Token != "tok-3" || r.Header.Get("X-Openstack-Nova-Api-Version") != "" {
			t.Errorf("sent %v", r.Header)
		}
		return answer(r)
	}}, version("2.60"))
	got, err = ids(t, c.ListNetworksNamed(context.Background(), "private"))
	if diff := cmp.Diff([]string{"d97c3b50-da44-4ae0-9b51-f5330071c25d"}, got); diff != "" || err != nil {
		t.Errorf("%s %v", diff, err)
	}
	if diff := cmp.Diff([]string{"GET " + neutron + "?fields=id&fields=name&fields=status&name=private"}, seen()); diff != "" {
		t.Error(diff)
	}
}
