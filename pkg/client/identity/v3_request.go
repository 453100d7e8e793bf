package identity

// authV3 is a request for a token of Identity v3.
type authV3 struct {
	Identity methodsV3 `json:"identity"`
	Scope    *scopeV3  `json:"scope,omitzero"`
}

// methodsV3 are the ways to sign in. Methods names the one that is set.
type methodsV3 struct {
	Methods     []string       `json:"methods"`
	Password    *passwordV3    `json:"password,omitzero"`
	TOTP        *totpV3        `json:"totp,omitzero"`
	Token       *tokenIDV3     `json:"token,omitzero"`
	Application *applicationV3 `json:"application_credential,omitzero"`
}

type passwordV3 struct {
	User userV3 `json:"user"`
}

type totpV3 struct {
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

type scopeV3 struct {
	Project projectV3 `json:"project"`
}

// projectV3 is a project by id, or by name and domain.
type projectV3 struct {
	ID     string    `json:"id,omitzero"`
	Name   string    `json:"name,omitzero"`
	Domain *domainV3 `json:"domain,omitzero"`
}

// authRequestV3 is the body of a sign-in.
func authRequestV3(c Credentials) authV3 {
	auth := authV3{Scope: scopeOf(c)}
	switch by := &auth.Identity; c.kind() {
	case tokenKind:
		by.Methods, by.Token = []string{"token"}, &tokenIDV3{c.Token}
	case applicationKind:
		by.Methods, by.Application = []string{"application_credential"}, applicationOf(c)
		auth.Scope = nil // it is for one project, and Keystone refuses to be told
	default:
		user := userOf(c)
		user.Password = c.Password
		by.Methods, by.Password = []string{"password"}, &passwordV3{user}
	}
	return auth
}

// scopeOf is the project that the token shall be for; nil leaves it to the service: the user's default one, or none.
func scopeOf(c Credentials) *scopeV3 {
	switch {
	case c.TenantID != "":
		return &scopeV3{projectV3{ID: c.TenantID}}
	case c.TenantName != "":
		return &scopeV3{projectV3{Name: c.TenantName, Domain: domainOf(c.ProjectDomainID, c.ProjectDomainName)}}
	}
	return nil
}

func applicationOf(c Credentials) *applicationV3 {
	if c.ApplicationCredentialID != "" {
		return &applicationV3{ID: c.ApplicationCredentialID, Secret: c.ApplicationCredentialSecret}
	}
	user := userOf(c)
	return &applicationV3{Name: c.ApplicationCredentialName, User: &user, Secret: c.ApplicationCredentialSecret}
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
