#!/usr/bin/env bash
# The guess: within an Update a bucket shows what the same Update has done to it, in all of its methods alike, and the commit changes
# nothing about that.
#
# What happens: Get, ForEach and cursors show it. Stats() counts what the file had before: 0 keys in a bucket that was just filled, a
# thousand in one that was just emptied, and Sequence is right at once. A key that was put with nil has nil as its value until the commit,
# which is what Get gives for a key that isn't there, and an empty value ever after.
#
# go.etcd.io/bbolt v1.5.0, bucket.go: Stats goes through the pages of the file; Get hands out the slice that was put, from the node in
# memory.
#
# Why care: a set that is kept as keys with nil has no members while it is being written (`if b.Get(id) != nil`), and all of them in the
# next transaction; a limit on entries that is checked with Stats lets any number in. Count yourself, and put a byte.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules go.etcd.io/bbolt@v1.5.0

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"
	"os"

	"go.etcd.io/bbolt"
)

func show(when string, b *bbolt.Bucket) {
	n := 0
	_ = b.ForEach(func(_, _ []byte) error { n++; return nil })
	fmt.Printf("%-34s ForEach %d, Stats %d, Sequence %d; Get is nil: %v\n", when, n, b.Stats().KeyN, b.Sequence(), b.Get([]byte("key1")) == nil)
}

func main() {
	db, err := bbolt.Open(os.Args[1], 0o600, nil)
	if err != nil {
		panic(err)
	}
	defer db.Close()
	name := []byte("set")
	fill := func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucket(name)
		if err != nil {
			return err
		}
		for i := range 1000 {
			_, _ = b.NextSequence()
			if err := b.Put(fmt.Appendf(nil, "key%d", i), nil); err != nil {
				return err
			}
		}
		show("filled, before the commit:", b)
		return nil
	}
	empty := func(tx *bbolt.Tx) error {
		b := tx.Bucket(name)
		show("in the next transaction:", b)
		for i := range 1000 {
			if err := b.Delete(fmt.Appendf(nil, "key%d", i)); err != nil {
				return err
			}
		}
		show("emptied, before the commit:", b)
		return nil
	}
	look := func(tx *bbolt.Tx) error {
		show("after it:", tx.Bucket(name))
		return nil
	}
	for _, step := range []func(*bbolt.Tx) error{fill, empty, look} {
		if err := db.Update(step); err != nil {
			panic(err)
		}
	}
}
END
go_run "$tmp/db" | seen
expect <<'END'
filled, before the commit:         ForEach 1000, Stats 0, Sequence 1000; Get is nil: true
in the next transaction:           ForEach 1000, Stats 1000, Sequence 1000; Get is nil: false
emptied, before the commit:        ForEach 0, Stats 1000, Sequence 1000; Get is nil: true
after it:                          ForEach 0, Stats 0, Sequence 1000; Get is nil: true
END
