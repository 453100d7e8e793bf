package main

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"syscall"
	"time"
	"unsafe"
)

// maxRSS is the most memory that a process, or one of its children, had.
func maxRSS(p *os.ProcessState) int64 {
	if used, ok := p.SysUsage().(*syscall.Rusage); ok {
		return int64(used.Maxrss) << 10 //nolint:unconvert // it is an int32 elsewhere
	}
	return 0
}

// tick is the unit of times in /proc: Linux has told programs 100 a second since ever.
const tick = 10 * time.Millisecond

// cpuOf is the CPU time of a process that runs.
func cpuOf(pid int) (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	fields := bytes.Fields(text[bytes.LastIndexByte(text, ')')+1:]) // the first is the third of proc(5)
	if len(fields) < 13 {
		return 0, fmt.Errorf("/proc/%d/stat has %d fields", pid, len(fields))
	}
	user, err := strconv.Atoi(string(fields[11]))
	if err != nil {
		return 0, err
	}
	system, err := strconv.Atoi(string(fields[12]))
	return time.Duration(user+system) * tick, err
}

// openTerminal opens a terminal: what the user sees, and what the process writes to.
func openTerminal() (user, process *os.File, err error) {
	user, err = os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", errNoTerminal, err)
	}
	var unlock, number int32
	for _, c := range []struct {
		request uintptr
		value   *int32
	}{{syscall.TIOCSPTLCK, &unlock}, {syscall.TIOCGPTN, &number}} {
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, user.Fd(), c.request, uintptr(unsafe.Pointer(c.value))); errno != 0 {
			_ = user.Close()
			return nil, nil, fmt.Errorf("%w: %w", errNoTerminal, errno)
		}
	}
	process, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		_ = user.Close()
		return nil, nil, fmt.Errorf("%w: %w", errNoTerminal, err)
	}
	return user, process, nil
}
