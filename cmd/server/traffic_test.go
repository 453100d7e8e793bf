package server

import (
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/output"
)

// The traffic of a server is drawn where all of it is known; what isn't stays the text that it is, and never becomes a zero.
func TestTrafficLook(t *testing.T) {
	t.Parallel()
	year := make([]string, 400)
	for i := range year {
		year[i] = "public in=" + strings.Repeat("9", 1+i/100) + " out=0"
	}
	for _, test := range []struct{ name, text, want string }{
		{"a period", "public in=1234567 out=99; private in=0 out=5", "public ↓ █ 1.2 MiB ↑ ▁ 99 B; private ↓ ▁ 0 B ↑ ▁ 5 B"},
		{"three", "eth0 in=0 out=8; eth0 in=4 out=8; eth0 in=8 out=0", "eth0 ↓ ▁▅█ 12 B ↑ ██▁ 16 B"},
		{"nothing", "public in=0 out=0", "public ↓ ▁ 0 B ↑ ▁ 0 B"},
		{"not told", "public in= out=7", "public ↓ ▁ 0 B ↑ █ 7 B"},
		{"of many, the mean of each few", strings.Join(year, "; "), "public ↓ ▁▁▁▁▁▁▂▂▂███ 1.1 MiB ↑ ▁▁▁▁▁▁▁▁▁▁▁▁ 0 B"},
		{"the most", "public in=9223372036854775806 out=1", "public ↓ █ 8192.0 PiB ↑ ▁ 1 B"},
		{"blanks in a name", "net 1 in=1 out=0", "net 1 ↓ █ 1 B ↑ ▁ 0 B"},
		{"what can't be read", "public in=5 out=?", "public in=5 out=?"},
		{"below zero", "public in=-5 out=1; public in=3 out=1", "public in=-5 out=1; public in=3 out=1"},
		{"no name", " in=2 out=3", " in=2 out=3"},
	} {
		if got := trafficLook(test.text, output.Looks{UTF8: true}).Text; got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
	if got := trafficLook("public in=1 out=2", output.Looks{}).Text; got != "public in=1 out=2" {
		t.Errorf("without the characters: %s", got)
	}
}
