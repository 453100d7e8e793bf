// Package sandbox is a cloud in a handler: Identity v2.0 and Compute API v2 as Rackspace Cloud Servers served them, with a
// life cycle for every server and a store that outlives the process. It is there so that everything this project can do can be
// tried, scripted and tested with no account and no network. Beside them stand the extensions that users of Nova expect, such as key
// pairs and server groups, and as much of the image and the volume service as a client of Compute asks for.
//
// A request goes through these steps, one file each:
//
//   - its path is split and cleaned (path.go), its formats are chosen (negotiate.go), and its route is found in the one table of
//     routes (routes.go);
//   - its body is read to the end before anything is locked (body.go), and the rate limits are asked where they hold (ratelimits.go);
//   - the store is opened for this request alone, to read or to write as the route says (handler.go), the token is checked
//     (access.go), and the resource's own function answers with a document or refuses with a fault (faults.go);
//   - the store is closed, and the answer is logged (request_log.go), encoded and sent (response.go).
//
// The store is a package of its own, which knows only keys and values. What is kept under which key is said in buckets.go, and collections.go
// keeps what lists show in order and what is deleted for as long as changes-since may ask for it.
//
// A server advances on read. A server's record holds what it was and a plan of dated steps (lifecycle.go); whoever looks computes
// which of them are due by now. So there are no timers and no goroutines, a read writes nothing, and a server goes on building
// while no process runs. The clock is a value. What each operation does, and which states allow it, is one table (operations.go). A
// create, a rebuild and an update are read into a createSpec, member by member, by the same checks (create_spec.go).
//
// What only a sandbox can do is in the methods of Cloud, and under /_sandbox/ for this machine alone: move the clock on (clock.go),
// put a server into any state (control_set.go), and let requests go wrong on demand (fault_rules.go, fault_inject.go).
//
// What users can't make, such as flavors and accounts, is in tables (tables.go), to which a seed adds (seed.go says what it is,
// seed_apply.go how it is done). A seed's servers go through a create's own checks and the one table of operations.
//
// Where the guide and a real cloud differ the sandbox does what the real one did, with the source in a comment: "guide 2.1.2" is
// a section of the Cloud Servers Developer Guide, "fact 17" a number of docs/sources.md, "errors.tsv" a table of testdata.
package sandbox
