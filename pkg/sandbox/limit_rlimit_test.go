//go:build linux || darwin

package sandbox

import "syscall"

// limitFiles makes every file of this process stop growing at so many bytes, as a full disk does.
func limitFiles(bytes uint64) error {
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: bytes, Max: bytes})
}
