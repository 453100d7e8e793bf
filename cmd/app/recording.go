package app

import (
	"errors"
	"io/fs"
	"net/http"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/recording"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/config"
)

// useRecording has the requests of o answered from a recording. The token of a real cloud is no good there, nor the other way round.
func useRecording(file string, o *client.Options) error {
	player, err := recording.Replay(file)
	o.Transport, o.Tokens = player, nil
	return err
}

// record adds what goes through the network of o to a recording, where --record names one. A recording has its own sign-in, so none is taken from
// earlier commands.
func (a *App) record(cmd *cobra.Command, o *client.Options) error {
	cfg, err := a.Config(cmd)
	if err != nil {
		return err
	}
	file := cfg.Record()
	if file == "" {
		return nil
	}
	conn, err := cfg.Connection()
	if err != nil {
		return err
	}
	network := o.Transport
	if network == nil {
		network = transport.NewNetwork(o.TLS, o.Roots, o.Proxy)
	}
	redact := transport.NewRedactor(o.Credentials.Secret(), conn.ClientSecret, conn.AccessToken)
	settings := recording.Settings{}
	for name, text := range map[string]string{
		"auth-url": redact.Text(o.AuthURL), "endpoint": redact.Text(o.Endpoint), "region": o.Region, "interface": o.Interface, "service-name": o.ServiceName,
		"compute-api-version": o.ComputeAPIVersion, "wire": o.Wire.String(),
	} {
		if text != "" {
			settings[name] = text
		}
	}
	failed := func(err error) { a.Streams.Notice("the recording %s is not complete: %v", file, err) }
	o.Transport, err = recording.Record(file, settings, network, redact, failed)
	if pathErr := (*fs.PathError)(nil); errors.As(err, &pathErr) {
		return fail.Usagef("--record %s: %v", file, pathErr.Err)
	}
	o.Tokens = nil
	return err
}

// Direct returns how the cloud of cmd's settings is reached, and by what its requests go there, for a command that sends requests of others.
func (a *App) Direct(cmd *cobra.Command) (config.Connection, http.RoundTripper, error) {
	o, err := a.clientOptions(cmd)
	if err != nil {
		return config.Connection{}, nil, err
	}
	cfg, err := a.Config(cmd)
	if err != nil {
		return config.Connection{}, nil, err
	}
	conn, err := cfg.Connection()
	if o.Transport == nil {
		o.Transport = transport.NewNetwork(o.TLS, o.Roots, o.Proxy)
	}
	return conn, o.Transport, err
}

// recordingSettings are those that a recording is answered with: of what it says itself, only where its cloud was and in which words it was asked, as
// whoever made the file has no say in other settings. No credentials are needed, as whatever is answered was answered before; nor is there anybody to
// wait for.
func recordingSettings(file string) (map[string]string, error) {
	said, err := recording.SettingsOf(file)
	if pathErr := (*fs.PathError)(nil); errors.As(err, &pathErr) {
		return nil, pathErr.Err
	}
	settings := map[string]string{"token": "recorded", "poll-interval": "100ms"}
	for _, name := range []string{"auth-url", "endpoint", "region", "interface", "service-name", "compute-api-version", "wire"} {
		if said[name] != "" {
			settings[name] = said[name]
		}
	}
	return settings, err
}
