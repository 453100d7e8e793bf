// Novactl is a command-line tool for OpenStack Compute and Rackspace Cloud Servers.
package main

import (
	"context"
	"os"

	"github.com/novactl/novactl/cmd"
)

func main() {
	ctx, _ := cmd.Interruptible(context.Background())
	os.Exit(cmd.Main(ctx, cmd.Arguments(os.Args)))
}
