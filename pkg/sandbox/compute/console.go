package compute

import (
	"fmt"
	"strings"
	"time"
)

// bootLines are what a server writes to its console when it starts, and how long after it, at speed 1.
var bootLines = []struct {
	after time.Duration
	text  string
}{
	{0, "[    0.000000] Linux version 3.2.0-23-virtual (sandbox)"},
	{100 * ms, "[    0.104000] Booting paravirtualized kernel on Xen"},
	{600 * ms, "[    0.612000] EXT4-fs (xvda1): mounted filesystem with ordered data mode"},
	{1000 * ms, "cloud-init start-local running"},
	{1500 * ms, " * Starting OpenSSH server [ OK ]"},
	{1800 * ms, finished},
	{2000 * ms, "%s login: "},
}

// finished is the last line of the cloud-init of Ubuntu 12.04, before when that is.
const finished = "cloud-init boot finished at "

// boots reports an event after which a server starts.
func boots(event string) bool {
	for _, r := range operations {
		if r.boots && r.of.Event() == event {
			return true
		}
	}
	return false
}

// Console is what a server has written so far: a boot for each of the events that begin one.
func (s *Server) Console(now time.Time, speed float64) string {
	var b strings.Builder
	for _, e := range s.Events {
		if !boots(e.Action) {
			continue
		}
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		since := time.Duration(float64(now.Sub(e.At)) * speed)
		for _, line := range bootLines {
			if line.after > since {
				break
			}
			text := line.text
			if text == finished {
				text += fmt.Sprintf("%s. Up %.2f seconds", e.At.Add(time.Duration(float64(line.after)/speed)).UTC().Format(time.RFC1123Z), line.after.Seconds())
			}
			if strings.Contains(text, "%s") { // a prompt: the line goes on
				text = fmt.Sprintf(text, s.Name)
			} else {
				text += "\n"
			}
			b.WriteString(text)
		}
	}
	return b.String()
}
