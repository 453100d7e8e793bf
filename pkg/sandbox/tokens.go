package sandbox

import (
	"time"

	"github.com/go-json-experiment/json"
)

// tokenLife is how long a token is good (guide 1.3.3).
const tokenLife = 24 * time.Hour

// token is a token as the store keeps it, under its id.
type token struct {
	ID      string    `json:"id"`
	User    string    `json:"user"`
	Method  string    `json:"method"` // PASSWORD or APIKEY: how the user signed in
	Expires time.Time `json:"expires"`
}

func (t token) account() account {
	a, _ := accountOf(t.User) // tokens are made for accounts alone
	return a
}

// loadToken finds a token that is good at the time now.
func loadToken(t tx, id string, now time.Time) (token, bool, error) {
	data := t.get(tokenBucket, id)
	if id == "" || data == nil {
		return token{}, false, nil
	}
	var found token
	if err := json.Unmarshal(data, &found); err != nil {
		return token{}, false, err
	}
	_, known := accountOf(found.User)
	return found, known && now.Before(found.Expires), nil
}

// currentToken is the token that the user got before by that method while it is good, else a new one: who signs in again gets
// the same token and expiry (fact 4).
func currentToken(t tx, user, method string, now time.Time) (token, error) {
	name := user + "/" + method
	before := string(t.get(signinBucket, name))
	found, good, err := loadToken(t, before, now)
	if err != nil || good {
		return found, err
	}
	if before != "" {
		if err := t.remove(tokenBucket, before); err != nil {
			return token{}, err
		}
	}
	made := token{ID: newUUID(), User: user, Method: method, Expires: now.Add(tokenLife)}
	data, err := json.Marshal(made)
	if err != nil {
		return token{}, err
	}
	if err := t.put(tokenBucket, made.ID, data); err != nil {
		return token{}, err
	}
	return made, t.put(signinBucket, name, []byte(made.ID))
}

// revoke forgets a token; whoever signs in next gets a new one.
func revoke(t tx, id string) error { return t.remove(tokenBucket, id) }
