package model

import (
	"slices"
	"time"

	"github.com/go-json-experiment/json"
)

// AppCredential is an application credential of Identity v3. Its secret is as public as all that the sandbox has.
type AppCredential struct {
	ID           string       `json:"id"`
	Name         string       `json:"name"`
	Description  string       `json:"description,omitzero"`
	Secret       string       `json:"secret"`
	User         string       `json:"user"` // by name
	Project      string       `json:"project"`
	Roles        []string     `json:"roles"`
	Expires      time.Time    `json:"expires,omitzero"`
	Unrestricted bool         `json:"unrestricted,omitzero"`
	Rules        []AccessRule `json:"rules,omitzero"` // nil: every request; none: no request
	Created      time.Time    `json:"created"`
}

// AccessRule lets an application credential send one kind of request.
type AccessRule struct {
	ID      string `json:"id"`
	Service string `json:"service"`
	Method  string `json:"method"`
	Path    string `json:"path"` // * is a segment, ** are several, and so is {name} one
}

// AppCredential reads one that is there and hasn't expired; nil if there is none.
func (m *Model) AppCredential(id string) (*AppCredential, error) {
	c := &AppCredential{}
	if found, err := m.get(credentialBucket, id, c); !found || err != nil {
		return nil, err
	}
	if !c.Expires.IsZero() && !m.Now.Before(c.Expires) {
		return nil, nil
	}
	return c, nil
}

// AppCredentials reads a user's, the oldest first.
func (m *Model) AppCredentials(user string) (all []*AppCredential, err error) {
	for _, data := range m.Tx.Scan(credentialBucket, "", "") {
		c := &AppCredential{}
		if err := json.Unmarshal(data, c); err != nil {
			return nil, err
		}
		if c.User == user {
			all = append(all, c)
		}
	}
	slices.SortStableFunc(all, func(a, b *AppCredential) int { return a.Created.Compare(b.Created) })
	return all, nil
}

// SaveAppCredential writes one.
func (m *Model) SaveAppCredential(c *AppCredential) error { return m.put(credentialBucket, c.ID, c) }

// DeleteAppCredential removes one, and with it the tokens that it was used for.
func (m *Model) DeleteAppCredential(id string) error { return m.Tx.Remove(credentialBucket, id) }

// Factors is what a user needs for a sign-in besides the password: TOTP secrets, and the rules that ask for them.
type Factors struct {
	TOTP    map[string]string `json:"totp,omitzero"` // credential id -> secret, in base32
	Rules   [][]string        `json:"rules,omitzero"`
	Enabled bool              `json:"enabled,omitzero"`
}

// Factors reads a user's.
//
//go:noinline
func (m *Model) Factors(user string) (f Factors, err error) {
	_, err = m.get(factorBucket, user, &f)
	return f, err
}

// SaveFactors writes a user's.
//
//go:noinline
func (m *Model) SaveFactors(user string, f Factors) error { return m.put(factorBucket, user, f) }
