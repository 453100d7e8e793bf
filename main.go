// Novactl is a command-line tool for OpenStack Compute and Rackspace Cloud Servers.
package main

import (
	"context"
	"os"
	"runtime/debug"

	"github.com/novactl/novactl/cmd"
)

func main() {
	debug.SetGCPercent(200) // a command ends soon: a fifth less CPU for a long list, for 3 to 5 MB more
	ctx, _ := cmd.Interruptible(context.Background())
	os.Exit(cmd.Main(ctx, cmd.Arguments(os.Args)))
}
