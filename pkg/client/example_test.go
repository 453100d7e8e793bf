package client_test

import (
	"context"
	"fmt"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/sandbox"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// A program makes a server, waits until it runs, and lists what there is. The cloud is a sandbox in its own process: without Transport, and
// with an AuthURL and credentials of its own, it is any other.
func Example() {
	cloud, err := sandbox.Open(sandbox.Options{Speed: 1e6}) // in memory; builds take no time
	if err != nil {
		panic(err)
	}
	c, err := client.New(client.Options{
		AuthURL:     sandbox.AuthURL,
		Credentials: identity.Credentials{Username: tables.User, Password: tables.Password},
		Region:      "DFW",
		Transport:   cloud.Transport(),
	})
	if err != nil {
		panic(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()

	created, err := c.CreateServer(ctx, api.ServerCreate{Name: "web-1", ImageRef: "80fbcb55-b206-41f9-9bc2-2dd7aac6c061", FlavorRef: "2"})
	if err != nil {
		panic(err)
	}
	var server api.Server // of a create: the id, and the password that no later answer has
	if err := api.Unmarshal(created.Raw, &server); err != nil {
		panic(err)
	}
	fmt.Println("created, with a password:", server.AdminPass != "")

	targets := []wait.Target{c.ServerTarget(server.ID, "web-1", client.GoalActive())}
	for _, outcome := range c.Wait(ctx, targets, wait.Options{Interval: time.Millisecond}) {
		fmt.Println(outcome.Last.Name, outcome.Last.Status, outcome.Err)
	}

	for raw, err := range c.ListServers(ctx, client.ServerFilter{Status: "ACTIVE"}) {
		if err != nil {
			panic(err) // half a list is an error, never a shorter list
		}
		if err := api.Unmarshal(raw, &server); err != nil {
			panic(err)
		}
		fmt.Println(server.Name, "has flavor", server.Flavor.ID)
	}
	// Output:
	// created, with a password: true
	// web-1 ACTIVE <nil>
	// web-1 has flavor 2
}
