package server

import (
	"errors"
	"net/netip"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

const sshLong = `Sign in on a server, or run a command there, with the ssh of this machine: with its configuration, its keys, its exit code.

The address is the server's access address, a public one or a floating one, IPv4 before IPv6; --network takes the one on a network.`

// ssh is `server ssh`, as nova has it.
func ssh(a *app.App, networks *ref.Finder) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ssh SERVER [flags] [-- COMMAND...]",
		Short: "Sign in on a server with ssh",
		Long:  sshLong,
		Example: `  novactl server ssh web-1
  novactl server ssh web-1 --user ubuntu --identity ~/.ssh/id_ed25519
  novactl server ssh web-1 -- uptime`,
		Args:              verb.MinArgs(1),
		ValidArgsFunction: Finder.Complete(a, 1),
	}
	f := newSSHFlags(flagset.Of(cmd), networks.Flag(a))
	cmd.Flags().SetNormalizeFunc(sshNames)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return fail.Op("sign in on server", args[0], runSSH(a, cmd, f, args[0], args[1:]))
	}
	return cmd
}

// sshFlags are what the flags of ssh are bound to.
type sshFlags struct {
	user, identity, network string
	port                    int
	portGiven               *pflag.Flag
	options                 []string
	ipv6                    bool
}

func newSSHFlags(fs *flagset.Set, networks cobra.CompletionFunc) *sshFlags {
	f := &sshFlags{}
	fs.StringP(&f.user, "user", "l", "root", "sign in as this `user`", flagset.Words("root", "centos", "cirros", "cloud-user", "debian", "ec2-user", "fedora", "rocky", "ubuntu"))
	f.portGiven = fs.Int(&f.port, "port", "p", 22, "connect to this `port`")
	fs.StringP(&f.identity, "identity", "i", "", "sign in with the private key in this `file`")
	fs.Strings(&f.options, "option", "", "an `option` of ssh, KEY=VALUE as after its -o; may be repeated")
	fs.String(&f.network, "network", "connect to the address on the network with this `label`", networks)
	fs.Bool(&f.ipv6, "ipv6", "6", "connect to an IPv6 address")
	return f
}

// sshNames knows the names that nova and openstack have for the flags.
func sshNames(_ *pflag.FlagSet, name string) pflag.NormalizedName {
	switch name {
	case "login":
		name = "user"
	case "address-type":
		name = "network"
	}
	return pflag.NormalizedName(name)
}

func runSSH(a *app.App, cmd *cobra.Command, f *sshFlags, name string, command []string) error {
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	var doc client.Document
	err = Finder.Do(cmd.Context(), app.Invocation{App: a, Cmd: cmd, Client: c}, name, func(t ref.Resource) error {
		doc, err = c.GetServer(cmd.Context(), t.ID)
		return err
	})
	if err != nil {
		return err
	}
	server, err := verb.Read[api.Server](a.Streams, "server "+name, doc.Raw)
	if err != nil {
		return err
	}
	address, err := f.address(server)
	if err != nil {
		return err
	}
	cfg, err := a.Config(cmd)
	if err != nil {
		return err
	}
	if cfg.IsSandbox() {
		a.Streams.Notice("Servers of the sandbox are not real: nothing answers at %s", address)
	}
	return a.Replace("ssh", f.args(address, command))
}

// address returns where to connect. What the cloud says is an address must be one: ssh would take other text for an option.
func (f *sshFlags) address(s api.Server) (string, error) {
	label := f.network
	var text string
	switch {
	case label != "" && f.ipv6:
		text = first(&s, network(label), version(6))
	case label != "":
		if text = first(&s, network(label), version(4)); text == "" {
			text = first(&s, network(label))
		}
	case f.ipv6:
		text = reach6(&s)
	default:
		text = reach(&s)
	}
	if text == "" {
		of := ""
		if label != "" {
			of = " on the network " + label
		}
		return "", errors.New("it has no address" + of + " to connect to; it is " + s.Status)
	}
	address, err := netip.ParseAddr(text)
	if err != nil || address.Zone() != "" {
		return "", errors.New("the cloud gives it an address that is none: " + strconv.Quote(text))
	}
	return address.String(), nil
}

// args returns the arguments of the ssh of this machine.
func (f *sshFlags) args(address string, command []string) []string {
	args := []string{"-l", f.user}
	if f.portGiven.Changed { // else the one of ssh's own configuration
		args = append(args, "-p", strconv.Itoa(f.port))
	}
	if f.identity != "" {
		args = append(args, "-i", f.identity)
	}
	for _, o := range f.options {
		args = append(args, "-o", o)
	}
	return append(append(args, "--", address), command...)
}
