// Package authtype reads the auth types of the OpenStack tools: v3password, v3oidcpassword, rackspace_apikey.
package authtype

import (
	"fmt"
	"slices"
	"strings"
)

// Secret returns the secret that an auth type of OpenStack's asks for: v3applicationcredential,
// rackspace_apikey, v2password; or "".
func Secret(authType string) string {
	switch Plain(authType) {
	case "rackspaceapikey", "apikey":
		return "api-key"
	case "applicationcredential", "oauth2clientcredential": // the second is the first under other names
		return "application-credential-secret"
	case "token", "admintoken", "tokenendpoint":
		return "token"
	case "password", "multifactor", "oidcpassword": // what more it takes beside the password the cloud says
		return "password"
	}
	return ""
}

// IsEndpointToken reports whether an auth type is a token and an endpoint, which are used as they are: nobody signs in.
func IsEndpointToken(authType string) bool {
	t := Plain(authType)
	return t == "admintoken" || t == "tokenendpoint"
}

// Plain returns an auth type without the version of Identity, and in one spelling.
func Plain(authType string) string {
	t := strings.ToLower(strings.Trim(strings.TrimSpace(authType), `"'`))
	t = strings.ReplaceAll(strings.ReplaceAll(t, "_", ""), "-", "")
	return strings.TrimPrefix(strings.TrimPrefix(t, "v2"), "v3")
}

// otherAuthTypes are the auth types without a secret that is one of those to sign in with: what they show is beside them.
var otherAuthTypes = []string{"totp", "oidcclientcredentials", "oidcaccesstoken"}

// Unsupported says what of a connection the OpenStack tools can do and this program can't, or "": another connection
// than the wanted one would be worse than none.
func Unsupported(authType string) string {
	if authType == "" || Secret(authType) != "" || slices.Contains(otherAuthTypes, Plain(authType)) {
		return ""
	}
	return fmt.Sprintf("it signs in with %s, and novactl only with a password, a passcode, an API key, a token, an application credential or OpenID Connect", authType)
}
