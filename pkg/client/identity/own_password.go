package identity

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/pattern"
)

// ExpiredPasswordError says that the password is right, but has expired or was set for the user by somebody else, so that it must be changed.
type ExpiredPasswordError struct {
	UserID string
	Err    error // Keystone's words
}

func (e *ExpiredPasswordError) Error() string { return e.Err.Error() }

// Unwrap returns the refusal.
func (e *ExpiredPasswordError) Unwrap() error { return e.Err }

// Kind returns auth.
func (e *ExpiredPasswordError) Kind() string { return "auth" }

// Hint returns how to change it.
func (e *ExpiredPasswordError) Hint() string { return "change it with: novactl auth password" }

// mustChange is how Keystone says it (PasswordExpired of its exception.py).
var mustChange = pattern.Lazy(`(?i)password is expired and needs to be changed for user:? ([\w-]+)`)

// expired makes the refusal of a password that must be changed the error that it is.
func expired(err error) error {
	var refused *transport.Error
	if !errors.As(err, &refused) || refused.Status != http.StatusUnauthorized {
		return err
	}
	if user := mustChange().FindStringSubmatch(refused.Message); user != nil {
		return &ExpiredPasswordError{UserID: user[1], Err: err}
	}
	return err
}

// ChangePassword changes the user's own password, which takes no token: one that has expired gets none. Kept tokens are forgotten, as Keystone
// ends them. Only Identity v3 can.
func (m *Sessions) ChangePassword(ctx context.Context, password string) error {
	if m.options.Credentials.kind() != passwordKind {
		return &transport.OptionError{Option: "password", Message: "it is not what is signed in with, and only a password can be changed"}
	}
	s, err := m.Authenticate(ctx)
	var old *ExpiredPasswordError
	switch {
	case errors.As(err, &old):
		s.UserID = old.UserID
	case s.Token == "" && err != nil:
		return err
	}
	v, ok := m.v3()
	if !ok {
		return &transport.OptionError{Option: "auth-url", Message: "it is not Identity v3, whose users alone can change their password"}
	}
	body, err := api.Marshal(api.JSON, "user", map[string]string{"original_password": m.options.Credentials.Password, "password": password})
	if err != nil {
		return fmt.Errorf("change password: %w", err)
	}
	r := v.newRequest("change password", http.MethodPost)
	r.URL = v.base.JoinPath("users", s.UserID, "password")
	r.Header.Set("Content-Type", api.JSON.MediaType())
	r.Body = body
	m.redact.Know(password)
	if _, err = v.exchange(ctx, r); err != nil {
		return err
	}
	m.current = nil
	m.removeKept()
	return nil
}

// v3 is the service, where it is Identity v3.
func (m *Sessions) v3() (*v3, bool) {
	s := m.service
	for {
		switch x := s.(type) {
		case *v3:
			return x, true
		case *pinned:
			s = x.service
		case *discovery:
			s = x.found
		default:
			return nil, false
		}
	}
}
