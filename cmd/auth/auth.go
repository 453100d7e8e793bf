// Package auth has the commands of signing in, one a file (guide 1.3).
package auth

import (
	"cmp"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/output"
)

// Command is the noun with its verbs.
func Command(a *app.App) *cobra.Command {
	return verb.Group("auth", "Sign in and out, and show who is signed in",
		login(a), logout(a), password(a), status(a), token(a))
}

// session is what is printed of a session. It never holds the token.
type session struct {
	User       string `json:"user"`
	UserID     string `json:"user_id"`
	TenantID   string `json:"tenant_id"`
	TenantName string `json:"tenant_name"`
	Scope      string `json:"scope"` // project, domain, system; "": nothing, or it isn't known
	DomainID   string `json:"domain_id"`
	DomainName string `json:"domain_name"`
	TrustID    string `json:"trust_id"` // by which it is for another's project; "": by a role of the user's own
	Region     string `json:"region"`
	Endpoint   string `json:"endpoint"`
	Expires    string `json:"expires"` // ISO 8601; "" where it isn't known
	Cached     bool   `json:"cached"`  // whether the token was here already
}

func newSession(s identity.Session) session {
	scope := ""
	switch {
	case s.TenantID != "":
		scope = "project"
	case s.DomainID != "":
		scope = "domain"
	case s.System:
		scope = "system"
	}
	return session{
		User: s.UserName, UserID: s.UserID, TenantID: s.TenantID, TenantName: s.TenantName,
		Scope: scope, DomainID: s.DomainID, DomainName: s.DomainName, TrustID: s.TrustID,
		Region: s.Region, Endpoint: s.Endpoint, Expires: when(s.Expires), Cached: s.Cached,
	}
}

// scopeCell is the scope with the domain or the trust.
func scopeCell(s *session) string {
	switch {
	case s.DomainID != "":
		return s.Scope + " " + cmp.Or(s.DomainName, s.DomainID)
	case s.TrustID != "":
		return s.Scope + ", by trust " + s.TrustID
	}
	return s.Scope
}

func when(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return api.FormatTime(t)
}

// view is how a session is shown.
var view = output.View[*session]{
	One: "session", Many: "sessions",
	ID: func(s *session) string { return s.TenantID },
	Columns: []output.Column[*session]{
		{Name: "User", Cell: func(s *session) string { return s.User }, Help: "name of the user"},
		{Name: "User ID", Cell: func(s *session) string { return s.UserID }, Help: "id of the user"},
		{Name: "Tenant ID", Cell: func(s *session) string { return s.TenantID }, Help: "id of the project"},
		{Name: "Tenant Name", Cell: func(s *session) string { return s.TenantName }, Help: "name of the project"},
		{Name: "Scope", Cell: scopeCell, Help: "what the token is for: a project, and by which trust, a domain, or the system"},
		{Name: "Region", Cell: func(s *session) string { return s.Region }, Help: "region of the cloud"},
		{Name: "Endpoint", Cell: func(s *session) string { return s.Endpoint }, Help: "address of the compute service"},
		{Name: "Expires", Cell: func(s *session) string { return s.Expires }, Help: "when the token expires, ISO 8601"},
		{Name: "Cached", Cell: func(s *session) string { return strconv.FormatBool(s.Cached) }, Help: "whether the token was kept from before"},
	},
}
