package transport

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
)

const maxRedirects = 5

// followRedirects follows the redirect of a GET within the origin that the request went to: the guide's versions without
// their last slash need it (guide 1.9.2). It follows no other. The token must not go to another host, nor over http
// after https, and a request that changes something isn't sent twice. What isn't followed is refused by checkStatus.
func followRedirects(next Handler) Handler {
	return func(ctx context.Context, r *Request) (*Answer, error) {
		for range maxRedirects {
			a, err := next(ctx, r)
			if err != nil {
				return nil, err
			}
			to := redirectTo(r, a)
			if to == nil || r.ChangesCloud() || Origin(to) != Origin(r.URL) {
				return a, nil
			}
			moved := *r
			moved.URL = to
			r = &moved
		}
		return nil, &UnreachableError{Op: r.Op, Host: Origin(r.URL), final: true,
			Err: &AnswerError{Message: fmt.Sprintf("it redirects more than %d times", maxRedirects)}}
	}
}

// redirectTo is where an answer redirects to, nil where it doesn't.
func redirectTo(r *Request, a *Answer) *url.URL {
	switch a.Status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
	default:
		return nil
	}
	to, err := r.URL.Parse(a.Header.Get("Location"))
	if err != nil || a.Header.Get("Location") == "" {
		return nil
	}
	return to
}

// redirectMessage says why a 3xx is an error. Of where it leads only the origin is told: the rest may hold anything.
func redirectMessage(r *Request, a *Answer) string {
	to := redirectTo(r, a)
	switch {
	case a.Status == http.StatusMultipleChoices:
		return "the cloud offers several versions of this instead of answering"
	case to == nil:
		return "the cloud answers with a redirect that leads nowhere"
	case Origin(to) != Origin(r.URL):
		return "redirected to " + Origin(to) + ", which is not followed: the token would go there"
	}
	return "redirected, which is not followed for a " + r.Method
}
