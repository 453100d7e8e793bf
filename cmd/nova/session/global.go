package session

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/config"
)

// version is that of the python-novaclient whose grammar this is.
const version = "18.13.1"

// globalDeclaration are the options that stand before the command. --cloud and --os-cloud are novactl's own.
const globalDeclaration = `--help|-h --version --debug --os-cache --timings --os-region-name= --service-type= --service-name=

	--os-endpoint-type>endpoint_type= --os-compute-api-version= --os-endpoint-override>endpoint_override= --insecure --os-cacert= --os-cert= --os-key=
	--timeout=positive --collect-timing --os-auth-type|--os-auth-plugin= --os-auth-url= --os-system-scope= --os-domain-id= --os-domain-name=
	--os-project-id|--os-tenant-id= --os-project-name|--os-tenant-name= --os-project-domain-id= --os-project-domain-name= --os-trust-id=
	--os-default-domain-id= --os-default-domain-name= --os-user-id= --os-username|--os-user-name= --os-user-domain-id= --os-user-domain-name=
	--os-password= --os-token= --os-application-credential-id= --os-application-credential-name= --os-application-credential-secret= --os-passcode=
	--profile= --os-cloud|--cloud=`

// exact are options that nova has only where something else is installed or asked for: the beginning of their names stands for others.
var exact = []string{
	"os_cloud", "profile", "os_token", "os_passcode", "os_application_credential_id", "os_application_credential_name", "os_application_credential_secret",
}

func globalOptions() []argparse.Option {
	options := argparse.Parse(globalDeclaration)
	for i := range options {
		options[i].Exact = slices.Contains(exact, options[i].Dest)
	}
	return options
}

// settingOf are novactl's settings for nova's options; variableOf are the variables for those that have no flag of novactl's.
var (
	settingOf = [][2]string{
		{"os_cloud", "cloud"},
		{"os_region_name", "region"},
		{"service_name", "service-name"},
		{"endpoint_override", "endpoint"},
		{"os_cacert", "cacert"},
		{"os_cert", "cert"},
		{"os_key", "key"},
		{"os_auth_url", "auth-url"},
		{"os_project_id", "project-id"},
		{"os_project_name", "project-name"},
		{"os_project_domain_id", "project-domain-id"},
		{"os_project_domain_name", "project-domain-name"},
		{"os_default_domain_id", "default-domain"},
		{"os_user_id", "user-id"},
		{"os_username", "username"},
		{"os_user_domain_id", "user-domain-id"},
		{"os_user_domain_name", "user-domain-name"},
		{"os_application_credential_id", "application-credential-id"},
		{"os_application_credential_name", "application-credential-name"},
	}
	variableOf = [][2]string{
		{"os_password", "NOVACTL_PASSWORD"},
		{"os_token", "NOVACTL_TOKEN"},
		{"os_passcode", "NOVACTL_PASSCODE"},
		{"os_application_credential_secret", "NOVACTL_APPLICATION_CREDENTIAL_SECRET"},
		{"os_auth_type", "OS_AUTH_TYPE"},
		{"os_system_scope", "OS_SYSTEM_SCOPE"},
		{"os_trust_id", "OS_TRUST_ID"},
	}
)

// applyGlobal makes settings of the options.
func (s *Nova) applyGlobal() error {
	flags := s.cmd.Flags()
	flags.AddFlagSet(s.cmd.Root().PersistentFlags())
	set := func(name, value string) error {
		if err := flags.Set(name, value); err != nil {
			return Errorf("%s: %v", name, err)
		}
		return nil
	}
	for _, pair := range settingOf {
		if value := s.global.Text(pair[0]); value != "" {
			if err := set(pair[1], value); err != nil {
				return err
			}
		}
	}
	var variables []string
	for _, pair := range variableOf {
		if value := s.global.Text(pair[0]); value != "" {
			variables = append(variables, pair[1]+"="+value)
		}
	}
	s.App.Environ = config.WithVariables(s.App.Environ, variables)
	more := map[string]string{"compute-api-version": "2.1", "wire": "json"}
	if kind := s.global.Text("endpoint_type"); kind != "" {
		more["interface"] = kind
	}
	if f, err := strconv.ParseFloat(strings.TrimSpace(s.global.Text("timeout")), 64); err == nil {
		more["timeout"] = time.Duration(f * float64(time.Second)).String()
	}
	for _, name := range []string{"debug", "insecure"} {
		if s.global.Bool(name) {
			more[name] = "true"
		}
	}
	for name, value := range more {
		if err := set(name, value); err != nil {
			return err
		}
	}
	return nil
}

// connect makes the client, and complains as nova does where something is missing.
func (s *Nova) connect() error {
	if err := s.applyGlobal(); err != nil {
		return err
	}
	cfg, err := s.App.Config(s.cmd)
	if err != nil {
		return err
	}
	if err := missing(cfg); err != nil {
		return err
	}
	s.Client, err = s.App.ClientWith(s.cmd, func(o *client.Options) {
		o.ServiceType, o.Wire = s.global.Text("service_type"), api.JSON
	})
	return err
}

// missing says what of the connection isn't there.
func missing(cfg *config.Config) error {
	has := func(names ...string) bool {
		for _, name := range names {
			if cfg.Get(name) != "" || cfg.Source(name).Layer != config.FromDefault {
				return true
			}
		}
		return false
	}
	credential := has("application-credential-id", "application-credential-name")
	switch {
	case cfg.IsSandbox(), cfg.Recording() != "":
	case !has("token", "username", "user-id") && !credential:
		return Errorf("You must provide a user name/id (via --os-username, --os-user-id, env[OS_USERNAME] or env[OS_USER_ID]) or an auth token (via --os-token).")
	case !has("project-name", "project-id", "api-key") && !credential:
		return Errorf("You must provide a project name or project ID via --os-project-name, --os-project-id, env[OS_PROJECT_ID] or env[OS_PROJECT_NAME]. " +
			"You may use os-project and os-tenant interchangeably.")
	case !has("auth-url") && !(has("token") && has("endpoint")):
		return Errorf("You must provide an auth url via either --os-auth-url or env[OS_AUTH_URL].")
	}
	return nil
}
