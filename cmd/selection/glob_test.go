package selection

import "testing"

// A pattern is that of a shell, on whole names.
func TestPattern(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		pattern, name string
		fits          bool
	}{
		{"web-*", "web-1", true}, {"web-*", "web-", true}, {"web-*", "my-web-1", false}, {"web-*", "web", false},
		{"web-?", "web-1", true}, {"web-?", "web-10", false}, {"*", "", true}, {"*", "a/b\nc", true}, {"w?b", "wéb", true},
		{"web-[1-3]", "web-2", true}, {"web-[1-3]", "web-4", false}, {"web-[!1-3]", "web-4", true}, {"web-[!1-3]", "web-1", false},
		{"a.b*", "a.bc", true}, {"a.b*", "axbc", false}, {"(a|b)*", "a", false}, {"(a|b)*", "(a|b)c", true},
		{"[", "[", true}, {"[]", "[]", true}, {"[z-a]*", "[z-a]*", true}, {`a[\d]`, "a1", false}, {`a[\d]`, "ad", true}, {"a[[]b", "a[b", true},
	} {
		if got := compile(test.pattern).MatchString(test.name); got != test.fits {
			t.Errorf("%q fits %q: %v", test.pattern, test.name, got)
		}
	}
}
