package server

import (
	"errors"
	"net/netip"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
)

const sshLong = `Sign in on a server, or run a command there, with the ssh of this machine: with its configuration, its keys, its exit code.

The address is the server's access address, a public one or a floating one, IPv4 before IPv6; --network takes the one on a network.`

// ssh is `server ssh`, as nova has it.
func ssh(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ssh SERVER [-- COMMAND...]",
		Short: "Sign in on a server with ssh",
		Long:  sshLong,
		Example: `  novactl server ssh web-1
  novactl server ssh web-1 --user ubuntu --identity ~/.ssh/id_ed25519
  novactl server ssh web-1 -- uptime`,
		Args:              verb.MinArgs(1),
		ValidArgsFunction: ref.Servers.Complete(a, 1),
	}
	f := cmd.Flags()
	f.StringP("user", "l", "root", "sign in as this `user`")
	f.IntP("port", "p", 22, "connect to this `port`")
	f.StringP("identity", "i", "", "sign in with the private key in this `file`")
	f.StringArray("option", nil, "an `option` of ssh, KEY=VALUE as after its -o; may be repeated")
	f.String("network", "", "connect to the address on the network with this `label`")
	f.BoolP("ipv6", "6", false, "connect to an IPv6 address")
	f.SetNormalizeFunc(sshNames)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return fail.Op("sign in on server", args[0], runSSH(a, cmd, args[0], args[1:]))
	}
	return cmd
}

// sshNames takes the names that nova and openstack have for the flags.
func sshNames(_ *pflag.FlagSet, name string) pflag.NormalizedName {
	switch name {
	case "login":
		name = "user"
	case "address-type":
		name = "network"
	}
	return pflag.NormalizedName(name)
}

func runSSH(a *app.App, cmd *cobra.Command, name string, command []string) error {
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	var doc client.Document
	err = ref.Servers.Do(cmd.Context(), app.Invocation{App: a, Cmd: cmd, Client: c}, name, func(t ref.Resource) error {
		doc, err = c.GetServer(cmd.Context(), t.ID)
		return err
	})
	if err != nil {
		return err
	}
	server, err := verb.Decode[api.Server](doc.Raw)
	if err != nil {
		return err
	}
	address, err := sshAddress(cmd, server)
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
	return a.Replace("ssh", sshArgs(cmd, address, command))
}

// sshAddress is where to connect. What the cloud says is an address must be one: ssh would take other text for an option.
func sshAddress(cmd *cobra.Command, s api.Server) (string, error) {
	label, _ := cmd.Flags().GetString("network")
	six, _ := cmd.Flags().GetBool("ipv6")
	var text string
	switch {
	case label != "" && six:
		text = first(s, network(label), version(6))
	case label != "":
		if text = first(s, network(label), version(4)); text == "" {
			text = first(s, network(label))
		}
	case six:
		text = reach6(s)
	default:
		text = reach(s)
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

func sshArgs(cmd *cobra.Command, address string, command []string) []string {
	user, _ := cmd.Flags().GetString("user")
	port, _ := cmd.Flags().GetInt("port")
	identity, _ := cmd.Flags().GetString("identity")
	options, _ := cmd.Flags().GetStringArray("option")
	args := []string{"-l", user}
	if cmd.Flags().Changed("port") { // else the one of ssh's own configuration
		args = append(args, "-p", strconv.Itoa(port))
	}
	if identity != "" {
		args = append(args, "-i", identity)
	}
	for _, o := range options {
		args = append(args, "-o", o)
	}
	return append(append(args, "--", address), command...)
}
