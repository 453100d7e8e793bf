// Novactl is a command-line tool for OpenStack Compute and Rackspace Cloud Servers.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/novactl/novactl/cmd"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second interrupt ends the process at once
	os.Exit(cmd.Main(ctx, os.Args[1:]))
}
