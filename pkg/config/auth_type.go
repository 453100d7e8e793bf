package config

import (
	"fmt"
	"strings"
)

// signInMethod is the secret that an auth type of OpenStack's asks for: v3applicationcredential,
// rackspace_apikey, v2password; or "".
func signInMethod(authType string) string {
	switch plainAuthType(authType) {
	case "rackspaceapikey", "apikey":
		return "api-key"
	case "applicationcredential":
		return "application-credential-secret"
	case "token":
		return "token"
	case "password":
		return "password"
	}
	return ""
}

// plainAuthType is an auth type without the version of Identity, and in one spelling.
func plainAuthType(authType string) string {
	t := strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(authType))
	return strings.TrimPrefix(strings.TrimPrefix(t, "v2"), "v3")
}

// beyond says what of a connection the OpenStack tools can do and this program can't: another connection than the one that was meant
// would be worse than none. "" is nothing.
func beyond(authType, systemScope, trust string) string {
	switch {
	case authType != "" && signInMethod(authType) == "":
		return fmt.Sprintf("it signs in with %s, and novactl only with a password, an API key, a token or an application credential", authType)
	case systemScope != "":
		return "it is for the whole system (system_scope), and servers are a project's"
	case trust != "":
		return "it is for a trust (trust_id), which novactl can't use"
	}
	return ""
}

// checkBeyond fails where the connection is one of those.
func (s *state) checkBeyond(others layer) {
	switch {
	case s.profile.beyond != "":
		s.fail(&Error{Message: "profile " + s.profile.name + ": " + s.profile.beyond, Advice: "Mend it in " + s.profile.from + "."})
	case others.beyond != "" && others.has("auth-url"):
		s.fail(&Error{Message: "the connection of " + others.values["auth-url"].source.Name + ": " + others.beyond})
	}
}
