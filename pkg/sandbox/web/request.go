// Package web reads requests and writes answers, whatever they are about: formats, bodies, queries, pages and faults.
package web

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/random"
)

// Request is one request as it came: what it asks, and from where.
type Request struct {
	Ctx      context.Context
	ID       string // what the answer names it by (fact 24)
	Base     string // "http://host": what every link begins with
	Region   string // the one that the path names, else the default one
	Whole    bool   // the path names none, nor a format: it is of the whole host
	Args     map[string]string
	Query    url.Values
	Header   http.Header
	Body     Body
	Minor    int    // of the version 2.x of Compute; 0: the guide's v2
	Path     string // as it came, without the region
	Local    bool   // it came from this machine
	FromPage bool   // a web page may have sent it
}

// ReadRequest reads a request to its end. Args are the variable segments of its path, by name; an upload's body is a file, and no document.
func ReadRequest(r *http.Request, where Location, args map[string]string, upload bool) (*Request, error) {
	content, err := readBody(r, upload)
	if err != nil {
		return nil, err
	}
	return &Request{
		Ctx: r.Context(), ID: random.RequestID(), Base: baseOf(r), Region: where.Region, Whole: !where.prefixed && !where.suffixed, Args: args,
		Query: r.URL.Query(), Header: r.Header, Body: content, Local: isLocal(r), FromPage: isFromPage(r), Path: "/" + strings.Join(where.Segments, "/"),
	}, nil
}

// Arg is a variable segment of the path; "" where it has none of that name.
//
//go:noinline
func (r *Request) Arg(name string) string { return r.Args[name] }

// RegionRoot is where the versions of the services of the request's region are.
//
//go:noinline
func (r *Request) RegionRoot() string { return r.Base + "/" + r.Region }

// baseOf is the scheme and host that the client used, so that the links of an answer work for whoever asked. HTTP/1.0 needs no Host: then
// it is the address that the client reached.
func baseOf(r *http.Request) string {
	host := r.Host
	if address, known := r.Context().Value(http.LocalAddrContextKey).(net.Addr); known && host == "" {
		host = address.String()
	}
	if r.TLS != nil {
		return "https://" + host
	}
	return "http://" + host
}

// inProcess marks the requests that came through a Transport.
type inProcess struct{}

// InProcess returns a context whose requests come from this process, and so from this machine.
func InProcess(ctx context.Context) context.Context { return context.WithValue(ctx, inProcess{}, true) }

// isLocal reports a request that came from this machine and from no web page: a page that a browser shows may send requests to any
// address, but says so in Origin, and can't choose the Host.
func isLocal(r *http.Request) bool {
	if r.Context().Value(inProcess{}) != nil {
		return true
	}
	return isLoopback(r.RemoteAddr) && isLoopback(r.Host) && r.Header.Get("Origin") == ""
}

// isFromPage reports a request that a web page may have sent: one that says where it is from, or that came by loopback under a name of the
// Internet, as the page of somebody who makes a name of theirs lead to this machine would send it (DNS rebinding). An address is no such name,
// nor is one without a dot.
func isFromPage(r *http.Request) bool {
	if r.Context().Value(inProcess{}) != nil {
		return false
	}
	address, known := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
	name := hostOf(r.Host)
	named := strings.Contains(name, ".") && net.ParseIP(name) == nil && !strings.HasSuffix(name, ".localhost")
	return r.Header.Get("Origin") != "" || known && named && isLoopback(address.String())
}

// isLoopback reports whether a host, with or without a port, is this machine.
func isLoopback(hostport string) bool {
	host := hostOf(hostport)
	ip := net.ParseIP(host)
	return host == "localhost" || ip != nil && ip.IsLoopback()
}

// hostOf is a host without its port.
func hostOf(hostport string) string {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		return hostport
	}
	return host
}
