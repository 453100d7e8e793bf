package identity

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"github.com/go-json-experiment/json"
)

// TokenStore keeps sessions between runs of a program. An error of any of these means no more than that nothing is
// kept: the client signs in instead.
type TokenStore interface {
	// Load returns what was saved under key, an error where there is nothing. Keys are 64 hexadecimal digits.
	Load(key string) ([]byte, error)
	// Save replaces what there is under key. The data hold a token: nobody else may be able to read them.
	Save(key string, data []byte) error
	// Delete removes what there is under key.
	Delete(key string) error
	// Key returns the store's own secret: 32 random bytes, the same in every run, which are not where the data are.
	Key() ([]byte, error)
}

// record is a session as it is kept. Its check ties it to the password, key or token that it was got with, so that
// another one doesn't find it: a MAC of that secret under the store's key, which is random and lies elsewhere. Who reads
// the record learns the token, and nothing to try passwords on. The salt makes two records of one secret different.
type record struct {
	Layout  int     `json:"layout"`
	Salt    []byte  `json:"salt"`
	Check   []byte  `json:"check"`
	Session Session `json:"session"`
}

const recordLayout = 2 // another layout is as good as none

// tokenKey says what a kept session is for: everything that it depends on but the secret. The region isn't part of it,
// because a token is good for all of them.
func (m *Sessions) tokenKey() string {
	o := m.options
	h := sha256.New()
	for _, part := range append([]string{o.AuthURL, o.Scope}, o.Credentials.public()...) {
		sum := sha256.Sum256([]byte(part)) // of one length each, so that parts can't run into each other
		h.Write(sum[:])
	}
	return hex.EncodeToString(h.Sum(nil))
}

// secretCheck is the MAC of a secret. An error means that the store has no key.
func (m *Sessions) secretCheck(salt []byte) ([]byte, error) {
	key, err := m.options.Tokens.Key()
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, key)
	mac.Write(salt)
	mac.Write([]byte(m.options.Credentials.Secret()))
	return mac.Sum(nil), nil
}

// recall returns the kept session, if it is whole, was got with the same secret and has some life left.
func (m *Sessions) recall() (Session, bool) {
	if m.options.Tokens == nil {
		return Session{}, false
	}
	data, err := m.options.Tokens.Load(m.tokenKey())
	if err != nil {
		return Session{}, false
	}
	var r record
	if json.Unmarshal(data, &r) != nil || r.Layout != recordLayout || !r.Session.good() {
		return Session{}, false
	}
	check, err := m.secretCheck(r.Salt)
	if err != nil || !hmac.Equal(check, r.Check) {
		return Session{}, false
	}
	r.Session.Cached = true
	return r.Session, true
}

// save puts a session into the store. One whose end nobody knows isn't kept, nor is one that can't be: signing in again is no harm.
func (m *Sessions) save(s Session) {
	if m.options.Tokens == nil || !s.good() {
		return
	}
	salt := []byte(rand.Text()) // of one length each, so that the secret's beginning is certain
	check, err := m.secretCheck(salt)
	if err != nil {
		return
	}
	s.Region, s.Endpoint = "", ""
	data, err := json.Marshal(record{Layout: recordLayout, Salt: salt, Check: check, Session: s})
	if err != nil {
		return
	}
	_ = m.options.Tokens.Save(m.tokenKey(), data)
}

// removeKept removes the kept session.
func (m *Sessions) removeKept() {
	if m.options.Tokens != nil {
		_ = m.options.Tokens.Delete(m.tokenKey())
	}
}

// validKey reports whether key is one of the client's own, and so a safe file name.
func validKey(key string) bool {
	return len(key) == 2*sha256.Size && strings.Trim(key, "0123456789abcdef") == ""
}
