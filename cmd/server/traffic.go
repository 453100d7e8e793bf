package server

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/output"
)

// trafficLook draws the traffic of each interface for a person: how much came in and went out, and one bar for each audit period (guide 3.1), of which
// the highest is the peak of all. What isn't whole, such as a number that can't be read, stays the text that it is.
func trafficLook(text string, as output.Looks) output.Cell {
	faces, ok := readTraffic(text)
	if !ok || !as.UTF8 {
		return output.Cell{Text: text}
	}
	peak := 1.0
	for _, f := range faces {
		peak = max(peak, slices.Max(bars(f.in)), slices.Max(bars(f.out)))
	}
	parts := make([]string, len(faces))
	for i, f := range faces {
		parts[i] = fmt.Sprintf("%s ↓ %s %s ↑ %s %s", f.name, sparkline(f.in, peak), size(f.in), sparkline(f.out, peak), size(f.out))
	}
	return output.Cell{Text: strings.Join(parts, "; ")}
}

// faceTraffic is what came in and went out by an interface, period by period.
type faceTraffic struct {
	name    string
	in, out []float64
}

// readTraffic reads what bandwidth wrote. ok is false where there is nothing, or something that isn't what it says of a period.
func readTraffic(text string) (faces []*faceTraffic, ok bool) {
	period := regexp.MustCompile(`^(.+) in=(\d*) out=(\d*)$`)
	for part := range strings.SplitSeq(text, "; ") {
		p := period.FindStringSubmatch(part)
		if p == nil {
			return nil, false
		}
		at := slices.IndexFunc(faces, func(f *faceTraffic) bool { return f.name == p[1] })
		if at < 0 {
			at, faces = len(faces), append(faces, &faceTraffic{name: p[1]})
		}
		in, _ := strconv.ParseFloat(p[2], 64) // nothing is none
		out, _ := strconv.ParseFloat(p[3], 64)
		faces[at].in, faces[at].out = append(faces[at].in, in), append(faces[at].out, out)
	}
	return faces, true
}

// maxBars is how many bars are shown: two rows of them, with what they say, fit into a line of 80 columns.
const maxBars = 12

// bars are the heights of the bars for values: one for each or, where they are many, one for the mean of several that follow one another.
func bars(values []float64) []float64 {
	n := min(len(values), maxBars)
	heights := make([]float64, n)
	for i := range n {
		part := values[i*len(values)/n : (i+1)*len(values)/n]
		for _, v := range part {
			heights[i] += v / float64(len(part))
		}
	}
	return heights
}

// sparkline draws values as bars.
func sparkline(values []float64, peak float64) string {
	blocks := []rune("▁▂▃▄▅▆▇█")
	var b strings.Builder
	for _, v := range bars(values) {
		b.WriteRune(blocks[int(v/peak*float64(len(blocks)-1)+0.5)])
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
