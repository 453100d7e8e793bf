package resource

import "testing"

// An object is shown with all its values, whatever its keys are like: a dot in one is no step down. Steps are those of a column.
func TestCellOf(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ member, doc, want string }{
		{"metadata", `{"metadata":{"b":"1","a.b":"2","a.b.c":{"x.y":3},"":"none","l.m":["p","q"]}}`, "=none, a.b.c=x.y=3, a.b=2, b=1, l.m=p, q"},
		{"fixed_ips.ip_address", `{"fixed_ips":[{"ip_address":"192.0.2.1"},{"ip_address":"192.0.2.2"}]}`, "192.0.2.1, 192.0.2.2"},
		{"no|name", `{"name":"a"}`, "a"},
		{"metadata", `{"metadata":{}}`, ""},
	} {
		if got := (Column{Member: test.member}).CellOf([]byte(test.doc)); got != test.want {
			t.Errorf("%s of %s: %q, want %q", test.member, test.doc, got, test.want)
		}
	}
}
