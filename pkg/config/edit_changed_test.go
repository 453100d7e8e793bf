package config

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Of two changes at the same moment neither undoes the other: the later one is refused, and made again on what the
// file holds by then.
func TestEditOfAChangedFile(t *testing.T) {
	t.Parallel()
	for _, before := range []string{"", "output: json\n"} {
		u := newUser(t)
		if before != "" {
			u.write(".config/novactl/config.yaml", before)
		}
		late, err := u.load().Edit()
		if err != nil {
			t.Fatal(err)
		}
		u.edited(func(e *Edit) error { return e.Set("wait-timeout", "1h") })
		if err := late.Set("poll-interval", "5s"); err != nil {
			t.Fatal(err)
		}
		if err := late.Save(); !errors.Is(err, ErrChanged) {
			t.Errorf("after another change: %v, want ErrChanged", err)
		}
		got, err := os.ReadFile(filepath.Join(u.home, ".config/novactl/config.yaml"))
		if diff := cmp.Diff(before+"wait-timeout: 1h\n", string(got)); diff != "" || err != nil {
			t.Errorf("%v (-want +got):\n%s", err, diff)
		}
		u.edited(func(e *Edit) error { return e.Set("poll-interval", "5s") })
	}
}
