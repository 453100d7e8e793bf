package grid

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

func TestWrapLosesNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"", "a", "a b c d e f g", "aaaaaaaaaaaaa", " leading", "trailing     ", "東京 東京東京", "👩‍👩‍👧👩‍👩‍👧", "          "} {
		for width := 1; width < 12; width++ {
			lines := wrap(text, width)
			if got := strings.Join(lines, ""); got != text {
				t.Errorf("wrap(%q, %d) holds %q", text, width, got)
			}
			for _, line := range lines {
				if w := displaywidth.String(line); w > max(width, 2) {
					t.Errorf("wrap(%q, %d) has a line of %d columns: %q", text, width, w, line)
				}
			}
		}
	}
}
