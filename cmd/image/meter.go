package image

import (
	"fmt"
	"time"

	"github.com/novactl/novactl/pkg/output"
)

// meter counts the data of an image on its way, and shows how far it is.
type meter struct {
	progress *output.Progress
	resource string // "image web"
	status   string // "uploading"
	total    int64  // bytes; below 0: not known
	now      func() time.Time

	done        int64
	start, last time.Time
}

// often is how often a terminal is told.
const often = 100 * time.Millisecond

func newMeter(s *output.Streams, name, status string, total int64) *meter {
	m := &meter{progress: s.Progress(1), resource: "image " + name, status: status, total: total, now: time.Now}
	m.start = m.now()
	m.progress.Update(m.step(m.start))
	return m
}

// Write counts.
func (m *meter) Write(p []byte) (int, error) {
	m.done += int64(len(p))
	if now := m.now(); now.Sub(m.last) >= often {
		m.last = now
		m.progress.Update(m.step(now))
	}
	return len(p), nil
}

func (m *meter) stop() { m.progress.Stop() }

// step is how far the data is. Its status stays the same, so that lines, in place of a spinner, are few.
func (m *meter) step(now time.Time) output.Step {
	st := output.Step{Resource: m.resource, Status: m.status}
	if m.done == 0 {
		return st
	}
	st.Detail = bytes(m.done)
	if m.total > 0 {
		percent := int(min(m.done*100/m.total, 100))
		st.Percent = &percent
		st.Detail += " of " + bytes(m.total)
	}
	if seconds := now.Sub(m.start).Seconds(); seconds >= 1 {
		rate := float64(m.done) / seconds
		st.Detail += ", " + bytes(int64(rate)) + "/s"
		if left := time.Duration(float64(m.total-m.done) / rate * float64(time.Second)); m.total > 0 && left >= time.Second {
			st.Detail += ", " + left.Truncate(time.Second).String() + " left"
		}
	}
	return st
}

// bytes is a number of bytes as a person reads it.
func bytes(n int64) string {
	const kib = 1 << 10
	size, unit := float64(n), 0
	for ; size >= kib && unit < 4; unit++ {
		size /= kib
	}
	if unit == 0 {
		return fmt.Sprintf("%d B", n)
	}
	return fmt.Sprintf("%.1f %s", size, [...]string{"", "KiB", "MiB", "GiB", "TiB"}[unit])
}
