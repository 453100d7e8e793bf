package auth

import (
	"testing"

	"github.com/novactl/novactl/pkg/client/identity"
)

// A session says what its token is for: with none but a project's it looked like one for nothing.
func TestScopeOfSessions(t *testing.T) {
	t.Parallel()
	for want, s := range map[string]identity.Session{
		"project":              {TenantID: "p"},
		"project, by trust t1": {TenantID: "p", TrustID: "t1"},
		"domain Default":       {DomainID: "default", DomainName: "Default"},
		"system":               {System: true},
		"":                     {},
	} {
		shown := newSession(s)
		if got := scopeCell(&shown); got != want {
			t.Errorf("%+v: %q, want %q", s, got, want)
		}
	}
}
