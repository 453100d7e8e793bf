package identity

import (
	"testing"
	"time"
)

// A token's end is read in both forms that the service has had (fact 3).
func TestSignInExpires(t *testing.T) {
	t.Parallel()
	tests := map[string]time.Time{
		"2012-09-14T15:11:57.585-05:00": time.Date(2012, 9, 14, 20, 11, 57, 585e6, time.UTC),
		"2014-03-05T06:42:51.029Z":      time.Date(2014, 3, 5, 6, 42, 51, 29e6, time.UTC),
		"never":                         {},
	}
	for text, want := range tests {
		a, err := readAccess([]byte(`{"access":{"token":{"id":"t","expires":"` + text + `"}}}`))
		if err != nil {
			t.Fatal(err)
		}
		if got := newSession(a).Expires; !got.Equal(want) {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
