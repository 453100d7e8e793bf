package model

import (
	"time"

	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// tokenLife is how long a token is good (guide 1.3.3).
const tokenLife = 24 * time.Hour

// Token is a token as the store keeps it, under its id.
type Token struct {
	ID      string         `json:"id"`
	User    string         `json:"user"`
	Method  string         `json:"method"` // PASSWORD or APIKEY: how the user signed in
	Expires time.Time      `json:"expires"`
	Account tables.Account `json:"-"` // the user's, which LoadToken fills
}

// LoadToken finds a token that is good now.
func (m *Model) LoadToken(id string) (Token, bool, error) {
	var found Token
	if there, err := m.get(TokenBucket, id, &found); id == "" || !there || err != nil {
		return Token{}, false, err
	}
	var known bool
	found.Account, known = m.Tables.Account(found.User)
	return found, known && m.Now.Before(found.Expires), nil
}

// CurrentToken is the token that the user got before by that method while it is good, else a new one: who signs in again gets
// the same token and expiry (fact 4).
func (m *Model) CurrentToken(user tables.Account, method string) (Token, error) {
	name := user.User + "/" + method
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
	made := Token{ID: random.UUID(), User: user.User, Method: method, Expires: m.Now.Add(tokenLife), Account: user}
	if err := m.put(TokenBucket, made.ID, made); err != nil {
		return Token{}, err
	}
	return made, m.Tx.Put(signinBucket, name, []byte(made.ID))
}

// Revoke removes a token; whoever signs in next gets a new one.
func (m *Model) Revoke(id string) error { return m.Tx.Remove(TokenBucket, id) }
