package config

import (
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
)

// Proxy returns the proxy that the process's environment names for a request: HTTP_PROXY, HTTPS_PROXY and NO_PROXY,
// in either case. Nil is none; localhost never has one.
func Proxy(r *http.Request) (*url.URL, error) { return http.ProxyFromEnvironment(r) }

// checkProxy refuses a proxy that is no address: package http would go to the cloud without one. It doesn't show the value, which
// may hold a password.
func (in Input) checkProxy() error {
	environ := in.Environ
	if environ == nil {
		environ = os.Environ()
	}
	for _, entry := range environ {
		name, text, _ := strings.Cut(entry, "=")
		switch strings.ToUpper(name) {
		case "HTTP_PROXY", "HTTPS_PROXY":
			if text != "" && !isProxy(text) {
				return &Error{Message: name + " is not the address of a proxy", Advice: "It is one such as http://proxy.example.com:3128; or unset it."}
			}
		}
	}
	return nil
}

// isProxy reports whether a text is a proxy for package http, which takes one without a scheme, too.
func isProxy(text string) bool {
	if !strings.Contains(text, "://") {
		text = "http://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Hostname() == "" || strings.ContainsAny(u.Hostname(), " \"'") {
		return false
	}
	port, err := strconv.Atoi(u.Port())
	return slices.Contains([]string{"http", "https", "socks5", "socks5h"}, strings.ToLower(u.Scheme)) && (u.Port() == "" || err == nil && port > 0 && port < 1<<16)
}
