// Package client talks to a cloud: Identity v2.0 or v3, and the Compute API v2, as Rackspace served it and as Nova serves it.
//
// A Client is made from Options without touching the network. The first call signs in, or takes a token from the
// TokenStore, and finds the compute endpoint in the service catalog; the token and the catalog together are a Session.
//
// Every request goes through one chain, each link of which is a file of its own:
//
//	withAuth         auth.go      puts the token on, and signs in once more when it has died
//	withRetry        retry.go     sends again what is safe to send again
//	checkStatus      status.go    turns an answer that refuses into an *Error
//	followRedirects  redirect.go  follows a redirect only to where the token already goes
//	withTrace        trace.go     writes the request as a curl command, secrets replaced
//	send             send.go      one exchange over HTTP, its body read whole and within a limit
//
// Signing in goes through the same chain without its first link.
//
// Documents are handed on as JSON, whatever the wire speaks, and undecoded: what this release doesn't know is kept.
// Images are asked for as the guide has them; where a cloud has shut that off, of Glance (glance.go).
//
// Lists are iterators that read page after page. Wait is the one way to wait for anything.
//
// PrintRequests shows what would be sent, instead of sending it.
//
// A Client may be used by several goroutines at once. It prints nothing and doesn't read the environment.
package client
