package server

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/output"
)

// trafficLook draws the traffic of each interface for a person: how much came in and went out, and one bar for each audit period (guide 3.1), of which
// the highest is the peak of all.
func trafficLook(text string, as output.Looks) output.Cell {
	periods := regexp.MustCompile(`(\S+) in=(\d*) out=(\d*)`).FindAllStringSubmatch(text, -1)
	var faces []string
	traffic := map[string][2][]float64{} // by interface: what came in and what went out, period by period
	peak := 1.0
	for _, p := range periods {
		in, _ := strconv.ParseFloat(p[2], 64) // nothing is none
		out, _ := strconv.ParseFloat(p[3], 64)
		t, known := traffic[p[1]]
		if !known {
			faces = append(faces, p[1])
		}
		traffic[p[1]] = [2][]float64{append(t[0], in), append(t[1], out)}
		peak = max(peak, in, out)
	}
	if len(faces) == 0 || !as.UTF8 {
		return output.Cell{Text: text}
	}
	parts := make([]string, len(faces))
	for i, face := range faces {
		t := traffic[face]
		parts[i] = fmt.Sprintf("%s ↓ %s %s ↑ %s %s", face, sparkline(t[0], peak), size(t[0]), sparkline(t[1], peak), size(t[1]))
	}
	return output.Cell{Text: strings.Join(parts, "; ")}
}

// sparkline draws a bar for each value.
func sparkline(values []float64, peak float64) string {
	bars := []rune("▁▂▃▄▅▆▇█")
	var b strings.Builder
	for _, v := range values {
		b.WriteRune(bars[int(v/peak*float64(len(bars)-1)+0.5)])
	}
	return b.String()
}

// size says how much all values are, in bytes: "23.6 MiB".
func size(values []float64) string {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	units := []string{"B", "KiB", "MiB", "GiB", "TiB", "PiB"}
	u := 0
	for ; sum >= 1024 && u < len(units)-1; u++ {
		sum /= 1024
	}
	if u == 0 {
		return fmt.Sprintf("%.0f %s", sum, units[u])
	}
	return fmt.Sprintf("%.1f %s", sum, units[u])
}
