package config

import (
	"fmt"
	"strings"
)

// signInMethod returns the secret that an auth type of OpenStack's asks for: v3applicationcredential,
// rackspace_apikey, v2password; or "".
func signInMethod(authType string) string {
	switch plainAuthType(authType) {
	case "rackspaceapikey", "apikey":
		return "api-key"
	case "applicationcredential":
		return "application-credential-secret"
	case "token", "admintoken", "tokenendpoint":
		return "token"
	case "password", "multifactor": // what more it takes beside the password the cloud says
		return "password"
	}
	return ""
}

// isEndpointToken reports whether an auth type is a token and an endpoint, which are used as they are: nobody signs in.
func isEndpointToken(authType string) bool {
	t := plainAuthType(authType)
	return t == "admintoken" || t == "tokenendpoint"
}

// plainAuthType returns an auth type without the version of Identity, and in one spelling.
func plainAuthType(authType string) string {
	t := strings.NewReplacer("_", "", "-", "").Replace(strings.ToLower(unquote(strings.TrimSpace(authType))))
	return strings.TrimPrefix(strings.TrimPrefix(t, "v2"), "v3")
}

// unsupported says what of a connection the OpenStack tools can do and this program can't, or "": another connection
// than the wanted one would be worse than none.
func unsupported(authType, systemScope, trustID string) string {
	switch {
	case authType != "" && signInMethod(authType) == "":
		return fmt.Sprintf("it signs in with %s, and novactl only with a password, an API key, a token or an application credential", authType)
	case systemScope != "":
		return "it is for the whole system (system_scope), and servers are a project's"
	case trustID != "":
		return "it is for a trust (trust_id), which novactl can't use"
	}
	return ""
}

// checkUnsupported notes a failure where the connection needs what is unsupported.
func (s *resolution) checkUnsupported(others layer) {
	switch {
	case s.profile.unsupported != "":
		s.fail(&Error{Message: "profile " + s.profile.name + ": " + s.profile.unsupported, Advice: "Mend it in " + s.profile.from + "."})
	case others.unsupported != "" && others.has("auth-url"):
		s.fail(&Error{Message: "the connection of " + others.values["auth-url"].source.Name + ": " + others.unsupported})
	}
}
