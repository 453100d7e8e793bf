package compute

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// Keypair is a key pair as the store keeps it: the private key isn't kept.
type Keypair struct {
	Name        string    `json:"name"`
	PublicKey   string    `json:"public_key"`
	Fingerprint string    `json:"fingerprint"`
	Created     time.Time `json:"created"`
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
