package cmd

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

// Interruptible returns a context that a signal to end the process ends: an interrupt, SIGTERM, and a hang-up (a closed
// terminal, a runner that goes away), unless nohup had it ignored. A second signal ends the process at once.
//
// It takes SIGPIPE, too: by default a write to a stdout that nobody reads any more ends a Go program, and with it what it
// still had to tell, a password say. The write fails with EPIPE instead.
func Interruptible(parent context.Context) (ctx context.Context, stop context.CancelFunc) {
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		ends = append(ends, syscall.SIGHUP)
	}
	ctx, stop = signal.NotifyContext(parent, ends...)
	context.AfterFunc(ctx, stop)
	signal.Notify(make(chan os.Signal, 1), syscall.SIGPIPE)
	return ctx, stop
}
