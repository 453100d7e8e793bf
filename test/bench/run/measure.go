package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"time"
)

// sample is what one run of one contestant used.
type sample struct {
	cpu, wall             time.Duration
	rss                   int64 // bytes, the most of one process
	requests, peak, waves int   // of the stub
	done                  int   // of what is counted by the second
}

// figure is what a row compares.
type figure struct {
	name string
	of   func(sample) float64
	text func(float64) string
}

var (
	cpu      = figure{"CPU", func(s sample) float64 { return s.cpu.Seconds() }, seconds}
	wall     = figure{"wall", func(s sample) float64 { return s.wall.Seconds() }, seconds}
	memory   = figure{"memory", func(s sample) float64 { return float64(s.rss) / (1 << 20) }, func(v float64) string { return fmt.Sprintf("%.0f MB", v) }}
	requests = figure{"requests", func(s sample) float64 { return float64(s.requests) }, whole}
	rate     = figure{"a second", func(s sample) float64 { return float64(s.done) / s.cpu.Seconds() }, whole} // of CPU
	chain    = figure{"in a row", func(s sample) float64 { return float64(s.waves) }, whole}
)

func whole(v float64) string { return fmt.Sprintf("%.0f", v) }

func seconds(v float64) string {
	if v < 1 {
		return fmt.Sprintf("%.1f ms", v*1000)
	}
	return fmt.Sprintf("%.2f s", v)
}

// contestant is one of those that a row compares.
type contestant struct {
	who     string
	reach   string // what the row is to reach; "": nothing is asked of it
	against int    // whose figure divides this one's; its own: no ratio
	do      func(context.Context) (sample, error)
}

// command is a process to measure.
type command struct {
	args     []string
	env      []string
	terminal bool  // its output is a terminal's
	minBytes int64 // bytes that it prints at minBytes: less is a failure that went unsaid
}

// errNoTerminal says that there are no pseudo-terminals here.
var errNoTerminal = errors.New("no pseudo-terminals here")

// run runs a command to its end, reads what it prints, and returns what it used.
func (c command) run(ctx context.Context) (sample, error) {
	p := exec.CommandContext(ctx, c.args[0], c.args[1:]...)
	p.Env = c.env
	var complaint bytes.Buffer
	p.Stderr = &complaint
	reader, writer, err := os.Pipe()
	if c.terminal {
		reader, writer, err = openTerminal()
	}
	if err != nil {
		return sample{}, err
	}
	defer reader.Close()
	p.Stdout = writer
	begun := time.Now()
	if err := p.Start(); err != nil {
		return sample{}, errors.Join(err, writer.Close())
	}
	_ = writer.Close()
	n, err := io.Copy(io.Discard, reader)
	if err != nil && !c.terminal { // a terminal ends with an error: nobody has it any more
		return sample{}, errors.Join(err, p.Wait())
	}
	if err := p.Wait(); err != nil {
		return sample{}, fmt.Errorf("%q: %w: %.500s", c.args, err, complaint.String())
	}
	if n < c.minBytes {
		return sample{}, fmt.Errorf("%q printed %d bytes, of %d at minBytes: %.500s", c.args, n, c.minBytes, complaint.String())
	}
	used := p.ProcessState
	return sample{cpu: used.UserTime() + used.SystemTime(), wall: time.Since(begun), rss: maxRSS(used)}, nil
}
