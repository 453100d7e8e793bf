package cmd

import (
	"slices"
	"testing"
)

// Under the name nova the program is `novactl nova`, wherever the link is.
func TestArguments(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ argv, want []string }{
		{[]string{"novactl", "server", "list"}, []string{"server", "list"}},
		{[]string{"nova", "list"}, []string{"nova", "list"}},
		{[]string{"/usr/bin/nova"}, []string{"nova"}},
		{[]string{"./nova.exe", "show", "x"}, []string{"nova", "show", "x"}},
		{[]string{"/opt/nova/novactl", "nova"}, []string{"nova"}},
		{[]string{"nova-manage", "version"}, []string{"version"}},
		{nil, nil},
	} {
		if got := Arguments(test.argv); !slices.Equal(got, test.want) {
			t.Errorf("%q: %q, want %q", test.argv, got, test.want)
		}
	}
}
