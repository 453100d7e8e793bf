package coverage

import (
	"fmt"
	"strings"
)

// Page is docs/coverage.md.
func Page() []byte {
	var b strings.Builder
	b.WriteString(`# The operations of the guide

Every operation of the Cloud Servers developer guide (API v2, 2013), the command that does it, and the script that proves it on
both wires, JSON and XML. Made from test/coverage/operations.go; its tests hold it against the program.

| guide | operation | command | JSON | XML | proof |
|---|---|---|---|---|---|
`)
	for _, o := range Operations() {
		request := o.Method + " " + o.Path
		if o.Action != "" {
			request += " (" + o.Action + ")"
		}
		xml := "yes"
		if o.Path == "/tokens" {
			xml = "always JSON" // the guide has Identity in JSON alone
		}
		fmt.Fprintf(&b, "| %s | `%s` | `novactl %s` | yes | %s | [%s](../test/script/%s) |\n", o.Section, request, o.Command, xml, o.Script, o.Script)
	}
	return []byte(b.String())
}
