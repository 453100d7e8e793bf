package client

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
)

const maxRedirects = 5

// followRedirects follows the redirect of a GET within the origin that the request went to: the guide's versions without
// their last slash need it (guide 1.9.2). It follows no other. The token must not go to another host, nor over http
// after https, and a request that changes something isn't sent twice. What isn't followed is refused by checkStatus.
func followRedirects(next handler) handler {
	return func(ctx context.Context, r *request) (*answer, error) {
		for range maxRedirects {
			a, err := next(ctx, r)
			if err != nil {
				return nil, err
			}
			to := redirectTo(r, a)
			if to == nil || changes(r.method) || origin(to) != origin(r.url) {
				return a, nil
			}
			moved := *r
			moved.url = to
			r = &moved
		}
		return nil, &UnreachableError{Op: r.op, Host: origin(r.url), final: true,
			Err: &answerError{message: fmt.Sprintf("it redirects more than %d times", maxRedirects)}}
	}
}

// redirectTo is where an answer redirects to, nil where it doesn't.
func redirectTo(r *request, a *answer) *url.URL {
	switch a.status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil
	}
	to, err := r.url.Parse(a.header.Get("Location"))
	if err != nil || a.header.Get("Location") == "" {
		return nil
	}
	return to
}

// redirectMessage says why a 3xx is an error. Of where it leads only the origin is told: the rest may hold anything.
func redirectMessage(r *request, a *answer) string {
	to := redirectTo(r, a)
	switch {
	case a.status == http.StatusMultipleChoices:
		return "the cloud offers several versions of this instead of answering"
	case to == nil:
		return "the cloud answers with a redirect that leads nowhere"
	case origin(to) != origin(r.url):
		return "redirected to " + origin(to) + ", which is not followed: the token would go there"
	}
	return "redirected, which is not followed for a " + r.method
}

// origin is the scheme, host and port of a URL, as one writes them: a default port is left out.
func origin(u *url.URL) string { return strings.ToLower(u.Scheme) + "://" + hostPort(u) }

// hostPort is the host of a URL in lower case and its port, unless that is the scheme's own.
func hostPort(u *url.URL) string {
	host, port := strings.ToLower(u.Hostname()), u.Port()
	if port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		if strings.Contains(host, ":") {
			return "[" + host + "]"
		}
		return host
	}
	return net.JoinHostPort(host, port)
}
