package sandbox

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/bug"
	"github.com/novactl/novactl/pkg/config"
	cloud "github.com/novactl/novactl/pkg/sandbox"
	"github.com/novactl/novactl/pkg/sandbox/learn"
	"github.com/novactl/novactl/pkg/sandbox/seed"
)

// record is `sandbox record`.
func record(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "record FILE [flags] -- COMMAND [ARG...]",
		Short: "Make a seed of a real cloud from what a command asks it",
		Long: `Run COMMAND with the environment to use the cloud of the settings by a proxy on this machine, and exit with its exit code. What the cloud
answers it about flavors, images, networks and quotas is written to FILE in the end: a seed, from which the sandbox is a cloud like
that one. The built-in flavors, images and networks are left out where the seed has others.

FILE has neither a secret nor a request. It has what COMMAND asked for and no more: networks need a list of subnets too, quotas a look
at the limits or the quota. Networks named public and private are the sandbox's own.

COMMAND signs in as the settings say. Its requests go by the proxy over HTTP, on loopback alone, and by it to the cloud as novactl's own.`,
		Example: `  novactl --cloud sandbox sandbox record cloud.json -- sh -c 'novactl flavor list; novactl image list; novactl limits'`,
		Args:    verb.MinArgs(2),
	}
	cmd.Flags().SetInterspersed(false)
	cmd.RunE = func(cmd *cobra.Command, args []string) error { return runRecord(a, cmd, args[0], args[1:]) }
	return cmd
}

func runRecord(a *app.App, cmd *cobra.Command, file string, args []string) error {
	if args[0] == "--" {
		args = args[1:]
	}
	if len(args) == 0 {
		return fail.Usagef("which command is to be run? novactl sandbox record FILE -- COMMAND")
	}
	conn, network, err := a.Direct(cmd)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if wrong := new(fs.PathError); errors.As(err, &wrong) {
		return fail.Usagef("%s: %v", file, wrong.Err)
	}
	if err != nil {
		return err
	}
	folder, remove, err := stateFolder("")
	if err != nil {
		return errors.Join(err, giveUp(f))
	}
	defer remove()
	l, base, _, err := listen(cmd.Context(), "127.0.0.1:0")
	if err != nil {
		return errors.Join(err, giveUp(f))
	}
	proxy := learn.NewProxy(base, network)
	serving, stop := context.WithCancel(context.WithoutCancel(cmd.Context()))
	ended := bug.Go(func() error { return cloud.ServeHandler(serving, l, proxy) })
	err = execute(cmd.Context(), a, environmentOfCloud(conn, proxy.Address(conn.AuthURL)), folder, args)
	stop()
	return errors.Join(err, <-ended, writeSeed(a, f, proxy.Learned.Seed()))
}

// writeSeed writes what was learnt, and says what that is. A file with nothing in it is taken away.
func writeSeed(a *app.App, f *os.File, s seed.Seed) error {
	if len(s.Flavors)+len(s.Images)+len(s.Networks)+len(s.Quotas) == 0 {
		a.Streams.Notice("nothing was learnt: the command asked for no flavors, images, networks or quotas; %s is not written", f.Name())
		return giveUp(f)
	}
	err := json.MarshalWrite(f, s, jsontext.WithIndent("  "), json.Deterministic(true))
	a.Streams.Notice("%s has %s, %s, %s and %s: novactl sandbox run --seed %[1]s -- COMMAND", f.Name(),
		cell.Several(len(s.Flavors), "flavor"), cell.Several(len(s.Images), "image"), cell.Several(len(s.Networks), "network"), cell.Several(len(s.Quotas), "quota"))
	return errors.Join(err, f.Close())
}

// giveUp takes a file away that nothing was written to.
func giveUp(f *os.File) error { return errors.Join(f.Close(), os.Remove(f.Name())) }

// environmentOfCloud is the environment to use a cloud at another address with, as exports.
func environmentOfCloud(conn config.Connection, address string) []string {
	auth, api := "", "3"
	switch {
	case conn.ApplicationCredentialSecret != "":
		auth = "v3applicationcredential"
	case conn.Token != "" && conn.Password == "":
		auth = "token"
	}
	if strings.Contains(conn.AuthURL, "/v2.0") {
		api = "2"
	}
	var lines []string
	for _, v := range [][2]string{
		{"AUTH_URL", address}, {"AUTH_TYPE", auth}, {"IDENTITY_API_VERSION", api}, {"REGION_NAME", conn.Region}, {"INTERFACE", conn.Interface},
		{"USERNAME", conn.Username}, {"USER_ID", conn.UserID}, {"PASSWORD", conn.Password}, {"PASSCODE", conn.Passcode}, {"API_KEY", conn.APIKey},
		{"TOKEN", conn.Token}, {"PROJECT_ID", conn.ProjectID}, {"PROJECT_NAME", conn.ProjectName},
		{"USER_DOMAIN_ID", conn.UserDomainID}, {"USER_DOMAIN_NAME", conn.UserDomainName},
		{"PROJECT_DOMAIN_ID", conn.ProjectDomainID}, {"PROJECT_DOMAIN_NAME", conn.ProjectDomainName},
		{"APPLICATION_CREDENTIAL_ID", conn.ApplicationCredentialID}, {"APPLICATION_CREDENTIAL_NAME", conn.ApplicationCredentialName},
		{"APPLICATION_CREDENTIAL_SECRET", conn.ApplicationCredentialSecret},
	} {
		if v[1] != "" {
			lines = append(lines, "export OS_"+v[0]+"="+v[1])
		}
	}
	return lines
}
