package servers

import (
	"fmt"
	"os/exec"
	"strconv"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// ssh is `ssh`. Nova has a shell read the line that it makes of the server's answer; here each argument goes to ssh as it is.
func ssh(s *session.Nova) error {
	r, err := s.Shown("server")
	if err != nil {
		return err
	}
	address, err := sshAddress(s, s.Args.Text("server"), r.Dict.Dict("addresses"))
	if err != nil {
		return err
	}
	version, port := "-4", 22
	if s.Args.Bool("ipv6") {
		version = "-6"
	}
	if n, ok := s.Args.Int("port"); ok {
		port = n
	}
	args := []string{version, "-p" + strconv.Itoa(port)}
	if key := s.Args.Text("identity"); key != "" {
		args = append(args, "-i", key)
	}
	args = append(args, "--", s.Args.Text("login")+"@"+address)
	args = append(args, strings.Fields(s.Args.Text("extra"))...)
	cmd := exec.CommandContext(s.Ctx, "ssh", args...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = s.App.Streams.In, s.App.Streams.Out, s.App.Streams.Err
	_ = cmd.Run() // nova's own exit code is 0, whatever became of ssh
	return nil
}

// splitLogin parts USER@SERVER.
func splitLogin(s *session.Nova) error {
	if user, server, ok := strings.Cut(s.Args.Text("server"), "@"); ok {
		s.Args.SetText("login", user)
		s.Args.SetText("server", server)
	}
	return nil
}

// sshAddress chooses the address to log in at.
func sshAddress(s *session.Nova, server string, addresses *pytext.Dict) (string, error) {
	network := s.Args.Text("network")
	labels := addresses.Keys()
	switch {
	case network != "" && len(addresses.List(network)) == 0:
		return "", session.Failure("ResourceNotFound", fmt.Sprintf("Server '%s' is not attached to network '%s'", server, network))
	case network == "" && len(labels) > 1:
		return "", session.Errorf("Server '%s' is attached to more than one network. Please pick the network to use.", server)
	case network == "" && len(labels) == 0:
		return "", session.Errorf("Server '%s' is not attached to any network.", server)
	}
	label := network
	if label == "" {
		label = labels[0]
	}
	kind, version := "floating", "4"
	if s.Args.Given("address_type") {
		kind = s.Args.Text("address_type")
	}
	if s.Args.Bool("private") {
		kind = "fixed"
	}
	if s.Args.Bool("ipv6") {
		version = "6"
	}
	var found []string
	for _, d := range addresses.Objects(label) {
		of, typed := d.Get("OS-EXT-IPS:type")
		if !typed {
			of = "floating"
		}
		if d.Text("version") == version && of == kind {
			found = append(found, d.Text("addr"))
		}
	}
	switch {
	case len(found) == 0:
		shown := network
		if shown == "" {
			shown = "None"
		}
		return "", session.Failure("ResourceNotFound", fmt.Sprintf("No address that would match network '%s' and type '%s' of version IPv%s has been found for server '%s'.",
			shown, kind, version, server))
	case len(found) > 1:
		return "", session.Errorf("More than one IPv%s %s address found.", version, kind)
	}
	return found[0], nil
}
