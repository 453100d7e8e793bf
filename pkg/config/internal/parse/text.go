package parse

import (
	"encoding/base64"
	"net/url"
	"strings"
)

// Unquote takes off one pair of quotes.
func Unquote(text string) string {
	if !IsQuoted(text) {
		return text
	}
	return text[1 : len(text)-1]
}

// IsQuoted reports whether a text has the same quotes at both ends.
func IsQuoted(text string) bool {
	n := len(text)
	return n >= 2 && text[0] == text[n-1] && (text[0] == '"' || text[0] == '\'')
}

// IsPath reports whether a text can be the path of a file, rather than what such a file holds.
func IsPath(text string) bool {
	if strings.ContainsAny(text, "\n\r\x00") || strings.Contains(text, "-----BEGIN") || len(text) > 1024 {
		return false
	}
	for part := range strings.SplitSeq(text, "/") {
		if len(part) > 255 { // no file system has such names
			return false
		}
	}
	key, err := base64.StdEncoding.DecodeString(text)
	return err != nil || len(key) < 32 || key[0] != 0x30 // a sequence of ASN.1, as keys and certificates are
}

// RedactURL replaces a password in an address.
func RedactURL(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.User == nil {
		return address
	}
	return u.Redacted()
}
