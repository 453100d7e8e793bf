package sandbox

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The extensions are those that a real cloud listed, with the guide's bandwidth; each can be asked for (guide 1.10).
func TestExtensions(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	all := at[[]any](t, u.json(u.want(200, u.compute("GET", "/extensions", ""))), "extensions")
	if len(all) != 25 {
		t.Errorf("%d extensions", len(all))
	}
	for _, e := range all {
		alias := at[string](t, e.(map[string]any), "alias")
		one := u.json(u.want(200, u.compute("GET", "/extensions/"+alias, "")))
		if diff := cmp.Diff(map[string]any{"extension": e}, one); diff != "" {
			t.Error(diff)
		}
	}
	if kind, message := u.fault(u.want(404, u.compute("GET", "/extensions/nope", ""))); kind != "itemNotFound" || message != "The resource could not be found." {
		t.Errorf("%s %s", kind, message)
	}
	list := u.xml(u.want(200, u.compute("GET", "/extensions.xml", "")))
	one := u.xml(u.want(200, u.compute("GET", "/extensions/OS-DCF.xml", "")))
	if list.name != "common:extensions" || len(list.children) != 25 || one.name != "common:extension" ||
		one.attrs["namespace"] != "http://docs.openstack.org/compute/ext/disk_config/api/v1.1" ||
		one.child(t, "common:description").text != "Disk Management Extension." {
		t.Errorf("%+v", one)
	}
}
