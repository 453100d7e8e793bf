package sandbox

import (
	"context"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/control"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/seed"
)

// Status reads the store. It makes no file.
func (c *Cloud) Status() (s control.Status, err error) {
	defer catchBug(&err)
	return c.controls.Status(context.Background())
}

// Reset drops every server and token. A store that a later release wrote, or that is damaged, is replaced by an empty one too; a
// file that is no store at all is left alone, with an error.
func (c *Cloud) Reset() (err error) {
	defer catchBug(&err)
	return c.db.Store.Reset(context.Background(), nil)
}

// Tick moves the clock on by d and returns the time that it is then. It goes on from there; what is due meanwhile has happened.
// There is no way back but Reset: plans that have been carried out can't be undone.
func (c *Cloud) Tick(d time.Duration) (now time.Time, err error) {
	defer catchBug(&err)
	return c.controls.Tick(context.Background(), d)
}

// Set puts a server into a state, and drops its plan. A server that is being resized or rescued is neither after that. An unknown
// server or status, and a name that several have, are errors.
func (c *Cloud) Set(s control.Setting) (err error) {
	defer catchBug(&err)
	return c.controls.Set(context.Background(), s)
}

// AddFault keeps a rule and returns it with its id. A rule that could never have an effect is an error.
func (c *Cloud) AddFault(f inject.Rule) (added inject.Rule, err error) {
	defer catchBug(&err)
	return c.controls.Rules.Add(context.Background(), f)
}

// Faults lists the rules, oldest first.
func (c *Cloud) Faults() (rules []inject.Rule, err error) {
	defer catchBug(&err)
	return c.controls.Rules.List(context.Background())
}

// ClearFaults removes the rules with these ids, or all of them. An id that isn't there is an error, and then none is removed.
func (c *Cloud) ClearFaults(ids ...string) (err error) {
	defer catchBug(&err)
	return c.controls.Rules.Clear(context.Background(), ids)
}

// Seed sets up a cloud that nobody has used yet. One that was set up by the same document is left as it is by now, so that a service
// may be started again with it. Any other is refused with status 409 (StatusOf), a document that can't be used with a *seed.Error;
// then nothing was done.
func (c *Cloud) Seed(ctx context.Context, s seed.Seed) (err error) {
	defer catchBug(&err)
	return c.controls.Seeder.Seed(ctx, s)
}

// ResetTo is Reset, and sets the cloud up as the seed says. A document that can't be used is refused with a *seed.Error, and the cloud
// stays as it was.
func (c *Cloud) ResetTo(ctx context.Context, s seed.Seed) (err error) {
	defer catchBug(&err)
	return c.controls.Seeder.ResetTo(ctx, s)
}

// StatusOf returns the HTTP status of a refusal by one of Cloud's methods: 400 for a request that makes no sense, 404 for a name that
// nothing has, 409 for a state that doesn't allow it. Of any other error it is 0.
func StatusOf(err error) int { return fault.StatusOf(err) }
