package app

import (
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
	"github.com/novactl/novactl/pkg/sandbox"
)

// App is what commands run with. Settings and client are made when first asked for, so that help and version open no
// file and no socket. One App serves one command line.
type App struct {
	Streams *output.Streams
	Environ []string // NAME=value; what the settings are read from; nil: the process's
	Version string   // this program's version
	// Network is what requests to a cloud go through; nil: the network. The embedded cloud needs none.
	Network http.RoundTripper
	Curl    bool // whether --curl was given: requests are printed and not sent
	// Passwords takes the passwords that are shown once, in place of stdout; nil: they are printed.
	Passwords *PasswordFile
	DryRun    bool // whether --dry-run was given: what reads is sent, and what changes something is listed at the end

	// Others finds what the value of a filter names that is of another noun, by the noun.
	Others map[string]Other

	// Location is the cloud and the region that this App is for, where a command is for several.
	Location Location

	flags   *pflag.FlagSet // in place of the command's, where that is for several clouds; nil: the command's
	cfg     *config.Config
	stdin   string // the flag or argument that standard input was read for; "": none yet
	client  *client.Client
	answers []string
	seen    *seenNames // names for a person to see; nil: none are to be shown
}

// Other finds what is of another noun than the command's.
type Other interface {
	// IDAndName finds what word names.
	IDAndName(ctx context.Context, in Invocation, word string) (id, name string, err error)
	// NamesByID lists all.
	NamesByID(ctx context.Context, in Invocation) (map[string]string, error)
}

// Answer adds settings that a person was asked for, NAME=value as in the environment: settings and client are made anew with them.
func (a *App) Answer(settings ...string) {
	a.answers = append(a.answers, settings...)
	a.cfg, a.client = nil, nil
}

// input is where the settings of cmd come from.
func (a *App) input(cmd *cobra.Command) config.Input {
	in := config.Input{Flags: cmd.Flags(), Environ: a.Environ, Stdin: a.Streams.In, Answers: a.answers, Recording: recordingSettings}
	if a.flags != nil {
		in.Flags = a.flags
	}
	return in
}

// Config reads the settings for cmd, once. Errors are *config.Error.
func (a *App) Config(cmd *cobra.Command) (*config.Config, error) {
	if a.cfg != nil {
		return a.cfg, nil
	}
	cfg, err := config.Load(a.input(cmd))
	if err != nil {
		return nil, err
	}
	a.Streams.ErrorsFor(cfg.OutputFormat())
	for _, w := range cfg.Warnings {
		a.Streams.Notice("%s", w)
	}
	a.cfg = cfg
	return cfg, nil
}

// Reload reads the settings for cmd anew: files may have changed. Warnings were said before.
func (a *App) Reload(cmd *cobra.Command) (*config.Config, error) { return config.Load(a.input(cmd)) }

// FormatErrors looks up in the settings in which form errors are to be, for an error that came before anybody had read them. Settings that
// can't be read change nothing.
func (a *App) FormatErrors(cmd *cobra.Command) {
	if a.cfg != nil || cmd == nil {
		return
	}
	if cfg, err := config.Load(a.input(cmd)); err == nil {
		a.Streams.ErrorsFor(cfg.OutputFormat())
	}
}

// WithDoubts adds to the hint of a refusal what the cloud doesn't know: what looks odd about the credentials of the environment that it doesn't take,
// and that the embedded cloud has no such request.
func (a *App) WithDoubts(failure error, hint string) string {
	var refused *transport.Error
	if a.cfg == nil || !errors.As(failure, &refused) {
		return hint
	}
	doubt := ""
	switch refused.Status {
	case http.StatusUnauthorized:
		doubt = a.cfg.CredentialDoubts()
	case http.StatusNotFound, http.StatusMethodNotAllowed:
		if a.cfg.IsSandbox() && !sandbox.Answers(refused.Method, refused.URL) {
			doubt = guideOnly
		}
	case http.StatusBadRequest:
		if a.cfg.IsSandbox() && strings.HasPrefix(refused.Message, "There is no such action") {
			doubt = guideOnly
		}
	}
	if doubt != "" && hint != "" {
		doubt += ": "
	}
	return doubt + hint
}

// guideOnly says of the embedded cloud what it doesn't have.
const guideOnly = "the cloud of --cloud sandbox is one of 2013, which has no such request; novactl sandbox serve has more for those who sign in by Identity v3"

// Sandbox opens the embedded cloud on its store. Nothing is read or written before its first use.
func (a *App) Sandbox(cmd *cobra.Command) (*sandbox.Cloud, error) {
	o, err := a.SandboxOptions(cmd)
	if err != nil {
		return nil, err
	}
	return sandbox.Open(o)
}

// SandboxOptions are the embedded cloud's, as the settings have them.
func (a *App) SandboxOptions(cmd *cobra.Command) (sandbox.Options, error) {
	cfg, err := a.Config(cmd)
	if err != nil {
		return sandbox.Options{}, err
	}
	path, err := a.sandboxPath(cmd)
	return sandbox.Options{Path: path, Speed: cfg.SandboxSpeed()}, err
}

// Client makes the client of the cloud that the settings name, once. It sends nothing.
func (a *App) Client(cmd *cobra.Command) (*client.Client, error) {
	return a.ClientWith(cmd, func(*client.Options) {})
}

// ClientWith is Client where the command line says more of the options than settings do.
func (a *App) ClientWith(cmd *cobra.Command, change func(*client.Options)) (*client.Client, error) {
	if a.client != nil {
		return a.client, nil
	}
	o, err := a.clientOptions(cmd)
	if err != nil {
		return nil, err
	}
	change(&o)
	if err := a.record(cmd, &o); err != nil {
		return nil, err
	}
	c, err := client.New(o)
	if err != nil {
		return nil, err
	}
	if a.DryRun {
		c.Rehearse()
	}
	a.client = c
	return c, nil
}

// Final says that what follows is what the command is for, no look-up before it: with --curl it is printed and not sent. The
// client's calls end in transport.ErrPrinted then.
func (a *App) Final(c *client.Client) {
	if a.Curl {
		c.PrintRequests(a.Streams.Printer())
	}
}
