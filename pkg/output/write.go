package output

import (
	"bufio"
	"errors"
	"io"
	"sync"
	"syscall"
	"time"

	"github.com/novactl/novactl/pkg/bug"
)

const (
	bufferSize = 32 << 10              // bytes gathered before a write
	flushAfter = 50 * time.Millisecond // what is written waits no longer than this in the buffer
)

// A WriteError says that stdout did not take the result: a full disk, a closed pipe. What was printed is not whole.
type WriteError struct{ Err error }

// Error says what failed, and why in the system's words.
func (e *WriteError) Error() string { return "cannot write the output: " + e.Err.Error() }

// Unwrap returns the system's error.
func (e *WriteError) Unwrap() error { return e.Err }

// Kind returns failure: nothing that the user said is at fault, nor the cloud.
func (e *WriteError) Kind() string { return "failure" }

// BrokenPipe reports whether the reader of stdout went away, as head does when it has enough.
func (e *WriteError) BrokenPipe() bool {
	return errors.Is(e.Err, syscall.EPIPE) || errors.Is(e.Err, io.ErrClosedPipe)
}

// A sink is stdout for the length of one result. It gathers small writes, passes them on when the buffer is full or
// flushAfter has passed (so a list that waits for its next page has shown the last one), and remembers a failure. All
// its errors are *WriteError.
type sink struct {
	mu    sync.Mutex
	buf   *bufio.Writer
	kept  bug.Keeper  // of the timer
	timer *time.Timer // runs while something waits in buf; nil before the first time
	armed bool
}

// open starts a result on stdout; close must follow.
func (s *Streams) open() *sink {
	return &sink{buf: bufio.NewWriterSize(stdout{s}, bufferSize)}
}

// Write takes p; it fails when this or an earlier write did not reach stdout.
func (k *sink) Write(p []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	n, err := k.buf.Write(p)
	if err != nil {
		return n, &WriteError{err}
	}
	if k.buf.Buffered() > 0 && !k.armed {
		k.arm()
	}
	return n, nil
}

// arm sees to it that what is in the buffer goes out soon. The caller holds mu.
func (k *sink) arm() {
	k.armed = true
	if k.timer == nil {
		k.timer = time.AfterFunc(flushAfter, k.late)
		return
	}
	k.timer.Reset(flushAfter)
}

// late passes on what has waited long enough. An error stays in buf for the next Write or close.
func (k *sink) late() {
	defer k.kept.Catch()
	k.mu.Lock()
	defer k.mu.Unlock()
	k.armed = false
	_ = k.buf.Flush()
}

// flush passes on what waits, and returns the first failure of any write.
func (k *sink) flush() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if err := k.buf.Flush(); err != nil {
		return &WriteError{err}
	}
	return nil
}

// close flushes for the last time.
func (k *sink) close() error {
	k.mu.Lock()
	if k.timer != nil {
		k.timer.Stop()
	}
	k.mu.Unlock()
	k.kept.Raise()
	return k.flush()
}

// stdout is Streams.Out, written to with the spinner out of the way: both may be one terminal.
type stdout struct{ s *Streams }

func (o stdout) Write(p []byte) (n int, err error) {
	if o.s.pager != nil && o.s.pager.in == nil {
		o.s.startPager()
	}
	if o.s.pager != nil {
		return o.s.pager.in.Write(p)
	}
	if o.s.outPipe {
		o.s.display.End()
	}
	return o.s.display.Print(o.s.Out, p, o.s.OutTTY)
}
