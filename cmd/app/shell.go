package app

import (
	"bytes"
	"context"
	"io"
	"os/exec"
	"time"

	"github.com/novactl/novactl/pkg/output"
)

// shellGrace is how long a command of the user's may take to end after it was asked to.
const shellGrace = 5 * time.Second

// Shell runs a command of the user's in a shell, with more variables in its environment and nothing on its standard input. Its
// output goes to stderr: stdout is for the result. The end of ctx ends it, and all that it started. The error is what exec says.
func (a *App) Shell(ctx context.Context, command string, env ...string) error {
	c := exec.CommandContext(ctx, "sh", "-c", command)
	c.Env = append(c.Environ(), env...)
	c.WaitDelay = shellGrace
	inGroup(c)
	out := a.othersOutput()
	c.Stdout, c.Stderr = out, out
	a.Streams.Close()
	err := c.Run()
	if l, ok := out.(*lines); ok {
		l.flush()
	}
	return err
}

// othersOutput is where the output of others goes: stderr as it is, or line by line as notices where stderr is JSON.
func (a *App) othersOutput() io.Writer {
	if a.Streams.JSONErrors {
		return &lines{streams: a.Streams}
	}
	return a.Streams.Err
}

// lines makes a notice of each line.
type lines struct {
	streams *output.Streams
	rest    []byte
}

func (l *lines) Write(p []byte) (int, error) {
	l.rest = append(l.rest, p...)
	for {
		line, rest, whole := bytes.Cut(l.rest, []byte("\n"))
		if !whole {
			return len(p), nil
		}
		l.streams.Notice("%s", line)
		l.rest = rest
	}
}

func (l *lines) flush() {
	if len(l.rest) > 0 {
		l.streams.Notice("%s", l.rest)
	}
}
