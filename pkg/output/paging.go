package output

import (
	"os"
	"os/exec"
	"os/signal"
)

// paging is a program that has the terminal, and shows there what is printed.
type paging struct {
	program *exec.Cmd
	in      *os.File // nil: nothing was printed so far
	release func()
}

// Page has what is printed from now on go through a program, which is started with the first of it; where stdout is no terminal that a program can have, and
// where it is nil, it does nothing. EndPaging must follow.
func (s *Streams) Page(program *exec.Cmd) {
	if program != nil && s.OutTTY && !s.OutDumb {
		s.pager = &paging{program: program}
	}
}

// start starts the program; where it can't be, the terminal gets what is printed.
func (s *Streams) startPager() {
	p := s.pager
	from, to, err := os.Pipe()
	if err == nil {
		p.program.Stdin, p.program.Stdout, p.program.Stderr = from, s.Out, s.Err
		p.in, p.release = to, s.display.Hold()
		err = p.program.Start()
		_ = from.Close()
		if err == nil {
			return
		}
		_ = to.Close()
		p.release()
	}
	s.pager = nil
	s.Notice("there is no pager, so what follows goes without one: %v", err)
}

// EndPaging waits until the person has seen enough. An interrupt is the program's until then. One that failed may have shown nothing, which is said.
func (s *Streams) EndPaging() {
	p := s.pager
	if p == nil || p.in == nil {
		return
	}
	_ = p.in.Close()
	signal.Notify(make(chan os.Signal, 1), os.Interrupt)
	_ = p.program.Wait()
	p.release()
	s.pager = nil
	if code := p.program.ProcessState.ExitCode(); code > 0 {
		s.Notice("the pager %s ended with %d, and may not have shown all; --pager '' goes without one", p.program.Path, code)
	}
}
