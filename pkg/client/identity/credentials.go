package identity

import (
	"context"
	"strconv"

	"github.com/novactl/novactl/pkg/client/transport"
)

// Credentials say who signs in, and to what. They hold one of Password, APIKey, Token and ApplicationCredentialSecret. A
// password needs a user, an API key a Username; an application credential needs its id, or its name and a user.
//
// A tenant, which Identity v3 calls a project, is needed only where the user has several. Nothing but Identity v3 knows
// ids of users, domains and application credentials; nothing but v2.0 knows API keys (fact 1).
type Credentials struct {
	Username, UserID            string // either; the id wins
	Password, APIKey, Token     string
	TenantID, TenantName        string // either; the id wins
	UserDomainID                string // of the user that Username names; the id wins. Neither: the domain "default"
	UserDomainName              string
	ProjectDomainID             string // of the project that TenantName names; the id wins. Neither: the domain "default"
	ProjectDomainName           string
	ApplicationCredentialID     string
	ApplicationCredentialName   string // of the user that Username or UserID names
	ApplicationCredentialSecret string

	// In place of a project, the token may be for a trust, for the whole system, or for a domain (Identity v3); the first of them wins.
	TrustID     string
	SystemScope bool
	DomainID    string
	DomainName  string

	Federation Federation // a sign-in by OpenID Connect, where it has a Provider

	// PasscodeAlone says that the passcode is all that the user shows.
	PasscodeAlone bool
	// Passcode returns the one-time passcode of a user who has to show one beside the password, when the cloud asks for it; "" where there is
	// none. Nil: there is none.
	Passcode func(context.Context) (string, error)
	// NextPasscode returns another one after the cloud refused one; "" where there is no other. It is called until one of them is right. Nil: there is none.
	NextPasscode func(context.Context) (string, error)
}

// check returns the first complaint about c, an *transport.OptionError.
func (c Credentials) check() error {
	given := 0
	for _, s := range []string{c.Password, c.APIKey, c.Token, c.ApplicationCredentialSecret} {
		if s != "" {
			given++
		}
	}
	noUser := c.Username == "" && c.UserID == ""
	if c.Federation.Provider != "" {
		return c.Federation.check()
	}
	switch kind := c.kind(); {
	case given == 0 && c.PasscodeAlone && !noUser:
		return nil
	case given == 0:
		return &transport.OptionError{Option: "password", Message: "there is no password, API key, token or application credential to sign in with"}
	case given > 1:
		return &transport.OptionError{Option: "password", Message: "there is more than one of password, API key, token and application credential"}
	case kind == apiKeyKind && c.Username == "", kind == passwordKind && noUser:
		return &transport.OptionError{Option: "username", Message: "it is not set"}
	case kind != applicationKind || c.ApplicationCredentialID != "":
		return nil
	case c.ApplicationCredentialName == "":
		return &transport.OptionError{Option: "application-credential-id", Message: "it is not set, and no application-credential-name is either"}
	case noUser:
		return &transport.OptionError{Option: "username", Message: "it is not set, and the name of an application credential needs it"}
	}
	return nil
}

// The sorts of credentials, by their secret.
const (
	passwordKind    = "password"
	apiKeyKind      = "api-key"
	tokenKind       = "token"
	applicationKind = "application-credential"
	federatedKind   = "federated"
	totpKind        = "totp"
)

func (c Credentials) kind() string {
	switch {
	case c.Federation.Provider != "" && c.Token == "":
		return federatedKind
	case c.PasscodeAlone:
		return totpKind
	case c.Token != "":
		return tokenKind
	case c.APIKey != "":
		return apiKeyKind
	case c.ApplicationCredentialSecret != "":
		return applicationKind
	}
	return passwordKind
}

// Secret is the one of the four that is set; of a federated sign-in what is shown to the provider.
func (c Credentials) Secret() string {
	return c.Token + c.APIKey + c.ApplicationCredentialSecret + c.Password + c.Federation.ClientSecret + c.Federation.AccessToken
}

// public is everything but the secret, in an order that stays.
func (c Credentials) public() []string {
	f := c.Federation
	return []string{
		c.kind(), c.Username, c.UserID, c.TenantID, c.TenantName,
		c.UserDomainID, c.UserDomainName, c.ProjectDomainID, c.ProjectDomainName,
		c.ApplicationCredentialID, c.ApplicationCredentialName,
		c.TrustID, strconv.FormatBool(c.SystemScope), c.DomainID, c.DomainName,
		f.Provider, f.Protocol, f.DiscoveryEndpoint, f.AccessTokenEndpoint, f.ClientID, f.Scope,
	}
}
