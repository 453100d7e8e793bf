// Package random makes what nobody may guess: ids of servers and requests, tokens and passwords.
package random

import (
	"crypto/rand"
	"fmt"
	"math/big"
)

// UUID is a random UUID, version 4: ids of servers and requests, and tokens, which nobody may guess.
func UUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // it never fails: crypto/rand ends the program first
	return FormatUUID(b)
}

// IsUUID reports whether s has the form of a UUID, in either case.
func IsUUID(s string) bool {
	if len(s) != 36 {
		return false
	}
	for i, r := range []byte(s) {
		dash := i == 8 || i == 13 || i == 18 || i == 23
		hex := r >= '0' && r <= '9' || r >= 'a' && r <= 'f' || r >= 'A' && r <= 'F'
		if dash != (r == '-') || !dash && !hex {
			return false
		}
	}
	return true
}

// Password is a password as the cloud makes them: twelve characters, none that is easily taken for another, and at least one
// of each class, since some systems refuse less (guide 2.1.2.1).
func Password() string {
	classes := []string{"23456789", "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz"}
	all := classes[0] + classes[1] + classes[2]
	for {
		password := make([]byte, 12)
		seen := [3]bool{}
		for i := range password {
			n, _ := rand.Int(rand.Reader, big.NewInt(int64(len(all)))) // never fails, as above
			password[i] = all[n.Int64()]
			seen[classOf(password[i])] = true
		}
		if seen == [3]bool{true, true, true} {
			return string(password)
		}
	}
}

func classOf(c byte) int {
	switch {
	case c <= '9':
		return 0
	case c <= 'Z':
		return 1
	}
	return 2
}

// FormatUUID writes bytes as a UUID of version 4.
func FormatUUID(b [16]byte) string {
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// RequestID is what an answer names its request by (fact 24).
func RequestID() string { return "req-" + UUID() }
