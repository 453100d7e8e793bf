package identity

import (
	"fmt"
	"strings"
)

// RegionError says that the region isn't in the catalog or, where Region is empty, that one has to be chosen.
type RegionError struct {
	Region    string
	Available []string // sorted
	Match     string   // the one of Available that differs from Region only in upper and lower case, if there is one
}

func (e *RegionError) Error() string {
	have := "the catalog has " + strings.Join(e.Available, ", ")
	if len(e.Available) == 0 {
		have = "the catalog has none for compute"
	}
	switch {
	case e.Region == "":
		return "no region chosen: " + have
	case e.Match != "":
		return fmt.Sprintf("there is no region %q: %s (did you mean %s?)", e.Region, have, e.Match)
	}
	return fmt.Sprintf("there is no region %q: %s", e.Region, have)
}

// CatalogError says that the catalog has no compute service as the options describe it.
type CatalogError struct{ Message string }

func (e *CatalogError) Error() string { return e.Message }

// Kind returns usage.
func (e *RegionError) Kind() string { return "usage" }

// Hint returns the regions to choose from.
func (e *RegionError) Hint() string {
	return "choose one with --region: " + strings.Join(e.Available, ", ")
}

// Kind returns usage: other options would find a service.
func (e *CatalogError) Kind() string { return "usage" }

// refusedError is a refusal of a sign-in that shows more than a user and a password. Keystone says the same of all of them.
type refusedError struct {
	error
	hint string
}

// Unwrap returns the refusal.
func (e *refusedError) Unwrap() error { return e.error }

// Kind returns auth.
func (e *refusedError) Kind() string { return "auth" }

// Hint returns what may be wrong.
func (e *refusedError) Hint() string { return e.hint }

// advice is what to look at where a sign-in is refused; empty where it is the user, the password and the project alone.
func (c Credentials) advice() string {
	switch {
	case c.kind() == applicationKind:
		return "check the application credential and its secret: it may have expired, or be deleted"
	case c.kind() == totpKind:
		return "a passcode is good for half a minute: sign in with the next one; or check the user name and the project"
	case c.TrustID != "":
		return "check the user name and the password, and the trust: it may have expired, be deleted, or be used up, which ends the tokens that it gave, too"
	case c.SystemScope:
		return "check the user name, the password, and whether the user has a role there: the sign-in is for the whole system"
	case c.DomainID != "", c.DomainName != "":
		return "check the user name, the password, and whether the user has a role in the domain, which the sign-in is for without a project: name one with --project-name"
	}
	return ""
}
