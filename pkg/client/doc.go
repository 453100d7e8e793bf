// Package client talks to a cloud: Identity v2.0 or v3, and the Compute API v2, as Rackspace served it and as Nova serves it.
//
// A Client is made from Options without touching the network. The first request signs in, or takes a token from the
// token store, and finds the compute endpoint in the service catalog; the token and the catalog together are a session.
//
// Each resource has a file of its own, with a method for each thing to be done with it. A request goes one way through the packages below:
//
//	client     what a resource's request says
//	images     whose images they are: Nova's, or Glance's in other words
//	rest       the document, the endpoint, the pages of a list
//	identity   the session: its token and its catalog
//	transport  the chain of a request: token, retries, status, redirects, trace, one exchange over HTTP
//
// Beside them is wait, the one way to wait for anything: a Client makes its targets and goals.
//
// Documents are handed on as JSON, whatever the wire speaks, and undecoded: what this release doesn't know is kept.
// Lists are iterators that read page after page. PrintRequests shows what would be sent, instead of sending it.
//
// A Client may be used by several goroutines at once. It prints nothing and doesn't read the environment.
package client
