package sandbox

import (
	"net"
	"testing"
)

// The URL that serve prints can be connected to, and whoever opens the cloud to other machines reads so.
func TestReach(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		ip, url string
		open    bool
	}{
		{"127.0.0.1", "http://127.0.0.1:8774", false},
		{"::1", "http://[::1]:8774", false},
		{"0.0.0.0", "http://127.0.0.1:8774", true},
		{"::", "http://127.0.0.1:8774", true},
		{"198.51.100.7", "http://198.51.100.7:8774", true},
	} {
		if url, open := reach(&net.TCPAddr{IP: net.ParseIP(tt.ip), Port: 8774}); url != tt.url || open != tt.open {
			t.Errorf("%s: %s, open %t; want %s, %t", tt.ip, url, open, tt.url, tt.open)
		}
	}
}
