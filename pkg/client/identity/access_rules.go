package identity

import (
	"cmp"
	"fmt"
	"net/http"
	"strings"

	"github.com/novactl/novactl/pkg/client/transport"
)

// AccessRuleError is a refusal to an application credential that has access rules: very likely none of them is for the request. Services refuse it
// with 401, like a token that is dead (fact 67).
type AccessRuleError struct {
	Rules []string
	Err   error
}

func (e *AccessRuleError) Error() string {
	return fmt.Sprintf("the application credential is for certain requests only, and this is likely none of them: %v", e.Err)
}

// Unwrap returns the refusal.
func (e *AccessRuleError) Unwrap() error { return e.Err }

// Kind returns auth.
func (e *AccessRuleError) Kind() string { return "auth" }

// Hint returns the access rules.
func (e *AccessRuleError) Hint() string {
	return "its access rules are: " + strings.Join(e.Rules, ", ") + "; make a credential with others, or without any"
}

// ScopeError is a refusal to a token that is for no project.
type ScopeError struct {
	scope string // what the token is for
	Err   error
}

func (e *ScopeError) Error() string { return e.Err.Error() }

// Unwrap returns the refusal.
func (e *ScopeError) Unwrap() error { return e.Err }

// Kind returns auth.
func (e *ScopeError) Kind() string { return "auth" }

// Hint returns that this is asked in a project. Nova refuses an administrator's token for the system what is no project's, too (fact 91).
func (e *ScopeError) Hint() string {
	hint := "the sign-in is for " + e.scope + ", and this needs one for a project, an administrator's too: name one with --project-name"
	if e.scope == wholeSystem { // which goes before a project
		hint += ", and take system-scope (OS_SYSTEM_SCOPE) away"
	}
	return hint
}

const wholeSystem = "the whole system"

// scope is what the token is for where that is no project.
func (s Session) scope() string {
	switch {
	case s.System:
		return wholeSystem
	case s.DomainID != "":
		return "the domain " + cmp.Or(s.DomainName, s.DomainID)
	}
	return "no project"
}

// ExplainRefusal says of a refusal what it is about, where the session in use shows it: an *AccessRuleError, a *ScopeError, or err itself.
func (m *Sessions) ExplainRefusal(err error) error {
	status := transport.Status(err)
	if status != http.StatusUnauthorized && status != http.StatusForbidden {
		return err
	}
	s, ok := m.Cached()
	switch {
	case ok && len(s.AccessRules) > 0:
		return &AccessRuleError{Rules: s.AccessRules, Err: err}
	case ok && s.TenantID == "" && m.options.SignsIn() && transport.IsAuth(err):
		return &ScopeError{s.scope(), err}
	}
	return err
}
