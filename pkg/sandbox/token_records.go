package sandbox

import (
	"time"
)

// tokenLife is how long a token is good (guide 1.3.3).
const tokenLife = 24 * time.Hour

// token is a token as the store keeps it, under its id.
type token struct {
	ID      string    `json:"id"`
	User    string    `json:"user"`
	Method  string    `json:"method"` // PASSWORD or APIKEY: how the user signed in
	Expires time.Time `json:"expires"`
	Account account   `json:"-"` // the user's, which LoadToken fills
}

// LoadToken finds a token that is good now.
func (m *Model) LoadToken(id string) (token, bool, error) {
	var found token
	if there, err := m.get(tokenBucket, id, &found); id == "" || !there || err != nil {
		return token{}, false, err
	}
	var known bool
	found.Account, known = m.Tables.account(found.User)
	return found, known && m.Now.Before(found.Expires), nil
}

// CurrentToken is the token that the user got before by that method while it is good, else a new one: who signs in again gets
// the same token and expiry (fact 4).
func (m *Model) CurrentToken(user account, method string) (token, error) {
	name := user.user + "/" + method
	before := string(m.Tx.Get(signinBucket, name))
	found, good, err := m.LoadToken(before)
	if err != nil || good {
		return found, err
	}
	if before != "" {
		if err := m.Tx.Remove(tokenBucket, before); err != nil {
			return token{}, err
		}
	}
	made := token{ID: newUUID(), User: user.user, Method: method, Expires: m.Now.Add(tokenLife), Account: user}
	if err := m.put(tokenBucket, made.ID, made); err != nil {
		return token{}, err
	}
	return made, m.Tx.Put(signinBucket, name, []byte(made.ID))
}

// Revoke removes a token; whoever signs in next gets a new one.
func (m *Model) Revoke(id string) error { return m.Tx.Remove(tokenBucket, id) }
