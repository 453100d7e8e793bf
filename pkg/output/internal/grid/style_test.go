package grid

import (
	"fmt"
	"math"
	"testing"
)

// Each colour of the palette can be read on white and on black: its contrast is 3.8 or more on both, where no colour can have more than 4.6.
func TestContrast(t *testing.T) {
	t.Parallel()
	st := &Style{Palette: true}
	for _, tone := range []Tone{Good, Busy, Bad, Faint} {
		var n int
		if _, err := fmt.Sscanf(st.code(tone), "38;5;%d", &n); err != nil {
			t.Fatal(err)
		}
		light := luminance(n)
		onWhite, onBlack := 1.05/(light+0.05), (light+0.05)/0.05
		if min(onWhite, onBlack) < 3.8 {
			t.Errorf("colour %d has a contrast of %.1f on white and %.1f on black", n, onWhite, onBlack)
		}
	}
}

// luminance is the relative luminance of a colour of the 256 (WCAG 2.1).
func luminance(n int) float64 {
	linear := func(level int) float64 {
		c := float64(level) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	if n >= 232 {
		return linear(8 + 10*(n-232))
	}
	step := func(i int) float64 { return linear([]int{0, 95, 135, 175, 215, 255}[i]) }
	n -= 16
	return 0.2126*step(n/36) + 0.7152*step(n/6%6) + 0.0722*step(n%6)
}
