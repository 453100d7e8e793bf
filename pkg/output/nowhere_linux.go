package output

import (
	"os"
	"syscall"
)

// nowhere reports whether f may have been closed when the process started: Go's runtime then opens /dev/null in its place,
// to read and to write (runtime.checkfds), where a shell's >/dev/null only writes. Who hands over such a /dev/null on
// purpose, as Python's subprocess.DEVNULL does, can't be told apart.
func nowhere(f *os.File) bool {
	info, err := f.Stat()
	if err != nil {
		return false
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok || info.Mode()&os.ModeCharDevice == 0 || stat.Rdev != devNull {
		return false
	}
	flags, _, errno := syscall.Syscall(syscall.SYS_FCNTL, f.Fd(), syscall.F_GETFL, 0)
	return errno == 0 && flags&syscall.O_ACCMODE == syscall.O_RDWR
}

// devNull is the number of the device /dev/null on Linux: major 1, minor 3.
const devNull = 1<<8 | 3
