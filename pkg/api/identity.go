package api

import "github.com/go-json-experiment/json/jsontext"

// Auth is a request for a token of Identity v2.0 (guide 1.3.2, facts 1 and 2). One of the credentials is set.
type Auth struct {
	Password   *PasswordCredentials `json:"passwordCredentials,omitzero"`
	APIKey     *APIKeyCredentials   `json:"RAX-KSKEY:apiKeyCredentials,omitzero"`
	Token      *TokenCredentials    `json:"token,omitzero"`
	TenantID   string               `json:"tenantId,omitzero"`
	TenantName string               `json:"tenantName,omitzero"`
}

// PasswordCredentials are a user's name and password.
type PasswordCredentials struct {
	Username string `json:"username"`
	Password string `json:"password"`
}

// APIKeyCredentials are a user's name and API key (fact 1).
type APIKeyCredentials struct {
	Username string `json:"username"`
	APIKey   string `json:"apiKey"`
}

// TokenCredentials are a token to be had again, for a tenant.
type TokenCredentials struct {
	ID string `json:"id"`
}

// Access is the answer to Auth: a token and the service catalog (guide 1.3.3).
type Access struct {
	Token   Token          `json:"token"`
	Catalog []Service      `json:"serviceCatalog,omitzero" xml:"serviceCatalog>service"` // none where a token is looked up
	User    User           `json:"user"`
	Extra   jsontext.Value `json:",embed"`
}

// Token is a token of Identity v2.0. Expires comes in several forms (fact 3).
type Token struct {
	ID              string         `json:"id"`
	Expires         string         `json:"expires"`
	Tenant          *Tenant        `json:"tenant,omitzero"`
	AuthenticatedBy []string       `json:"RAX-AUTH:authenticatedBy,omitzero" xml:"RAX-AUTH:authenticatedBy>RAX-AUTH:credential"`
	Extra           jsontext.Value `json:",embed"`
}

// Tenant is an account, or project.
type Tenant struct {
	ID    string         `json:"id"`
	Name  string         `json:"name"`
	Extra jsontext.Value `json:",embed"`
}

// User is the user that a token is for.
type User struct {
	ID            string         `json:"id"`
	Name          string         `json:"name"`
	DefaultRegion string         `json:"RAX-AUTH:defaultRegion,omitzero"` // may be absent (fact 2)
	Roles         []Role         `json:"roles" xml:"roles>role"`
	Extra         jsontext.Value `json:",embed"`
}

// Role is a role of a user.
type Role struct {
	ID          string         `json:"id"`
	Name        string         `json:"name"`
	Description string         `json:"description,omitzero"`
	TenantID    string         `json:"tenantId,omitzero"`
	Extra       jsontext.Value `json:",embed"`
}

// Service is a service of the catalog. Two have type "compute" at Rackspace (fact 5).
type Service struct {
	Name      string         `json:"name"`
	Type      string         `json:"type"`
	Endpoints []Endpoint     `json:"endpoints" xml:"endpoint"`
	Extra     jsontext.Value `json:",embed"`
}

// Endpoint is where a service answers in a region. Region is empty where the service has none.
type Endpoint struct {
	Region      string         `json:"region,omitzero"`
	TenantID    string         `json:"tenantId,omitzero"`
	PublicURL   string         `json:"publicURL,omitzero"`
	InternalURL string         `json:"internalURL,omitzero"`
	AdminURL    string         `json:"adminURL,omitzero"`
	VersionID   string         `json:"versionId,omitzero"`
	VersionInfo string         `json:"versionInfo,omitzero"`
	VersionList string         `json:"versionList,omitzero"`
	Extra       jsontext.Value `json:",embed"`
}
