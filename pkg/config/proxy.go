package config

import (
	"net/http"
	"net/url"
)

// Proxy returns the proxy that the process's environment names for a request: HTTP_PROXY, HTTPS_PROXY and NO_PROXY,
// in either case. Nil is none; localhost never has one.
func Proxy(r *http.Request) (*url.URL, error) { return http.ProxyFromEnvironment(r) }
