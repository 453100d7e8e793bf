package client

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// A key goes to the cloud as that key, whatever is in it.
func TestMetadataKeysAreEscaped(t *testing.T) {
	t.Parallel()
	for key, want := range map[string]string{
		"My Server Name": "/servers/ID/metadata/My%20Server%20Name",
		"a?b#c%d":        "/servers/ID/metadata/a%3Fb%23c%25d",
		"v2.0":           "/servers/ID/metadata/v2.0",
		"é":              "/servers/ID/metadata/%C3%A9",
	} {
		f := &fakeCloud{handle: always(200, fmt.Sprintf(`{"meta":{%q:"v"}}`, key))}
		c := f.newClient(t)
		value, err := c.MetadataItem(context.Background(), "server", "ID", key)
		if value != "v" || err != nil {
			t.Errorf("%q: %q, %v", key, value, err)
		}
		set := c.SetMetadataItem(context.Background(), "server", "ID", key, "v")
		if del := c.DeleteMetadataItem(context.Background(), "server", "ID", key); set != nil || del != nil {
			t.Errorf("%q: %v, %v", key, set, del)
		}
		if diff := cmp.Diff([]string{"GET " + want, "PUT " + want, "DELETE " + want}, f.seen()); diff != "" {
			t.Errorf("%q: %s", key, diff)
		}
	}
}

// A key that no URL can name is read and written with all of them: deleting app.json must not delete app (fact 22).
func TestMetadataKeysWithoutURL(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	for _, key := range []string{"app.json", "app.xml", "a/b", "..", "."} {
		f := &fakeCloud{handle: always(200, fmt.Sprintf(`{"metadata":{"app":"1",%q:"2","z":"3"}}`, key))}
		c := f.newClient(t)
		value, err := c.MetadataItem(ctx, "image", "ID", key)
		set := c.SetMetadataItem(ctx, "image", "ID", key, "v")
		del := c.DeleteMetadataItem(ctx, "image", "ID", key)
		if value != "2" || err != nil || set != nil || del != nil {
			t.Errorf("%q: %q, %v, %v, %v", key, value, err, set, del)
		}
		const path = " /images/ID/metadata"
		if diff := cmp.Diff([]string{"GET" + path, "POST" + path, "GET" + path, "PUT" + path}, f.seen()); diff != "" {
			t.Errorf("%q: %s", key, diff)
		}
		if put := f.requests[3].Body; put != `{"metadata":{"app":"1","z":"3"}}` {
			t.Errorf("%q: %s", key, put)
		}
		f = &fakeCloud{handle: always(200, `{"metadata":{"app":"1"}}`)}
		c = f.newClient(t)
		_, get := c.MetadataItem(ctx, "server", "ID", key)
		if del := c.DeleteMetadataItem(ctx, "server", "ID", key); !transport.IsNotFound(get) || !transport.IsNotFound(del) || len(f.seen()) != 2 {
			t.Errorf("%q: %v, %v after %v", key, get, del, f.seen())
		}
	}
}

// What Nova 26 answers about a key is read, a key that isn't there is not found, and another one is not taken for it.
func TestMetadataItem(t *testing.T) {
	t.Parallel()
	get := func(answer func(sentRequest) (*http.Response, error), key string) (string, error) {
		return (&fakeCloud{handle: answer}).newClient(t).MetadataItem(context.Background(), "server", "ID", key)
	}
	if value, err := get(fromNova(t, "meta-key"), "d"); value != "4" || err != nil {
		t.Errorf("%q, %v", value, err)
	}
	if _, err := get(fromNova(t, "meta-key-missing"), "zz"); !transport.IsNotFound(err) {
		t.Error(err)
	}
	if value, err := get(always(200, `{"meta":{"d":""}}`), "d"); value != "" || err != nil {
		t.Errorf("empty: %q, %v", value, err)
	}
	if _, err := get(always(200, `{"meta":{"e":"4"}}`), "d"); !contains(err, `does not hold the metadata item "d"`) {
		t.Error(err)
	}
}

// Replacing with nothing removes everything: it isn't a request without a body.
func TestReplaceMetadataWithNothing(t *testing.T) {
	t.Parallel()
	for _, m := range []api.Metadata{nil, {}} {
		f := &fakeCloud{handle: always(200, `{"metadata":{}}`)}
		if _, err := f.newClient(t).ReplaceMetadata(context.Background(), "server", "ID", m); err != nil || f.requests[0].Body != `{"metadata":{}}` {
			t.Errorf("%s, %v", f.requests[0].Body, err)
		}
	}
}

// Only servers and images have metadata; nothing is asked about others.
func TestMetadataOfOthers(t *testing.T) {
	t.Parallel()
	f := &fakeCloud{handle: always(200, `{}`)}
	_, err := f.newClient(t).Metadata(context.Background(), "flavor", "2")
	if err == nil || !strings.Contains(err.Error(), `"flavor" has no metadata`) || len(f.seen()) != 0 {
		t.Errorf("%v after %v", err, f.seen())
	}
}
