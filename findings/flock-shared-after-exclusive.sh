#!/usr/bin/env bash
# The guess: RLock of a gofrs/flock whose exclusive lock is held changes nothing, since that one is the stronger, or is an error.
#
# What happens: the exclusive lock becomes a shared one, in silence: others get in, Locked() goes on saying true, and another Lock()
# returns at once and changes nothing about that. The other way round, TryLock with a shared lock makes that an exclusive one, and
# RLocked() goes on saying true. One Unlock ends both.
#
# github.com/gofrs/flock v0.13.1, flock_unix.go: each has a field of its own that says whether it has been taken, while flock(2) has one
# lock a file description, which the next call converts.
#
# Why care: a function that reads under RLock, called by one that writes under Lock, lets another process write at the same time, and the
# check with Locked() says that all is well. Of one file, an object a purpose; or one lock alone, taken once.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/gofrs/flock@v0.13.1

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"
	"os"

	"github.com/gofrs/flock"
)

func main() {
	mine, other := flock.New(os.Args[1]), flock.New(os.Args[1])
	show := func(what string, err error) {
		gotIn, _ := other.TryRLock()
		_ = other.Unlock()
		fmt.Printf("%-22s error %v, Locked %v, RLocked %v; another reader gets in: %v\n", what, err, mine.Locked(), mine.RLocked(), gotIn)
	}
	show("Lock", mine.Lock())
	show("then RLock", mine.RLock())
	show("then Lock again", mine.Lock())
	show("Unlock", mine.Unlock())
	show("RLock", mine.RLock())
	_, err := mine.TryLock()
	show("then TryLock", err)
	show("Unlock", mine.Unlock())
}
END
go_run "$tmp/lock" | seen
expect <<'END'
Lock                   error <nil>, Locked true, RLocked false; another reader gets in: false
then RLock             error <nil>, Locked true, RLocked true; another reader gets in: true
then Lock again        error <nil>, Locked true, RLocked true; another reader gets in: true
Unlock                 error <nil>, Locked false, RLocked false; another reader gets in: true
RLock                  error <nil>, Locked false, RLocked true; another reader gets in: true
then TryLock           error <nil>, Locked true, RLocked true; another reader gets in: false
Unlock                 error <nil>, Locked false, RLocked false; another reader gets in: true
END
