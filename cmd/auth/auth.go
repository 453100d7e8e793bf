// Package auth has the commands of signing in, one a file (guide 1.3).
package auth

import (
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
	Region     string `json:"region"`
	Endpoint   string `json:"endpoint"`
	Expires    string `json:"expires"` // ISO 8601; "" where it isn't known
	Cached     bool   `json:"cached"`  // whether the token was here already
}

func newSession(s identity.Session) session {
	return session{
		User: s.UserName, UserID: s.UserID, TenantID: s.TenantID, TenantName: s.TenantName,
		Region: s.Region, Endpoint: s.Endpoint, Expires: when(s.Expires), Cached: s.Cached,
	}
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
		{Name: "Region", Cell: func(s *session) string { return s.Region }, Help: "region of the cloud"},
		{Name: "Endpoint", Cell: func(s *session) string { return s.Endpoint }, Help: "address of the compute service"},
		{Name: "Expires", Cell: func(s *session) string { return s.Expires }, Help: "when the token expires, ISO 8601"},
		{Name: "Cached", Cell: func(s *session) string { return strconv.FormatBool(s.Cached) }, Help: "whether the token was kept from before"},
	},
}
