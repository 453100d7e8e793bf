// Package conformance is one suite that every cloud has to pass, written once, over novactl as a process. `go test` runs it on
// the sandbox, with both wires; with NOVACTL_CONFORMANCE_CLOUD=name it runs on that cloud of the user's configuration instead,
// which docs/real-openstack.md shows. What it makes there has names that begin with its own prefix, and is removed at the end.
//
// A session is a sequence of steps, each a command as a user types it, with the exit code and the JSON members that it must
// give: the guide's. Where clouds differ, the step says so with the number of the fact.
package conformance
