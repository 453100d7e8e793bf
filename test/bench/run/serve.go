package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/test/bench/stub"
)

// The stub runs in a process of its own, this program once more: Linux counts the memory of who starts a process as that process's own, until
// it is another program, and the pages of a hundred thousand servers would be seen in every figure.

// started is what the process of a stub says first.
type started struct {
	URL   string
	CA    []byte
	Pages []string // of all servers
}

// serveStub is that process: it serves until its standard input ends, and counts anew with each line that it reads, having said what it
// counted.
func serveStub(options string) error {
	var o stub.Options
	if err := json.Unmarshal([]byte(options), &o); err != nil {
		return err
	}
	signal.Ignore(os.Interrupt) // who started it ends it
	s, err := stub.Start(o)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	say := func(v any) error {
		text, err := json.Marshal(v)
		if err == nil {
			_, err = os.Stdout.Write(append(text, '\n'))
		}
		return err
	}
	err = say(started{s.URL, s.CA, s.Pages()})
	for lines := bufio.NewScanner(os.Stdin); err == nil && lines.Scan(); {
		err = say(s.Counts())
		s.Reset()
	}
	return err
}

// remote is a stub in its process.
type remote struct {
	started
	process *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
}

// startStub starts the process of a stub.
func startStub(o stub.Options) (*remote, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	text, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	r := &remote{process: exec.Command(self, "-stub", string(text))}
	r.process.Stderr = os.Stderr
	if r.in, err = r.process.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := r.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	r.out = bufio.NewReader(out)
	if err := r.process.Start(); err != nil {
		return nil, err
	}
	return r, r.read(&r.started)
}

// close ends the process.
func (r *remote) close() {
	_ = r.in.Close()
	_ = r.process.Wait()
}

func (r *remote) read(v any) error {
	line, err := r.out.ReadBytes('\n')
	if err != nil {
		return fmt.Errorf("the stub ended: %w", err)
	}
	return json.Unmarshal(line, v)
}

// reset returns what was counted, and begins anew.
func (r *remote) reset() (n stub.Counts, err error) {
	_, err = io.WriteString(r.in, "\n")
	return n, errors.Join(err, r.read(&n))
}
