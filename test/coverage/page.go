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
	b.WriteString(withoutCommand)
	return []byte(b.String())
}

// withoutCommand says where commands end.
const withoutCommand = `
## Beyond the guide

Commands are for servers and for what serves them, as whoever runs servers types them every day: key pairs, groups, interfaces, networks with their
subnets and ports, addresses, security groups, volumes and snapshots, images, quotas and usage, and what operators ask of hosts. [reference/](reference/README.md)
has them all.

Load balancers, DNS, object storage, orchestration, routers, projects and users have none: nobody needs them to get a server up or to find out what is
wrong with one, and each would be half of another tool. Their requests can be sent all the same, signed in and with the same errors:

    novactl api --service network GET /v2.0/routers
`
