package config

import "strconv"

// Connection is how to reach a cloud, and as whom. Of the four secrets to sign in with at most one is set. It prints without them.
type Connection struct {
	Profile string // its name, or ""
	Sandbox bool   // requests go to the embedded cloud, never to the network
	// Recording is the file of the recording that requests are answered from, never by the network; "": none.
	Recording string

	AuthURL   string
	Endpoint  string // of the compute service, in place of the catalog's; or ""
	Region    string // "": the user's default one, or the only one
	Interface string // public, internal or admin

	Username, UserID string
	Password         string `json:"-"`
	Passcode         string `json:"-"` // one-time, beside the password
	APIKey           string `json:"-"`
	Token            string `json:"-"`

	ProjectID, ProjectName             string
	UserDomainID, UserDomainName       string // identity v3; the default domain is filled in
	ProjectDomainID, ProjectDomainName string

	ApplicationCredentialID, ApplicationCredentialName string
	ApplicationCredentialSecret                        string `json:"-"`

	TrustID, DomainID, DomainName string // in place of a project, as is the next (identity v3)
	SystemScope                   bool

	IdentityProvider, Protocol             string // of a federated sign-in, and what it takes
	DiscoveryEndpoint, AccessTokenEndpoint string
	ClientID, OpenIDScope                  string
	ClientSecret                           string `json:"-"`
	AccessToken                            string `json:"-"`

	ServiceName, ComputeAPIVersion string
	CACert, Cert, Key              string // paths, or ""
	Insecure                       bool
}

// Connection returns how to reach the cloud. It reads the secret, from its file or from standard input, the first
// time it is called. Without an address, with an unknown profile or with a bad value it is an *Error. It doesn't ask
// for credentials: see [Config.CheckCredentials].
func (c *Config) Connection() (Connection, error) {
	s := c.resolved
	if s.connectionErr != nil {
		return Connection{}, s.connectionErr
	}
	if s.connection == nil {
		conn := c.openConnection()
		if err := s.checkAddress(conn); err != nil {
			return Connection{}, err
		}
		if err := s.checkChannel(conn); err != nil {
			return Connection{}, err
		}
		if err := s.readSecrets(&conn); err != nil {
			return Connection{}, err
		}
		s.connection = &conn
	}
	return *s.connection, nil
}

// Account returns what tells the account that is used, and the cloud and the region where, from all others. It reads no secret; where a token is
// given as it is, it is among them, so a digest is all that is to be shown of it.
func (c *Config) Account() []string {
	conn := c.openConnection()
	return []string{
		strconv.FormatBool(conn.Sandbox), conn.Recording, conn.AuthURL, conn.Endpoint, conn.Region, conn.Username, conn.UserID, conn.UserDomainID,
		conn.UserDomainName, conn.ProjectID, conn.ProjectName, conn.ProjectDomainID, conn.ProjectDomainName, conn.DomainID, conn.DomainName, conn.TrustID,
		strconv.FormatBool(conn.SystemScope), conn.IdentityProvider, conn.ClientID, conn.ApplicationCredentialID, conn.ApplicationCredentialName,
		c.resolved.secrets["token"].text,
	}
}

// openConnection returns the connection without its secret.
func (c *Config) openConnection() Connection {
	conn := Connection{
		Profile: c.Profile(), Sandbox: c.IsSandbox(), Recording: c.Recording(),
		AuthURL: c.Get("auth-url"), Endpoint: c.Get("endpoint"), Region: c.Get("region"), Interface: c.Get("interface"),
		Username: c.Get("username"), UserID: c.Get("user-id"), ProjectID: c.Get("project-id"), ProjectName: c.Get("project-name"),
		UserDomainID: c.Get("user-domain-id"), UserDomainName: c.Get("user-domain-name"),
		ProjectDomainID: c.Get("project-domain-id"), ProjectDomainName: c.Get("project-domain-name"),
		ServiceName: c.Get("service-name"), ComputeAPIVersion: c.Get("compute-api-version"),
		CACert: c.Get("cacert"), Cert: c.Get("cert"), Key: c.Get("key"), Insecure: c.Bool("insecure"),
	}
	conn.TrustID, conn.DomainID, conn.DomainName = c.Get("trust-id"), c.Get("domain-id"), c.Get("domain-name")
	if conn.ProjectID != "" || conn.ProjectName != "" {
		conn.DomainID, conn.DomainName = "", "" // it is whose the user and the project are
	} else if conn.UserDomainName != "" && conn.UserDomainID == conn.DomainID {
		conn.UserDomainID = "" // a name was given for the user's own
	}
	conn.SystemScope = c.Get("system-scope") != ""
	conn.IdentityProvider, conn.Protocol = c.Get("identity-provider"), c.Get("protocol")
	conn.DiscoveryEndpoint, conn.AccessTokenEndpoint = c.Get("discovery-endpoint"), c.Get("access-token-endpoint")
	conn.ClientID, conn.OpenIDScope = c.Get("client-id"), c.Get("openid-scope")
	if conn.UserDomainID == "" && conn.UserDomainName == "" {
		conn.UserDomainID = c.Get("default-domain")
	}
	if conn.ProjectDomainID == "" && conn.ProjectDomainName == "" {
		conn.ProjectDomainID = c.Get("default-domain")
	}
	if _, ok := c.resolved.secrets["application-credential-secret"]; ok {
		conn.ApplicationCredentialID = c.Get("application-credential-id")
		conn.ApplicationCredentialName = c.Get("application-credential-name")
	}
	return conn
}

// checkAddress wants an auth URL, or an endpoint with a token.
func (s *resolution) checkAddress(conn Connection) error {
	_, token := s.secrets["token"]
	switch {
	case conn.AuthURL != "" || conn.Endpoint != "" && token:
		return nil
	case conn.Endpoint != "":
		return &Error{
			Message: "an endpoint, but no auth URL to sign in at",
			Advice:  "Give --auth-url or OS_AUTH_URL too, or a token with --token-file or OS_TOKEN.",
		}
	case conn.Profile != "":
		return &Error{
			Message: "profile " + conn.Profile + " has no auth URL",
			Advice:  "Add its auth-url in " + s.profile.from + ".",
		}
	}
	return &Error{Message: "no cloud: no profile is chosen and no auth URL is set", Advice: s.cloudHint() + "."}
}

// cloudHint says how to come to a cloud.
func (s *resolution) cloudHint() string {
	if s.passedOver != "" {
		return s.passedOver
	}
	hint := "Try --cloud sandbox, which needs no account; or set OS_AUTH_URL, OS_USERNAME and OS_PASSWORD"
	if s.file.path != "" {
		hint += "; or make a profile with: novactl config set --cloud NAME auth-url URL (it is kept in " + s.file.path + ")"
	}
	return hint
}

// checkChannel refuses what would be left out without a word: a key without its certificate, a proxy that is no address.
func (s *resolution) checkChannel(conn Connection) error {
	switch {
	case conn.Sandbox, conn.Recording != "":
		return nil
	case conn.Key != "" && conn.Cert == "":
		return &Error{
			Message: "a key (" + s.sources["key"].String() + ") without its certificate",
			Advice:  "Give --cert or OS_CERT too; it may be the same file.",
		}
	}
	return s.in.checkProxy()
}
