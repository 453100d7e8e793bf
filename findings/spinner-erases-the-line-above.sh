#!/usr/bin/env bash
# The guess: a spinner erases what it drew. Where its text may be wider than the terminal, it finds out how many rows that took from the width
# of the terminal that it draws on, and from the columns that the text takes there.
#
# What happens: it takes each byte beyond ASCII for a column, and asks the terminal that standard input is. A text of 16 columns in Japanese,
# or one in French, is reckoned as two rows on a terminal of 20 columns: with each frame the row above goes, which is the result of the
# program. And where standard input is a pipe, nothing is wider than the terminal, so a long text leaves a row behind with each frame.
#
# briandowns/spinner v1.23.2: spinner.go, computeLineWidth adds utf8.RuneLen(r), and computeNumberOfLinesNeededToPrintString asks
# term.GetSize(0), whatever WithWriterFile was given.
#
# Why care: names of servers are in any language, and `echo id | tool` is ordinary. Give the library a writer of your own, which draws frames and
# drops what the library writes to erase them.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
[ -e /dev/ptmx ] || unobtainable "a pseudo-terminal"
go_modules github.com/briandowns/spinner@v1.23.2

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"bytes"
	"fmt"
	"os"
	"syscall"
	"time"
	"unsafe"

	"github.com/briandowns/spinner"
)

func ioctl(f *os.File, request uintptr, arg unsafe.Pointer) {
	if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), request, uintptr(arg)); errno != 0 {
		panic(errno)
	}
}

func main() {
	user, err := os.OpenFile("/dev/ptmx", os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		panic(err)
	}
	var unlock, number int32
	ioctl(user, syscall.TIOCSPTLCK, unsafe.Pointer(&unlock))
	ioctl(user, syscall.TIOCGPTN, unsafe.Pointer(&number))
	screen, err := os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		panic(err)
	}
	size := [4]uint16{24, 20}
	ioctl(screen, syscall.TIOCSWINSZ, unsafe.Pointer(&size))
	if len(os.Args) > 2 { // standard input is this terminal
		if err := syscall.Dup3(int(screen.Fd()), 0, 0); err != nil {
			panic(err)
		}
	}
	var drawn bytes.Buffer
	s := spinner.New(spinner.CharSets[9], time.Hour, spinner.WithWriterFile(screen), spinner.WithHiddenCursor(false))
	s.Writer = &drawn
	s.Suffix = " " + os.Args[1]
	first := make(chan bool)
	s.PostUpdate = func(*spinner.Spinner) { close(first) }
	s.Start()
	<-first
	s.Stop()
	fmt.Println("  rows above that are erased:", bytes.Count(drawn.Bytes(), []byte("\x1b[F")))
}
END
{
  for text in "building in Tokyo" "東京東京東京東京" "prêt à être créé"; do
    echo "$text, 20 columns"
    go_run "$text" terminal
  done
  echo "a text of forty columns, which takes two, and a pipe for standard input"
  : | go_run "a text of forty columns, which takes two"
} | seen
expect <<'END'
building in Tokyo, 20 columns
  rows above that are erased: 0
東京東京東京東京, 20 columns
  rows above that are erased: 1
prêt à être créé, 20 columns
  rows above that are erased: 1
a text of forty columns, which takes two, and a pipe for standard input
  rows above that are erased: 0
END
