package app

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/config"
)

// clientOptions turns the settings of cmd into the client's options.
func (a *App) clientOptions(cmd *cobra.Command) (client.Options, error) {
	cfg, err := a.Config(cmd)
	if err != nil {
		return client.Options{}, err
	}
	conn, err := cfg.Connection()
	if err != nil {
		return client.Options{}, err
	}
	if err := cfg.CheckCredentials(); err != nil {
		return client.Options{}, err
	}
	wire, err := api.ParseFormat(cfg.Wire())
	if err != nil {
		return client.Options{}, err
	}
	o := client.Options{
		AuthURL:     conn.AuthURL,
		Credentials: a.credentials(cfg, conn),
		Region:      conn.Region, Interface: conn.Interface, ServiceName: conn.ServiceName, Endpoint: conn.Endpoint,
		ComputeAPIVersion: conn.ComputeAPIVersion,

		Transport: a.Network,
		Wire:      wire,
		Proxy:     config.Proxy,
		Tokens:    a.tokens(cmd),
		UserAgent: "novactl/" + a.Version,
		PageSize:  cfg.PageSize(),
		Timeout:   cfg.Timeout(),

		RateLimitWait: cfg.RateLimitWait(),
		OnRateLimit:   a.sayPause,
		OnChange:      a.Recent(cmd).Change,
	}
	if a.Streams.ShowsRequests() {
		o.Begin = func(op string) transport.Activity { return activity{a.Streams.Begin(op)} }
	}
	if cfg.Debug() {
		o.Trace = a.Streams.Trace()
	}
	switch {
	case conn.Recording != "":
		err = useRecording(conn.Recording, &o)
		return o, err
	case conn.Sandbox:
		err = a.useSandbox(cmd, &o)
		return o, err
	}
	if conn.Insecure {
		a.Streams.Notice("the cloud's certificate is not checked (%s)", cfg.Source("insecure"))
	}
	o.Roots = a.roots(cmd)
	o.TLS, err = tlsConfig(conn)
	return o, err
}

// credentials are those of a connection.
func (a *App) credentials(cfg *config.Config, conn config.Connection) identity.Credentials {
	passcode, next := a.passcodes(conn.Passcode)
	return identity.Credentials{
		Username: conn.Username, UserID: conn.UserID,
		Password: conn.Password, APIKey: conn.APIKey, Token: conn.Token,
		TenantID: conn.ProjectID, TenantName: conn.ProjectName,
		UserDomainID: conn.UserDomainID, UserDomainName: conn.UserDomainName,
		ProjectDomainID: conn.ProjectDomainID, ProjectDomainName: conn.ProjectDomainName,
		ApplicationCredentialID:     conn.ApplicationCredentialID,
		ApplicationCredentialName:   conn.ApplicationCredentialName,
		ApplicationCredentialSecret: conn.ApplicationCredentialSecret,
		TrustID:                     conn.TrustID, SystemScope: conn.SystemScope,
		DomainID: conn.DomainID, DomainName: conn.DomainName,
		Federation: identity.Federation{
			Provider: conn.IdentityProvider, Protocol: conn.Protocol,
			DiscoveryEndpoint: conn.DiscoveryEndpoint, AccessTokenEndpoint: conn.AccessTokenEndpoint,
			ClientID: conn.ClientID, ClientSecret: conn.ClientSecret, Scope: conn.OpenIDScope, AccessToken: conn.AccessToken,
		},
		PasscodeAlone: cfg.PasscodeAlone(),
		Passcode:      passcode, NextPasscode: next,
	}
}

// tokens is where tokens are kept. Without a home directory, as in some containers, they are kept nowhere: each command signs in.
func (a *App) tokens(cmd *cobra.Command) identity.TokenStore {
	dirs, err := a.input(cmd).Dirs()
	if err != nil {
		return nil
	}
	return identity.FileTokens(filepath.Join(dirs.Cache, "tokens"), filepath.Join(dirs.State, "token.key"))
}

// roots are the system's root certificates. Which of them were needed is kept beside the tokens.
func (a *App) roots(cmd *cobra.Command) transport.Roots {
	in := a.input(cmd)
	roots := transport.Roots{Bundle: in.RootBundle()}
	if dirs, err := in.Dirs(); err == nil {
		roots.Needed = filepath.Join(dirs.Cache, "roots")
	}
	return roots
}

// useSandbox sends the requests of o to the embedded cloud, in process.
func (a *App) useSandbox(cmd *cobra.Command, o *client.Options) error {
	cloud, err := a.Sandbox(cmd)
	if err != nil {
		return err
	}
	o.Scope, err = a.sandboxPath(cmd)
	o.Transport = cloud.Transport()
	return err
}

// sandboxPath is the file of the embedded cloud's state.
func (a *App) sandboxPath(cmd *cobra.Command) (string, error) {
	dirs, err := a.input(cmd).Dirs()
	if err != nil {
		return "", err
	}
	return filepath.Join(dirs.State, "sandbox.db"), nil
}

// tlsConfig is what the settings cacert, cert, key and insecure ask for; nil where they ask for nothing.
func tlsConfig(conn config.Connection) (*tls.Config, error) {
	if conn.CACert == "" && conn.Cert == "" && !conn.Insecure {
		return nil, nil
	}
	t := &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: conn.Insecure} //nolint:gosec // --insecure asks for it by name
	if conn.CACert != "" {
		pem, err := readPEM("CA certificates", conn.CACert)
		if err != nil {
			return nil, err
		}
		t.RootCAs = x509.NewCertPool()
		if !t.RootCAs.AppendCertsFromPEM(pem) {
			return nil, &fail.UsageError{Message: conn.CACert + " holds no PEM certificate"}
		}
	}
	if conn.Cert != "" {
		pair, err := clientCertificate(conn)
		if err != nil {
			return nil, err
		}
		t.Certificates = []tls.Certificate{pair}
	}
	return t, nil
}

// clientCertificate reads the certificate that shows who asks, and its key, which may be in the same file.
func clientCertificate(conn config.Connection) (tls.Certificate, error) {
	cert, err := readPEM("client certificate", conn.Cert)
	if err != nil {
		return tls.Certificate{}, err
	}
	key := cert
	if conn.Key != "" {
		if key, err = readPEM("client certificate's key", conn.Key); err != nil {
			return tls.Certificate{}, err
		}
	}
	pair, err := tls.X509KeyPair(cert, key)
	if err != nil {
		return pair, &fail.UsageError{Message: fmt.Sprintf("reading the client certificate: %v", err)}
	}
	return pair, nil
}

func readPEM(what, path string) ([]byte, error) {
	pem, err := config.ReadNamed(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &fail.UsageError{Message: "there is no file " + path + " for the " + what}
	}
	return pem, err
}
