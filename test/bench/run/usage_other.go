//go:build !linux

package main

import (
	"errors"
	"os"
	"time"
)

// maxRSS is 0: systems count it in units of their own.
func maxRSS(*os.ProcessState) int64 { return 0 }

// cpuOf fails: no other process's time can be read here.
func cpuOf(int) (time.Duration, error) {
	return 0, errors.New("the CPU time of a server is read on Linux alone")
}

func openTerminal() (user, process *os.File, err error) { return nil, nil, errNoTerminal }
