package verb

import (
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/ready"
	"github.com/novactl/novactl/pkg/client/wait"
)

// WaitFor is what --wait-for is bound to: what more a server is waited for.
type WaitFor struct {
	texts []string
	steps []ready.Step
	at    func(*client.Client) ready.Server
}

// AddWaitForFlag adds --wait-for, which looks at servers as at says.
func AddWaitForFlag(fs *flagset.Set, at func(*client.Client) ready.Server) *WaitFor {
	f := &WaitFor{at: at}
	fs.Strings(&f.texts, "wait-for", "",
		"wait, and then for `steps` in their order: active, tcp:PORT, ssh, cloud-init, console:/REGEX/, http://{address}/PATH; may be repeated",
		cobra.FixedCompletions([]string{ready.Active, "tcp:", ready.SSH, ready.CloudInit, "console:/", "http://{address}"}, cobra.ShellCompDirectiveNoSpace))
	return f
}

// Check reads what was typed.
func (f *WaitFor) Check() (err error) {
	if f == nil || len(f.texts) == 0 {
		return nil
	}
	if f.steps, err = ready.Parse(f.texts); err != nil {
		return fail.Usagef("--wait-for %v", err)
	}
	return nil
}

// Given reports whether there are steps.
func (f *WaitFor) Given() bool { return f != nil && len(f.texts) > 0 }

// Goal returns g with the steps that follow it.
func (f *WaitFor) Goal(c *client.Client, g wait.Goal) wait.Goal {
	if !f.Given() {
		return g
	}
	return ready.Goal(g, f.steps, f.at(c))
}
