package identity

import "context"

// authV3 is a request for a token of Identity v3: under "methods" the names of what is shown, and what is shown under each name.
type authV3 struct {
	Identity map[string]any `json:"identity"`
	Scope    *scopeV3       `json:"scope,omitzero"`
}

type userProofV3 struct {
	User userV3 `json:"user"`
}

type tokenIDV3 struct {
	ID string `json:"id"`
}

type applicationV3 struct {
	ID     string  `json:"id,omitzero"`
	Name   string  `json:"name,omitzero"`
	User   *userV3 `json:"user,omitzero"`
	Secret string  `json:"secret"`
}

// userV3 is a user by id, or by name and domain.
type userV3 struct {
	ID       string    `json:"id,omitzero"`
	Name     string    `json:"name,omitzero"`
	Domain   *domainV3 `json:"domain,omitzero"`
	Password string    `json:"password,omitzero"`
	Passcode string    `json:"passcode,omitzero"`
}

type domainV3 struct {
	ID   string `json:"id,omitzero"`
	Name string `json:"name,omitzero"`
}

// scopeV3 is what a token shall be for: one of these.
type scopeV3 struct {
	Project *projectV3      `json:"project,omitzero"`
	Domain  *domainV3       `json:"domain,omitzero"`
	System  map[string]bool `json:"system,omitzero"`
	Trust   *tokenIDV3      `json:"OS-TRUST:trust,omitzero"`
}

// projectV3 is a project by id, or by name and domain.
type projectV3 struct {
	ID     string    `json:"id,omitzero"`
	Name   string    `json:"name,omitzero"`
	Domain *domainV3 `json:"domain,omitzero"`
}

// methodV3 is a way to show Identity v3 who asks. One more is one more of these, and its kind of credentials.
type methodV3 struct {
	name string // Keystone's
	// prepare gets what is to be shown, where that takes requests of its own; nil: it is there.
	prepare func(v *v3, ctx context.Context, c Credentials) (Credentials, error)
	// show returns what goes under the name.
	show func(ctx context.Context, c Credentials) (any, error)
	// bound says that the credentials are for one project, so that Keystone refuses to be told any.
	bound bool
}

// methodOf is the method that credentials are for.
func methodOf(c Credentials) methodV3 {
	switch c.kind() {
	case tokenKind:
		return methodV3{name: "token", show: showToken}
	case federatedKind:
		return methodV3{name: "token", show: showToken, prepare: (*v3).federate}
	case applicationKind:
		return methodV3{name: "application_credential", show: showApplication, bound: true}
	case totpKind:
		return methodV3{name: totpMethod, show: showPasscode}
	}
	return methodV3{name: "password", show: showPassword}
}

func showToken(_ context.Context, c Credentials) (any, error) { return tokenIDV3{c.Token}, nil }

func showPassword(_ context.Context, c Credentials) (any, error) {
	user := userOf(c)
	user.Password = c.Password
	return userProofV3{user}, nil
}

// showPasscode is for a user who shows nothing else.
func showPasscode(ctx context.Context, c Credentials) (any, error) {
	passcode, err := c.passcode(ctx)
	if err != nil {
		return nil, err
	}
	if passcode == "" {
		return nil, &FactorError{Missing: [][]string{{totpMethod}}}
	}
	user := userOf(c)
	user.Passcode = passcode
	return userProofV3{user}, nil
}

func showApplication(_ context.Context, c Credentials) (any, error) {
	if c.ApplicationCredentialID != "" {
		return applicationV3{ID: c.ApplicationCredentialID, Secret: c.ApplicationCredentialSecret}, nil
	}
	user := userOf(c)
	return applicationV3{Name: c.ApplicationCredentialName, User: &user, Secret: c.ApplicationCredentialSecret}, nil
}

// request returns the body of a sign-in by the method.
func (m methodV3) request(ctx context.Context, c Credentials) (authV3, error) {
	proof, err := m.show(ctx, c)
	auth := authV3{Identity: map[string]any{"methods": []string{m.name}, m.name: proof}}
	if !m.bound {
		auth.Scope = scopeOf(c)
	}
	return auth, err
}

// scopeOf is what the token shall be for; nil leaves it to the service: the user's default project, or none.
func scopeOf(c Credentials) *scopeV3 {
	switch {
	case c.TrustID != "":
		return &scopeV3{Trust: &tokenIDV3{c.TrustID}}
	case c.SystemScope:
		return &scopeV3{System: map[string]bool{"all": true}}
	case c.TenantID != "":
		return &scopeV3{Project: &projectV3{ID: c.TenantID}}
	case c.TenantName != "":
		return &scopeV3{Project: &projectV3{Name: c.TenantName, Domain: domainOf(c.ProjectDomainID, c.ProjectDomainName)}}
	case c.DomainID != "":
		return &scopeV3{Domain: &domainV3{ID: c.DomainID}}
	case c.DomainName != "":
		return &scopeV3{Domain: &domainV3{Name: c.DomainName}}
	}
	return nil
}

func userOf(c Credentials) userV3 {
	if c.UserID != "" {
		return userV3{ID: c.UserID}
	}
	return userV3{Name: c.Username, Domain: domainOf(c.UserDomainID, c.UserDomainName)}
}

// domainOf is a domain by id or name. Where neither is given it is the one that every Keystone is set up with, which is
// what openstackclient takes too.
func domainOf(id, name string) *domainV3 {
	switch {
	case id != "":
		return &domainV3{ID: id}
	case name != "":
		return &domainV3{Name: name}
	}
	return &domainV3{ID: "default"}
}
