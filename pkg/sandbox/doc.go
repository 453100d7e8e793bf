// Package sandbox is a cloud in a handler: Identity v2.0 and Compute API v2 as Rackspace Cloud Servers served them, with a
// life cycle for every server and a store that outlives the process. It is there so that everything this project can do can be
// tried, scripted and tested with no account and no network. Beside them stand the extensions that users of Nova expect, such as key
// pairs and server groups, and as much of the image and the volume service as a client of Compute asks for.
//
// A request goes through these steps:
//
//   - its path is split and cleaned, its formats are chosen and its body is read to the end before anything is locked (package web); its
//     route is found in the one table of routes (routes.go), which joins those of the services (nova, identity, glance, cinder);
//   - the rate limits are asked where they hold (rate_limits.go); the store is opened for this request alone, to read or to write as the
//     route says (handler.go), and the token is checked (access.go);
//   - the resource's own function answers with a document, or refuses with a fault (package fault). It sees the tenant's collections
//     through a Model (package model), whose records and rules are in package compute;
//   - the store is closed, and the answer is logged (request_log.go), encoded and sent.
//
// What only a sandbox can do is in the methods of Cloud, and under /_sandbox/ for this machine alone: move the clock on, put a server
// into any state (package control), set it up by a document (package seed), and let requests go wrong on demand (package inject says
// which, fault_inject.go how).
//
// Where the guide and a real cloud differ the sandbox does what the real one did, with the source in a comment: "guide 2.1.2" is
// a section of the Cloud Servers Developer Guide, "fact 17" a number of docs/sources.md, "errors.tsv" a table of testdata.
package sandbox
