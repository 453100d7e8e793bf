package client

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

// The requests are those that were recorded with a Nova 26 and, in XML, those of the Nova of the guide's time, which read elements and
// no attributes. That a group isn't there is told as the cloud tells it.
func TestSecurityGroupActions(t *testing.T) {
	t.Parallel()
	const space = ` xmlns="http://docs.openstack.org/compute/api/v1.1"`
	for _, test := range []struct {
		wire   api.Format
		remove bool
		want   string
	}{
		{api.JSON, false, `{"addSecurityGroup":{"name":"default"}}`},
		{api.JSON, true, `{"removeSecurityGroup":{"name":"default"}}`},
		{api.XML, false, `<addSecurityGroup` + space + `><name>default</name></addSecurityGroup>`},
		{api.XML, true, `<removeSecurityGroup` + space + `><name>default</name></removeSecurityGroup>`},
	} {
		f := &fakeCloud{handle: always(202, "")}
		c := f.newClient(t, withWire(test.wire))
		do := c.AddSecurityGroup
		if test.remove {
			do = c.RemoveSecurityGroup
		}
		if err := do(context.Background(), "ID", "default"); err != nil {
			t.Error(err)
		}
		if diff := cmp.Diff(sameDocument(t, test.wire, test.want), sameDocument(t, test.wire, f.requests[0].Body)); diff != "" {
			t.Error(diff)
		}
	}
	f := &fakeCloud{handle: fromNova(t, "group-missing")}
	err := f.newClient(t).AddSecurityGroup(context.Background(), "ID", "nope")
	if !transport.IsNotFound(err) || !contains(err, "Security group nope is not found") {
		t.Error(err)
	}
}
