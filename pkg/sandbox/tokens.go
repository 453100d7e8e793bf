package sandbox

import (
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/store"
)

// tokenLife is how long a token is good (guide 1.3.3).
const tokenLife = 24 * time.Hour

// token is a token as the store keeps it, under its id.
type token struct {
	ID      string    `json:"id"`
	User    string    `json:"user"`
	Method  string    `json:"method"` // PASSWORD or APIKEY: how the user signed in
	Expires time.Time `json:"expires"`
	owner   account
}

// account is the user's, which loadToken fills.
func (t token) account() account { return t.owner }

// loadToken finds a token that is good now.
func (c *requestContext) loadToken(id string) (token, bool, error) {
	data := c.tx.Get(tokenBucket, id)
	if id == "" || data == nil {
		return token{}, false, nil
	}
	var found token
	if err := json.Unmarshal(data, &found); err != nil {
		return token{}, false, err
	}
	var known bool
	found.owner, known = c.tables.account(found.User)
	return found, known && c.now.Before(found.Expires), nil
}

// currentToken is the token that the user got before by that method while it is good, else a new one: who signs in again gets
// the same token and expiry (fact 4).
func (c *requestContext) currentToken(user account, method string) (token, error) {
	name := user.user + "/" + method
	before := string(c.tx.Get(signinBucket, name))
	found, good, err := c.loadToken(before)
	if err != nil || good {
		return found, err
	}
	if before != "" {
		if err := c.tx.Remove(tokenBucket, before); err != nil {
			return token{}, err
		}
	}
	made := token{ID: newUUID(), User: user.user, Method: method, Expires: c.now.Add(tokenLife), owner: user}
	data, err := json.Marshal(made)
	if err != nil {
		return token{}, err
	}
	if err := c.tx.Put(tokenBucket, made.ID, data); err != nil {
		return token{}, err
	}
	return made, c.tx.Put(signinBucket, name, []byte(made.ID))
}

// revoke removes a token; whoever signs in next gets a new one.
func revoke(t store.Tx, id string) error { return t.Remove(tokenBucket, id) }
