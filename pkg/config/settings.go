package config

func connectionRows() []Setting {
	return []Setting{
		{
			Name: "cloud", Group: GroupProfile, Type: String,
			Env:  []string{"OS_CLOUD"},
			Help: "profile to use: sandbox, one of config.yaml or clouds.yaml, rackspace or rackspace-uk, replay:FILE (a recording); a,b on the command line: both",
		}, {
			Name: "auth-url", Group: GroupAddress, Type: URL,
			Env:  []string{"OS_AUTH_URL", "NOVA_URL", "RS_AUTH_URL"},
			Help: "address of the identity service; without a version the newest that fits",
		}, {
			Name: "endpoint", Group: GroupAddress, Type: URL,
			Env:  []string{"OS_ENDPOINT_OVERRIDE", "OS_COMPUTE_ENDPOINT_OVERRIDE", "NOVACLIENT_ENDPOINT_OVERRIDE", "NOVACLIENT_BYPASS_URL"},
			Help: "address of the compute service, in place of the catalog's",
		}, {
			Name: "region", Group: GroupLocation, Type: String,
			Env:  []string{"OS_COMPUTE_REGION_NAME", "OS_REGION_NAME", "NOVA_REGION_NAME", "RS_REGION_NAME"},
			Help: "region; without it the user's default one, or the only one; A,B or all on the command line: several",
		}, {
			Name: "interface", Group: GroupLocation, Type: String, Default: "public",
			Choices: []string{"public", "internal", "admin"},
			Env:     []string{"OS_INTERFACE", "OS_ENDPOINT_TYPE", "NOVA_ENDPOINT_TYPE"},
			Help:    "which of the catalog's addresses to use",
		},
	}
}

func credentialRows() []Setting {
	return []Setting{
		{
			Name: "username", Group: GroupCredential, Type: String,
			Env:  []string{"OS_USERNAME", "NOVA_USERNAME", "RS_USERNAME"},
			Help: "user's name",
		}, {
			Name: "user-id", Group: GroupCredential, Type: String,
			Env:  []string{"OS_USER_ID"},
			Help: "user's id, in place of the name",
		}, {
			Name: "password", Group: GroupCredential, Type: String, Secret: true,
			Env:  []string{"OS_PASSWORD", "NOVA_PASSWORD"},
			Help: "password",
		}, {
			Name: "passcode", Group: GroupFactor, Type: String, Secret: true,
			Env:  []string{"OS_PASSCODE"},
			Help: "one-time passcode, where the cloud wants one beside the password (identity v3, TOTP)",
		}, {
			Name: "api-key", Group: GroupCredential, Type: String, Secret: true,
			Env:  []string{"OS_API_KEY", "RS_API_KEY"},
			Help: "Rackspace API key",
		}, {
			Name: "token", Group: GroupCredential, Type: String, Secret: true,
			Env:  []string{"OS_TOKEN", "OS_AUTH_TOKEN"},
			Help: "token of an earlier sign-in",
		}, {
			Name: "project-id", Group: GroupCredential, Type: String,
			Env:  []string{"OS_PROJECT_ID", "OS_TENANT_ID"},
			Help: "id of the project (tenant)",
		}, {
			Name: "project-name", Group: GroupCredential, Type: String,
			Env:  []string{"OS_PROJECT_NAME", "OS_TENANT_NAME", "NOVA_PROJECT_ID"},
			Help: "name of the project (tenant)",
		},
	}
}

// identityV3Rows are the credentials that only identity v3 knows.
func identityV3Rows() []Setting {
	return []Setting{
		{
			Name: "user-domain-id", Group: GroupCredential, Type: String,
			Env:  []string{"OS_USER_DOMAIN_ID", "OS_DOMAIN_ID"},
			Help: "id of the user's domain (identity v3)",
		}, {
			Name: "user-domain-name", Group: GroupCredential, Type: String,
			Env:  []string{"OS_USER_DOMAIN_NAME", "OS_DOMAIN_NAME", "OS_DEFAULT_DOMAIN_NAME"},
			Help: "name of the user's domain (identity v3)",
		}, {
			Name: "project-domain-id", Group: GroupCredential, Type: String,
			Env:  []string{"OS_PROJECT_DOMAIN_ID", "OS_DOMAIN_ID"},
			Help: "id of the project's domain (identity v3)",
		}, {
			Name: "project-domain-name", Group: GroupCredential, Type: String,
			Env:  []string{"OS_PROJECT_DOMAIN_NAME", "OS_DOMAIN_NAME", "OS_DEFAULT_DOMAIN_NAME"},
			Help: "name of the project's domain (identity v3)",
		}, {
			Name: "default-domain", Group: GroupCredential, Type: String,
			Env:  []string{"OS_DEFAULT_DOMAIN", "OS_DEFAULT_DOMAIN_ID"},
			Help: "id of the domain of user and project where none is given (identity v3)",
		}, {
			Name: "application-credential-id", Group: GroupCredential, Type: String,
			Env:  []string{"OS_APPLICATION_CREDENTIAL_ID", "OS_OAUTH2_CLIENT_ID"},
			Help: "id of an application credential (identity v3)",
		}, {
			Name: "application-credential-name", Group: GroupCredential, Type: String,
			Env:  []string{"OS_APPLICATION_CREDENTIAL_NAME"},
			Help: "name of an application credential (identity v3)",
		}, {
			Name: "application-credential-secret", Group: GroupCredential, Type: String, Secret: true,
			Env:  []string{"OS_APPLICATION_CREDENTIAL_SECRET", "OS_OAUTH2_CLIENT_SECRET"},
			Help: "secret of an application credential (identity v3)",
		},
		{Name: "trust-id", Group: GroupCredential, Type: String, Env: []string{"OS_TRUST_ID"}, Help: "id of a trust to use, in place of a project (identity v3)"},
		{Name: "system-scope", Group: GroupCredential, Type: String, Choices: []string{"all"}, Env: []string{"OS_SYSTEM_SCOPE"}, Help: "all: be an administrator of the whole cloud, in no project (identity v3)"},
		{Name: "domain-id", Group: GroupCredential, Type: String, Env: []string{"OS_DOMAIN_ID"}, Help: "id of the domain to be an administrator of, in no project (identity v3)"},
		{Name: "domain-name", Group: GroupCredential, Type: String, Env: []string{"OS_DOMAIN_NAME"}, Help: "name of the domain to be an administrator of, in no project (identity v3)"},
	}
}

// federationRows are the credentials of a sign-in by OpenID Connect (identity v3).
func federationRows() []Setting {
	return []Setting{
		{Name: "identity-provider", Group: GroupCredential, Type: String, Env: []string{"OS_IDENTITY_PROVIDER"}, Help: "sign in by this identity provider, as Keystone calls it (OpenID Connect)"},
		{Name: "protocol", Group: GroupCredential, Type: String, Env: []string{"OS_PROTOCOL"}, Help: "protocol of the identity provider, as Keystone calls it (OpenID Connect)"},
		{Name: "discovery-endpoint", Group: GroupCredential, Type: URL, Env: []string{"OS_DISCOVERY_ENDPOINT"}, Help: "address of the provider's document that says where tokens are (OpenID Connect)"},
		{Name: "access-token-endpoint", Group: GroupCredential, Type: URL, Env: []string{"OS_ACCESS_TOKEN_ENDPOINT"}, Help: "address where the provider gives tokens, in place of what its document says (OpenID Connect)"},
		{Name: "client-id", Group: GroupCredential, Type: String, Env: []string{"OS_CLIENT_ID"}, Help: "id of the client at the provider (OpenID Connect)"},
		{Name: "client-secret", Group: GroupCredential, Type: String, Secret: true, Env: []string{"OS_CLIENT_SECRET"}, Help: "secret of the client at the provider (OpenID Connect)"},
		{Name: "openid-scope", Group: GroupCredential, Type: String, Env: []string{"OS_OPENID_SCOPE"}, Help: "what to ask the provider for; without it openid profile (OpenID Connect)"},
		{Name: "access-token", Group: GroupCredential, Type: String, Secret: true, Env: []string{"OS_ACCESS_TOKEN"}, Help: "token of the provider, where there is one already (OpenID Connect)"},
	}
}

func channelRows() []Setting {
	return []Setting{
		{
			Name: "service-name", Group: GroupChannel, Type: String,
			Env:  []string{"OS_COMPUTE_SERVICE_NAME", "NOVA_SERVICE_NAME"},
			Help: "name of the compute service in the catalog",
		}, {
			Name: "compute-api-version", Group: GroupChannel, Type: String,
			Env:  []string{"OS_COMPUTE_API_VERSION"},
			Help: "microversion of the compute API to ask for, such as 2.60",
		}, {
			Name: "cacert", Group: GroupChannel, Type: File,
			Env:  []string{"OS_CACERT"},
			Help: "file of certificate authorities to trust (PEM)",
		}, {
			Name: "cert", Group: GroupChannel, Type: File,
			Env:  []string{"OS_CERT"},
			Help: "file of the client's certificate (PEM)",
		}, {
			Name: "key", Group: GroupChannel, Type: File,
			Env:  []string{"OS_KEY"},
			Help: "file of the client certificate's key (PEM)",
		}, {
			Name: "insecure", Group: GroupChannel, Type: Bool, Default: "false",
			Env:  []string{"NOVACLIENT_INSECURE", "OS_INSECURE"},
			Help: "don't check the cloud's certificate",
		},
	}
}

func outputRows() []Setting {
	return append([]Setting{
		{
			Name: "output", Short: "o", Group: GroupOutput, Type: String, Default: "table",
			Choices: []string{"table", "plain", "wide", "json", "jsonl", "yaml", "xml", "csv", "id"},
			Help:    "format of the result",
		},
		{Name: "no-headers", Group: GroupOutput, Type: Bool, Default: "false", Help: "leave out the line of column names"},
		{Name: "utc", Group: GroupOutput, Type: Bool, Default: "false", Help: "show times on a terminal in UTC, not in local time"},
		{Name: "pager", Group: GroupOutput, Type: Command, Help: "program that lists and what show prints go through on a terminal, such as less"},
		{Name: "csv-raw", Group: GroupOutput, Type: Bool, Default: "false", Help: "leave cells of -o csv that a spreadsheet would run as they are"},
	}, resourceRows()...)
}

// resourceRows fit one resource only, so a file or a variable can't set them for all.
func resourceRows() []Setting {
	return []Setting{
		{Name: "columns", Group: GroupOutput, Type: List, FlagOnly: true, Help: "columns to show, separated by commas"},
		{Name: "sort", Group: GroupOutput, Type: String, FlagOnly: true, Help: "column to sort by; NAME:desc turns it round"},
		{Name: "jq", Group: GroupOutput, Type: String, FlagOnly: true, Help: "jq expression to run on the JSON"},
		{Name: "template", Group: GroupOutput, Type: String, FlagOnly: true, Help: "Go template to run on the JSON"},
	}
}

func generalRows() []Setting {
	return []Setting{
		{
			Name: "wire", Group: GroupGeneral, Type: String, Default: "json", Choices: []string{"json", "xml"},
			Help: "format spoken with the cloud",
		}, {
			Name: "page-size", Group: GroupGeneral, Type: Int, Default: "1000",
			Help: "how many items of a list to ask for at a time",
		}, {
			Name: "parallel", Group: GroupGeneral, Type: Int, Default: "8",
			Help: "how many requests to have under way at a time, where a command works on several resources",
		}, {
			Name: "timeout", Group: GroupGeneral, Type: Duration, Default: "2m",
			Help: "longest time for one request",
		}, {
			Name: "rate-limit-wait", Group: GroupGeneral, Type: Duration, Default: "5m",
			Help: "longest time to go on with one request where the cloud asks for pauses",
		}, {
			Name: "wait-timeout", Group: GroupGeneral, Type: Duration, Default: "30m",
			Help: "longest time to wait for an operation",
		}, {
			Name: "poll-interval", Group: GroupGeneral, Type: Duration,
			Help: "time between two looks while waiting; without it from 1s, growing to 10s",
		}, {
			Name: "debug", Group: GroupGeneral, Type: Bool, Default: "false",
			Help: "show each request as a curl command, without secrets",
		}, {
			Name: "record", Group: GroupGeneral, Type: File,
			Help: "add each request and its answer, without secrets, to this recording, for --cloud replay:FILE",
		}, {
			Name: "sandbox-speed", Group: GroupGeneral, Type: Float, Default: "1",
			Help: "how many times faster than real time the sandbox runs",
		},
	}
}
