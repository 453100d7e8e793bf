#!/usr/bin/env bash
# The guess: sigs.k8s.io/yaml, which Kubernetes' tools read their files with, fills a string field with an unquoted
# number as it is written, or fails.
#
# What happens: a number with a fraction, or one too long for an integer, becomes a string of seven digits: the rest
# is rounded away without an error. A number with a leading zero that can't be octal, as 0123456789, counts as one
# with a fraction.
#
# sigs.k8s.io/yaml v1.6.0, yaml.go, convertToJSONableObject: where the target is a string, a float64 is written with
# strconv.FormatFloat(…, 'g', -1, 32), the shortest text that is right for a float32. Integers go another way and are
# whole.
#
# Why care: ids, account numbers and versions are strings that look like numbers. The manifests of cloud providers'
# controllers ("tenant-id: 0123456789") are read like this; the JSON that comes out is valid and names another tenant.
# shellcheck source=lib/find.sh
source "$(dirname "$0")/lib/find.sh"
go_modules sigs.k8s.io/yaml@v1.6.0 go.yaml.in/yaml/v3@v3.0.4

cat >"$tmp/go/main.go" <<'END'
package main

import (
	"fmt"

	yaml3 "go.yaml.in/yaml/v3"
	"sigs.k8s.io/yaml"
)

type document struct {
	Value string `json:"v" yaml:"v"`
}

func main() {
	for _, text := range []string{"12345678", "0123456789", "20131210.093015", "16777217.0", "18446744073709551616"} {
		var kubernetes, plain document
		err := yaml.Unmarshal([]byte("v: "+text), &kubernetes)
		err3 := yaml3.Unmarshal([]byte("v: "+text), &plain)
		fmt.Printf("v: %s -> sigs.k8s.io/yaml %q %v, go.yaml.in/yaml/v3 %q %v\n", text, kubernetes.Value, err, plain.Value, err3)
	}
}
END
go_run | seen
expect <<'END'
v: 12345678 -> sigs.k8s.io/yaml "12345678" <nil>, go.yaml.in/yaml/v3 "12345678" <nil>
v: 0123456789 -> sigs.k8s.io/yaml "1.2345679e+08" <nil>, go.yaml.in/yaml/v3 "0123456789" <nil>
v: 20131210.093015 -> sigs.k8s.io/yaml "2.013121e+07" <nil>, go.yaml.in/yaml/v3 "20131210.093015" <nil>
v: 16777217.0 -> sigs.k8s.io/yaml "1.6777216e+07" <nil>, go.yaml.in/yaml/v3 "16777217.0" <nil>
v: 18446744073709551616 -> sigs.k8s.io/yaml "1.8446744e+19" <nil>, go.yaml.in/yaml/v3 "18446744073709551616" <nil>
END
