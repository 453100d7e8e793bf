package compute

import (
	"crypto/md5" //nolint:gosec // Nova's fingerprints are MD5: they name keys, and protect nothing
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/binary"
	"encoding/pem"
	"fmt"
	"math/big"
	"strings"

	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// keyBits is the length of the keys that Nova makes.
const keyBits = 2048

// NewKeys makes a pair in Nova's forms: the private key as PEM, the public one as a line of authorized_keys.
func NewKeys() (private, public string, err error) {
	key, err := rsa.GenerateKey(rand.Reader, keyBits)
	if err != nil {
		return "", "", err
	}
	block := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
	blob := sshField(nil, []byte("ssh-rsa"))
	blob = sshField(blob, sshNumber(big.NewInt(int64(key.E))))
	blob = sshField(blob, sshNumber(key.N))
	return string(block), "ssh-rsa " + base64.StdEncoding.EncodeToString(blob) + " Generated-by-Nova", nil
}

// sshField appends a string as SSH has it: its length first (RFC 4251, section 5).
func sshField(blob, text []byte) []byte {
	return append(binary.BigEndian.AppendUint32(blob, uint32(len(text))), text...)
}

// sshNumber is a positive number as SSH has it: with a zero in front where the first bit would make it negative.
func sshNumber(n *big.Int) []byte {
	text := n.Bytes()
	if len(text) > 0 && text[0]&0x80 != 0 {
		return append([]byte{0}, text...)
	}
	return text
}

// Fingerprint is that of a public key: the MD5 of its blob. What isn't a key is refused.
func Fingerprint(public string) (string, error) {
	parts := strings.Fields(public)
	if len(parts) < 2 {
		return "", errNoKey
	}
	blob, err := base64.StdEncoding.DecodeString(parts[1])
	if err != nil || !strings.HasPrefix(string(blob), string(sshField(nil, []byte(parts[0])))) {
		return "", errNoKey
	}
	sum := md5.Sum(blob) //nolint:gosec // as above
	return strings.ReplaceAll(fmt.Sprintf("% x", sum), " ", ":"), nil
}

var errNoKey = fault.BadRequest("Keypair data is invalid: failed to generate fingerprint")
