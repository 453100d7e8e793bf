//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

// Package noecho reads secrets from a terminal, which doesn't show what is typed meanwhile.
package noecho

import "golang.org/x/sys/unix"

// Read returns what line reads from the terminal. The reader of x/term isn't used: it reads on where ctrl-D has ended the input.
func Read(fd int, line func() (string, error)) (string, error) {
	before, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return "", err
	}
	quiet := *before
	quiet.Lflag &^= unix.ECHO
	quiet.Lflag |= unix.ICANON | unix.ISIG
	quiet.Iflag |= unix.ICRNL
	if err := unix.IoctlSetTermios(fd, setTermios, &quiet); err != nil {
		return "", err
	}
	defer func() { _ = unix.IoctlSetTermios(fd, setTermios, before) }()
	return line()
}
