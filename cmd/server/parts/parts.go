// Package parts has the commands about what belongs to a server: its interfaces, floating IPs, shares and tags, what its hypervisor says of it, and its first
// password.
package parts

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
)

// Nouns are servers and what is given to them: this package knows none of them, so whoever declares them hands them over.
type Nouns struct {
	Server, Network, Port *ref.Finder
	FloatingIPs           *resource.Type
}

// Commands are the commands.
func Commands(a *app.App, of Nouns) []*cobra.Command {
	return []*cobra.Command{
		interfaces(a, of), floatingIPs(a, of), shares(a, of), tags(a, of), diagnostics(a, of), topology(a, of), getPassword(a, of), backup(a, of),
	}
}

// servers is where servers are.
const servers = "servers"
