package model

import (
	"time"

	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// TokenLife is how long a token is good (guide 1.3.3).
const TokenLife = 24 * time.Hour

// Token is a token as the store keeps it, under its id.
type Token struct {
	ID      string         `json:"id"`
	User    string         `json:"user"`
	Method  string         `json:"method"` // PASSWORD or APIKEY: how the user signed in
	Expires time.Time      `json:"expires"`
	Home    string         `json:"home,omitzero"` // the region whose own identity service made it, where it alone is good; "": all others
	Account tables.Account `json:"-"`             // the user's, which LoadToken fills, with the token's project for its tenant

	// What Identity v3 has besides.
	Scope      string    `json:"scope,omitzero"` // what the token is for; "" in tokens of v2.0: the user's tenant
	Project    string    `json:"project,omitzero"`
	Methods    []string  `json:"methods,omitzero"`
	Audit      []string  `json:"audit,omitzero"`
	Issued     time.Time `json:"issued,omitzero"`
	Credential string    `json:"credential,omitzero"` // the id of the application credential that it came from
}

// The scopes of a token.
const (
	ProjectScope = "project"
	DomainScope  = "domain"
	SystemScope  = "system"
	NoScope      = "none"
)

// Home is the session's region where it has an identity service of its own.
func (m *Model) Home() string {
	if m.Region == tables.London {
		return m.Region
	}
	return ""
}

// LoadToken finds a token that is good now.
func (m *Model) LoadToken(id string) (Token, bool, error) {
	var found Token
	if there, err := m.get(TokenBucket, id, &found); id == "" || !there || err != nil {
		return Token{}, false, err
	}
	var known bool
	found.Account, known = m.Tables.Account(found.User)
	switch found.Scope {
	case "":
	case ProjectScope:
		found.Account.Tenant = found.Project
	default:
		found.Account.Tenant = ""
	}
	good := known && m.Now.Before(found.Expires) && found.Home == m.Home()
	if good && found.Credential != "" {
		c, err := m.AppCredential(found.Credential)
		return found, c != nil, err
	}
	return found, good, nil
}

// SaveToken writes a token under its id.
func (m *Model) SaveToken(t Token) error { return m.put(TokenBucket, t.ID, t) }

// CurrentToken is the token that the user got before by that method while it is good, else a new one: who signs in again gets
// the same token and expiry (fact 4).
func (m *Model) CurrentToken(user tables.Account, method string) (Token, error) {
	name := user.User + "/" + method + m.Home()
	before := string(m.Tx.Get(signinBucket, name))
	found, good, err := m.LoadToken(before)
	if err != nil || good {
		return found, err
	}
	if before != "" {
		if err := m.Tx.Remove(TokenBucket, before); err != nil {
			return Token{}, err
		}
	}
	made := Token{ID: random.UUID(), User: user.User, Method: method, Expires: m.Now.Add(TokenLife), Account: user, Home: m.Home()}
	if err := m.put(TokenBucket, made.ID, made); err != nil {
		return Token{}, err
	}
	return made, m.Tx.Put(signinBucket, name, []byte(made.ID))
}

// Revoke removes a token; whoever signs in next gets a new one.
func (m *Model) Revoke(id string) error { return m.Tx.Remove(TokenBucket, id) }
