// Package parse reads values of settings.
package parse

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// Bool reads a truth value: "true" or "false".
func Bool(text string) (string, error) {
	switch strings.ToLower(text) {
	case "1", "t", "true", "y", "yes", "on":
		return "true", nil
	case "0", "f", "false", "n", "no", "off":
		return "false", nil
	}
	return "", Expect(false, text, "true or false")
}

// URL doesn't show the value: a URL may hold a password.
func URL(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return errors.New("not an address such as https://cloud.example.com/v2.0")
	}
	return nil
}

// SameURL compares addresses as far as a slash at the end and the host's case don't matter.
func SameURL(a, b string) bool {
	x, errX := url.Parse(strings.TrimRight(a, "/"))
	y, errY := url.Parse(strings.TrimRight(b, "/"))
	return errX == nil && errY == nil &&
		x.Scheme == y.Scheme && strings.EqualFold(x.Host, y.Host) && x.Path == y.Path
}

// List splits at commas and drops blanks.
func List(text string) []string {
	var items []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// Expect returns nil where ok, else that text is not what was expected.
func Expect(ok bool, text, what string) error {
	if ok {
		return nil
	}
	return fmt.Errorf("%q is not %s", text, what)
}

// IsProxy reports whether a text is a proxy for package http, which takes one without a scheme, too.
func IsProxy(text string) bool {
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
