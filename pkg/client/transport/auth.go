package transport

import (
	"context"
	"net/http"
)

// TokenHeader has the token of who asks.
const TokenHeader = "X-Auth-Token"

// Tokens gives requests their token.
type Tokens interface {
	// Token returns the token in use, signing in where there is none.
	Token(ctx context.Context) (string, error)
	// Renew returns another token than the used one, which the cloud refused; empty where there is no other.
	Renew(ctx context.Context, used string) (string, error)
}

// WithAuth puts the token on a request. Where the cloud answers 401 the token has died early: the request is sent again with a new one.
// That is safe for a POST too: 401 means that nothing was done.
func WithAuth(next Handler, tokens Tokens) Handler {
	return func(ctx context.Context, r *Request) (*Answer, error) {
		token, err := tokens.Token(ctx)
		if err != nil {
			return nil, err
		}
		r.Header.Set(TokenHeader, token)
		a, err := next(ctx, r)
		if Status(err) != http.StatusUnauthorized || r.Stream.sends() { // part of a stream is gone by then
			return a, err
		}
		renewed, failed := tokens.Renew(ctx, token)
		if failed != nil {
			return nil, failed
		}
		if renewed == "" {
			return a, err
		}
		r.Header.Set(TokenHeader, renewed)
		return next(ctx, r)
	}
}
