#!/usr/bin/env bash
# The guess: viper's getters give the number that the text stands for, or the default where it stands for none; and 0
# only for nonsense.
#
# What happens: a size of 1k is 0 while 1kb is 1024, and 1.5gb is 1 GiB: the fraction is cut off. A duration of 1.5 is
# one nanosecond, as is "1.5". GetInt reads '0123' as octal, 83, and gives 0 for '0129', and a default that was set
# isn't used for it.
#
# github.com/spf13/viper v1.21.0, util.go, parseSizeInBytes, wants a b at the end and makes an integer of the rest;
# github.com/spf13/cast v1.10.0 parses with base 0, and viper throws its errors away.
#
# Why care: cache_size: 1k turns a cache off, timeout: 1.5 makes every request fail, and neither is reported. Who uses
# viper for a CLI should parse such values itself, and complain.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules github.com/spf13/viper@v1.21.0

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"
	"strings"

	"github.com/spf13/viper"
)

func main() {
	for _, text := range []string{"1024", "1k", "1kb", "1.5gb", "10 MB", "'0123'", "'0129'", "1.5", "'1.5'", "2s"} {
		v := viper.New()
		v.SetConfigType("yaml")
		v.SetDefault("v", 7)
		if err := v.ReadConfig(strings.NewReader("v: " + text)); err != nil {
			panic(err)
		}
		fmt.Printf("v: %-7s size %d, int %d, duration %v\n", text, v.GetSizeInBytes("v"), v.GetInt("v"), v.GetDuration("v"))
	}
}
END
go_run | seen
expect <<'END'
v: 1024    size 1024, int 1024, duration 1.024µs
v: 1k      size 0, int 0, duration 0s
v: 1kb     size 1024, int 0, duration 0s
v: 1.5gb   size 1073741824, int 0, duration 0s
v: 10 MB   size 10485760, int 0, duration 0s
v: '0123'  size 83, int 83, duration 123ns
v: '0129'  size 0, int 0, duration 129ns
v: 1.5     size 1, int 1, duration 1ns
v: '1.5'   size 1, int 1, duration 1ns
v: 2s      size 0, int 0, duration 2s
END
