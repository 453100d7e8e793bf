package client

import (
	"context"
	"errors"
	"testing"

	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Nothing is asked for by default, nor for what is the base: a cloud that doesn't know microversions never meets them.
func TestMicroversionHeaders(t *testing.T) {
	t.Parallel()
	for version, want := range map[string]string{
		"": "", "1.1": "", "2": "", "2.0": "", "2.1": "", "2.2": "2.2", "2.60": "2.60", "2.100": "2.100", "latest": "latest",
	} {
		f := &fakeCloud{handle: always(200, `{}`)}
		c := f.newClient(t, func(o *Options) { o.ComputeAPIVersion, o.Endpoint = version, "https://nova.example.com/v2.1" })
		if _, err := getServers(c); err != nil {
			t.Errorf("%q: %v", version, err)
			continue
		}
		shared := want
		if want != "" {
			shared = "compute " + want
		}
		if _, err := c.Do(context.Background(), Request{Path: rest.Path("images", "detail")}); err != nil {
			t.Fatal(err)
		}
		if h := f.requests[1].Header; h.Get("X-OpenStack-Nova-API-Version") != "" || h.Get("OpenStack-API-Version") != "" {
			t.Errorf("%q: for images, which are in the base only, sent %v", version, h)
		}
		h := f.requests[0].Header
		if h.Get("X-OpenStack-Nova-API-Version") != want || h.Get("OpenStack-API-Version") != shared {
			t.Errorf("%q: sent %v, want %q", version, h, want)
		}
	}
}

// What isn't a version is refused before anything is sent.
func TestMicroversionRefused(t *testing.T) {
	t.Parallel()
	for _, version := range []string{"v2.1", "2.", "2.01", "3.0", "2.1.1", "compute 2.60", "2.60\r\nX: y", "newest"} {
		if err := checkMicroversion(version); !errors.As(err, new(*transport.OptionError)) {
			t.Errorf("%q: %v", version, err)
		}
	}
}

// A version that the cloud doesn't have is told with the range that it does have, as a complaint about the setting.
func TestMicroversionUnknown(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: fromNova(t, "microversion-unknown")}
	_, err := getServers(f.newClient(t, func(o *Options) {
		o.ComputeAPIVersion, o.Endpoint = "2.999", "https://nova.example.com/v2.1"
	}))
	var option *transport.OptionError
	want := "Version 2.999 is not supported by the API. Minimum is 2.1 and maximum is 2.93. (HTTP 406, request req-3ecbfbd1-b8ed-4bf7-be9b-ba67b34a8753)"
	if !errors.As(err, &option) || option.Option != "compute-api-version" || option.Message != want || len(f.seen()) != 1 {
		t.Error(err)
	}
	if _, err := getServers(f.newClient(t)); transport.Status(err) != 406 {
		t.Errorf("without a version: %v", err)
	}
}

// Where the endpoint would ignore the version, nothing is sent: the answer would be of another version than was asked for.
func TestMicroversionIgnored(t *testing.T) {
	t.Parallel()
	for endpoint, ok := range map[string]bool{
		"":                                     false, // the catalog's is testEndpoint, at /v2
		"https://nova.example.com/v2/010101":   false,
		"https://nova.example.com/v2.0":        false,
		"https://nova.example.com/v1.1/1":      false,
		"https://nova.example.com/compute":     true,
		"https://nova.example.com/c/v2.1/1":    true,
		"https://v2.nova.example.com/v2.1/abc": true,
	} {
		f := &fakeCloud{handle: always(200, `{}`)}
		_, err := getServers(f.newClient(t, func(o *Options) { o.ComputeAPIVersion, o.Endpoint = "2.60", endpoint }))
		if ok != (err == nil) || !ok && (!errors.As(err, new(*transport.OptionError)) || len(f.seen()) != 0) {
			t.Errorf("%q: %v after %v", endpoint, err, f.seen())
		}
	}
}
