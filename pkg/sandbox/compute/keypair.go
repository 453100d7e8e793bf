package compute

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// Keypair is a key pair as the store keeps it: the private key isn't kept.
type Keypair struct {
	Name        string    `json:"name"`
	PublicKey   string    `json:"public_key"`
	Fingerprint string    `json:"fingerprint"`
	Created     time.Time `json:"created"`
}

// NewKeypair makes a key pair of the member public_key of a request, or of new keys where there is none: their private key is nowhere else.
func NewKeypair(members document.Object, name string, now time.Time) (k *Keypair, private string, err error) {
	k = &Keypair{Name: name, Created: now}
	if members.Has("public_key") {
		k.PublicKey, _ = members.Text("public_key")
	} else if private, k.PublicKey, err = NewKeys(); err != nil {
		return nil, "", err
	}
	k.Fingerprint, err = Fingerprint(k.PublicKey)
	return k, private, err
}

// MaxKeypairs is how many key pairs a user may have.
const MaxKeypairs = 100

// CheckKeypairName refuses a name that Nova refuses.
func CheckKeypairName(name string) error {
	const safe = "_- 0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	switch length := utf8.RuneCountInString(name); {
	case strings.Trim(name, safe) != "":
		return fault.BadRequest("Keypair data is invalid: Keypair name contains unsafe characters")
	case length < 1, length > 255:
		return fault.BadRequest("Keypair data is invalid: Keypair name must be between 1 and 255 characters long")
	}
	return nil
}
