package config

import (
	"slices"

	"github.com/novactl/novactl/pkg/config/internal/parse"
)

// CheckCredentials returns an *Error that says what to set, where there is nothing to sign in with.
func (c *Config) CheckCredentials() error {
	conn, err := c.Connection()
	if err != nil {
		return err
	}
	of := ""
	if conn.Profile != "" {
		of = " for profile " + conn.Profile
	}
	switch {
	case conn.Token != "" || conn.ApplicationCredentialSecret != "" || conn.IdentityProvider != "":
		return nil
	case conn.Username == "" && conn.UserID == "":
		return &Error{Message: "no user name" + of, Advice: c.credentialHint("Set OS_USERNAME, or give --username.")}
	case conn.Password == "" && conn.APIKey == "" && !c.PasscodeAlone():
		return &Error{
			Message: "no password and no API key" + of,
			Advice:  c.credentialHint("Set OS_PASSWORD or OS_API_KEY, or give --password-file or --api-key-file."),
		}
	}
	return nil
}

// credentialHint knows which environment names count for the profile in effect.
func (c *Config) credentialHint(hint string) string {
	s := c.resolved
	switch {
	case s.foreignAddress != "":
		return "The credentials in the environment are for another cloud (" + s.foreignAddress +
			"). Set NOVACTL_USERNAME, and NOVACTL_API_KEY or NOVACTL_PASSWORD."
	case s.profile.name != "" && s.profile.from != builtIn:
		return "Add it to the profile in " + s.profile.from +
			", or set NOVACTL_USERNAME, NOVACTL_PASSWORD or NOVACTL_API_KEY."
	}
	return hint
}

// hasSecret reports whether there is a secret to sign in with, beside which a passcode may be shown.
func (c *Config) hasSecret() bool {
	return slices.ContainsFunc(secrets(), func(name string) bool { _, ok := c.resolved.secrets[name]; return ok })
}

// PasscodeAlone reports whether the one-time passcode is all that there is to show.
func (c *Config) PasscodeAlone() bool {
	_, passcode := c.resolved.secrets["passcode"]
	return passcode && !c.hasSecret() && c.Get("identity-provider") == ""
}

// Missing says what a sign-in lacks: where the cloud is, who asks, what shows it. What is set wrong isn't missing.
func (c *Config) Missing() (cloud, user, secret bool) {
	s := c.resolved
	if s.connectionErr != nil {
		return false, false, false
	}
	_, token := s.secrets["token"]
	_, application := s.secrets["application-credential-secret"]
	federated := c.Get("identity-provider") != ""
	cloud = c.Get("auth-url") == "" && c.Get("endpoint") == ""
	user = c.Get("username") == "" && c.Get("user-id") == "" && !token && !application && !federated
	return cloud, user, !c.hasSecret() && !federated && !c.PasscodeAlone()
}

// TakesAPIKey reports whether the identity service is Rackspace's, whose users have an API key.
func (c *Config) TakesAPIKey() bool {
	return slices.ContainsFunc(rackspaceProfiles(), func(p profile) bool { return parse.SameURL(c.Get("auth-url"), p.text("auth-url")) })
}
