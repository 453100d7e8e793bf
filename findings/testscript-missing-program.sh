#!/usr/bin/env bash
# The guess: in a script of testscript `! exec PROGRAM` says that the program runs and fails, so a mistyped program makes the test fail.
#
# What happens: a program that isn't there can't be run, which is a failure, so the line passes. Of the commands that a test registers, and
# of the built-in ones, a mistyped name is an error with and without `!`, and so is a missing file in `! grep` and `! cmp`. A line
# behind it that looks at stderr finds it out: there is nothing on it.
#
# github.com/rogpeppe/go-internal v1.16.0, testscript/cmd.go (cmdExec).
#
# Why care: a test that was to show a refusal passes by accident, for ever, on each machine that lacks the program. After `! exec` a
# script should always look at what was said.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/rogpeppe/go-internal/testscript@v1.16.0

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// quiet is a test that keeps whether it failed.
type quiet struct{ failed bool }

func (q *quiet) Skip(...any)   { panic(q) }
func (q *quiet) Fatal(...any)  { q.FailNow() }
func (q *quiet) Parallel()     {}
func (q *quiet) Log(...any)    {}
func (q *quiet) Verbose() bool { return false }
func (q *quiet) FailNow()      { q.failed = true; panic(q) }
func (q *quiet) Run(_ string, f func(testscript.T)) {
	defer func() {
		if r := recover(); r != nil && r != any(q) {
			panic(r)
		}
	}()
	f(q)
}

func main() {
	for _, script := range []string{
		"exec no-such-program", "! exec no-such-program", "! exec no-such-program\nstderr .", "! exec false", "! exec true",
		"! no-such-command", "! grep x no-such-file",
	} {
		folder, err := os.MkdirTemp("", "")
		if err != nil {
			panic(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "script.txtar"), []byte(script+"\n"), 0o600); err != nil {
			panic(err)
		}
		t := &quiet{}
		testscript.RunT(t, testscript.Params{Dir: folder})
		fmt.Printf("%-36s %s\n", strings.ReplaceAll(script, "\n", "; "), map[bool]string{true: "fails", false: "passes"}[t.failed])
		os.RemoveAll(folder)
	}
}
END
go_run | seen
expect <<'END'
exec no-such-program                 fails
! exec no-such-program               passes
! exec no-such-program; stderr .     fails
! exec false                         passes
! exec true                          fails
! no-such-command                    fails
! grep x no-such-file                fails
END
