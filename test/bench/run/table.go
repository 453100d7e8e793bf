package main

import (
	"context"
	"fmt"
	"os/exec"
	"runtime"
	"slices"
	"strings"
)

// row is a line of the table: a job, and those who do it.
type row struct {
	name   string
	figure figure
	rounds int // 0: those of the run
	make   func(context.Context) ([]contestant, error)
}

const tableHead = "| job | who | figure | min | median | max | ratio: min | median | max | to reach | requests, at once, in a row | memory |\n" +
	"|---|---|---|---|---|---|---|---|---|---|---|---|\n"

// measure runs the contestants of a row in turn, and returns their lines.
func (b *bench) measure(ctx context.Context, r row) (string, error) {
	all, err := r.make(ctx)
	if err != nil {
		return "", err
	}
	rounds := r.rounds
	if rounds == 0 {
		rounds = b.o.rounds
	}
	samples := make([][]sample, len(all))
	for round := range rounds + 1 {
		for i, c := range all {
			s, err := c.do(ctx)
			if err != nil {
				return "", fmt.Errorf("%s: %w", c.who, err)
			}
			if round > 0 {
				samples[i] = append(samples[i], s)
			}
		}
	}
	var text strings.Builder
	for i, c := range all {
		text.WriteString(r.line(c, samples[i], samples[c.against], c.against != i))
	}
	return text.String(), nil
}

// line is what is said of one contestant.
func (r row) line(c contestant, own, against []sample, hasRatio bool) string {
	var values, ratios []float64
	for i, s := range own {
		values = append(values, r.figure.of(s))
		ratios = append(ratios, r.figure.of(s)/r.figure.of(against[i]))
	}
	cells := []string{r.name, c.who, r.figure.name}
	low, middle, high := spread(values)
	for _, v := range []float64{low, middle, high} {
		cells = append(cells, r.figure.text(v))
	}
	if low, middle, high = spread(ratios); hasRatio {
		for _, v := range []float64{low, middle, high} {
			cells = append(cells, fmt.Sprintf("%.2f×", v))
		}
	} else {
		cells = append(cells, "", "", "")
	}
	last := own[len(own)-1]
	sent := ""
	if last.requests > 0 {
		sent = fmt.Sprintf("%d, %d, %d", last.requests, last.peak, last.waves)
	}
	_, size, _ := spread(each(own, memory.of))
	used := ""
	if size > 0 {
		used = memory.text(size)
	}
	for i, cell := range cells {
		cells[i] = strings.ReplaceAll(cell, "|", `\|`)
	}
	return "| " + strings.Join(append(cells, c.reach, sent, used), " | ") + " |\n"
}

func each(all []sample, of func(sample) float64) (values []float64) {
	for _, s := range all {
		values = append(values, of(s))
	}
	return values
}

// spread is the least, the middle and the most of values.
func spread(values []float64) (low, middle, high float64) {
	sorted := slices.Sorted(slices.Values(values))
	n := len(sorted)
	return sorted[0], (sorted[(n-1)/2] + sorted[n/2]) / 2, sorted[n-1]
}

// machine says what the table was run on: the kind of machine, and the versions of those who take part.
func machine(ctx context.Context, o options) string {
	var peers []string
	for _, p := range []struct {
		name string
		args []string
	}{
		{"curl", []string{"--version"}}, {"jq", []string{"--version"}}, {"nova", []string{"--version"}}, {"openstack", []string{"--version"}},
	} {
		out, err := exec.CommandContext(ctx, p.name, p.args...).CombinedOutput()
		if err != nil {
			continue
		}
		lines := strings.Split(strings.TrimSpace(string(out)), "\n")
		version := lines[0]
		if p.name == "nova" { // after a warning
			version = "nova " + lines[len(lines)-1]
		}
		words := strings.Fields(version)
		peers = append(peers, strings.Join(words[:min(2, len(words))], " "))
	}
	return fmt.Sprintf("%s/%s, %d cores, %s; %s. %d rounds, in turn.\n", runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), runtime.Version(),
		strings.Join(peers, ", "), o.rounds)
}
