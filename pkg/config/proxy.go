package config

import (
	"net/http"
	"net/url"
	"os"
	"strings"

	"github.com/novactl/novactl/pkg/config/internal/parse"
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
			if text != "" && !parse.IsProxy(text) {
				return &Error{Message: name + " is not the address of a proxy", Advice: "It is one such as http://proxy.example.com:3128; or unset it."}
			}
		}
	}
	return nil
}
