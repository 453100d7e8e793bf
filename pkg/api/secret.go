package api

import "strings"

// IsSecret reports whether a member of this name holds a secret, or often does: what traces and logs leave out (guide 1.3.2, 2.1.2.1, 2.1.2.3,
// 3.4; facts 1 and 15). Contents are those of files that are put into a server. Case and underscores make no difference.
func IsSecret(name string) bool {
	plain := strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(name))
	switch plain {
	case "adminpass", "adminpassword", "password", "originalpassword", "passcode", "apikey", "secret", "clientsecret", "privatekey",
		"userdata", "contents", "authtoken", "accesstoken":
		return true
	}
	return false
}

// IsSecretIn is IsSecret for a member of another one, whose name may make the difference: the id of a token is the token.
func IsSecretIn(parent, name string) bool { return IsSecret(name) || name == "id" && parent == "token" }
