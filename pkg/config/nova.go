package config

import (
	"os"
	"slices"
)

// NovaVariables are the variables that python-novaclient reads and no other tool: they are no settings of novactl's commands, and count for
// `nova` alone.
type NovaVariables struct {
	APIVersion     string // OS_COMPUTE_API_VERSION as it is written: 2 is another one than none
	AllTenants     string // ALL_TENANTS, the default of list --all-tenants
	KeyName        string // NOVACLIENT_DEFAULT_KEY_NAME, the default of boot --key-name
	CertificateIDs string // OS_TRUSTED_IMAGE_CERTIFICATE_IDS, the default of --trusted-image-certificate-id
}

// NovaVariables returns those of the environment.
func (in Input) NovaVariables() NovaVariables {
	e := in.environment()
	return NovaVariables{
		APIVersion: e["OS_COMPUTE_API_VERSION"], AllTenants: e["ALL_TENANTS"],
		KeyName: e["NOVACLIENT_DEFAULT_KEY_NAME"], CertificateIDs: e["OS_TRUSTED_IMAGE_CERTIFICATE_IDS"],
	}
}

// WithVariables returns the environment, nil for the process's, with variables added as NAME=value: those of options of another tool that have no
// flag of novactl's, such as a password.
func WithVariables(environ, variables []string) []string {
	if environ == nil {
		environ = os.Environ()
	}
	return slices.Concat(environ, variables)
}

// Home returns a path whose leading ~/ is the home directory.
func (in Input) Home(path string) string { return in.environment().expand(path) }
