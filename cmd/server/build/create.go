package build

import (
	"context"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/journal"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/wait"
	"github.com/novactl/novactl/pkg/output"
)

const createLong = `Create a server from an image, or from a volume with --boot-volume.

The server is printed as the cloud shows it, with its administrator password, which the cloud shows only now. With
--wait it is printed when it is ACTIVE; where the wait fails it is printed as far as it got.

With -f the request comes from a file in YAML, JSON or XML. Its keys are the flags (image, flavor, meta, count, wait, ...) and
the members of the API's own document, {"server":{...}}. Flags win over the file.

With --count N there are N servers, NAME-1 to NAME-N, and JSON is an array.

With --ensure a server that is there already is printed, if it is as asked for, and nothing is sent; if it differs the exit code is 5. A create
whose answer was lost is looked for, and never made twice.`

// Create returns `server create` (guide 2.1.2).
func Create(a *app.App, of Nouns) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "create [NAME]",
		Aliases: []string{"boot"},
		Short:   "Create a server",
		Long:    createLong,
		Example: `  novactl server create web-1 --image "Ubuntu 12.04 LTS (Precise Pangolin)" --flavor 2 --wait
  novactl server create web --count 3 --image IMAGE --flavor 2 --meta role=web
  novactl server create -f server.yaml --wait
  novactl server create web-1 --image IMAGE --flavor 2 --ensure --wait
  novactl server create db-1 --image IMAGE --flavor 4 --file /etc/motd=motd.txt --network private
  novactl server create app-1 --image IMAGE --flavor 2 --key-name laptop --user-data cloud.yaml
  novactl server create db-2 --flavor 4 --boot-volume VOLUME
  novactl server create web-3 --image IMAGE --flavor 2 --hint group=apart`,
		Args:              verb.MostArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	f := newCreateFlags(a, flagset.Of(cmd), of)
	f.out = app.AddOutputFlags(cmd, of.Server.View)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return runCreate(a, cmd, of, f, args)
	}
	return cmd
}

// createFlags are what the flags of create are bound to.
type createFlags struct {
	buildFlags
	novaFlags
	flavor, fromFile string
	networks         []string
	count            int
	countGiven       *pflag.Flag
	ensure           bool
	preflight        bool
	preflightGiven   *pflag.Flag
	journal          string
	wait             *bool
	waitFor          *verb.WaitFor
	keys             map[string]*pflag.Flag // the flags that are also keys of a file, by name
	out              app.OutputFlags
}

func newCreateFlags(a *app.App, fs *flagset.Set, of Nouns) *createFlags {
	f := &createFlags{}
	f.buildFlags.add(a, fs, of.Image)
	f.novaFlags.add(a, fs, of)
	fs.String(&f.flavor, "flavor", "the `flavor` to build with (id, name or URL)", of.Flavor.Flag(a))
	fs.Strings(&f.networks, "network", "", "a `network` to attach to, by name or UUID; may be repeated (default: those that the cloud chooses)",
		of.Network.Flag(a, "public", "private"))
	f.countGiven = fs.Int(&f.count, "count", "", 1, "create this `number` of servers")
	fs.Bool(&f.ensure, "ensure", "", "create the server only if none of that name is there; one that differs is an error")
	f.preflightGiven = fs.Bool(&f.preflight, "preflight", "",
		"check quota, flavor, image, key pair and networks before anything is created (default: on a terminal; --preflight=false: never)")
	fs.String(&f.journal, "journal", "keep in this `file` what was made so far: the same command goes on there after it was ended, and makes nothing twice")
	f.wait = verb.AddWaitFlag(fs)
	f.keys = fs.All()
	f.waitFor = verb.AddWaitForFlag(fs, of.Server.Reachable)
	fs.StringP(&f.fromFile, "from-file", "f", "", "read the request from this `file` (JSON, YAML or XML; - is standard input); the flags win")
	return f
}

// runCreate reads everything that the command line names before it sends anything, and prints what was created whatever happens
// after the cloud accepted it: no later answer holds the passwords.
func runCreate(a *app.App, cmd *cobra.Command, of Nouns, f *createFlags, names []string) error {
	o, err := app.OutputFor(a, f.out, of.Server.View)
	if err != nil {
		return err
	}
	if f.ensure && f.journal != "" {
		return fail.Usagef("--ensure and --journal: one will do")
	}
	if err := f.waitFor.Check(); err != nil {
		return err
	}
	*f.wait = *f.wait || f.waitFor.Given()
	req, next, err := createRequest(cmd.Context(), a, f, names)
	if err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	of.Server.Want(c, o)
	a.ShowKnownNames(cmd)
	b := &builder{flags: f, nouns: of, request: req, password: next, post: c.CreateServer}
	b.Batch = verb.NewBatch(app.Invocation{App: a, Cmd: cmd, Client: c}, of.Server, "create server")
	if err := b.lookUp(); err != nil {
		return &fail.OpError{Op: b.What, Ref: req.Name, Err: err}
	}
	if err := b.run(o); err != nil {
		return fail.Op(b.What, req.Name, err)
	}
	switch {
	case len(b.Accepted) == 0:
	case b.several():
		b.All(o)
	default:
		b.One(o)
	}
	return b.Err()
}

// run makes the servers, waits for them where that is asked for, and reads them. The error is that of a journal; nothing was made then.
func (b *builder) run(o output.Options) error {
	active := func(verb.Accepted) wait.Goal { return b.flags.waitFor.Goal(b.Client, client.GoalActive()) }
	if b.flags.ensure {
		e := b.ensure()
		if *b.flags.wait {
			b.AwaitSome(e.building(), active)
		} else {
			b.ReadSome(e.unseen(), o)
		}
		return nil
	}
	if err := b.createAll(); err != nil {
		return err
	}
	if *b.flags.wait {
		b.Await(active)
	} else {
		b.Read(o)
	}
	return nil
}

// createAll makes the servers, with or without a journal.
func (b *builder) createAll() error {
	ctx := b.Cmd.Context()
	j, err := journal.OpenFor(ctx, b.Invocation, b.What, b.flags.journal, []string{b.request.Name})
	if err != nil {
		return err
	}
	defer j.Close()
	if j == nil || j.Plan == nil { // what an earlier run made counts no more
		if err := b.checkFirst(ctx, b.flags.count); err != nil {
			b.Errs = append(b.Errs, err)
			return nil
		}
	}
	if j == nil {
		b.create(func(ctx context.Context, _ int, req api.ServerCreate) (verb.Accepted, error) {
			return b.createOne(ctx, req)
		})
		return nil
	}
	w := &journaled{builder: b, journal: j}
	if err := w.setPlan(); err != nil {
		return err
	}
	b.post = b.Client.CreateServerOnce // what a lost answer made is looked for before anything is sent again
	b.create(w.make)
	b.Errs = append(b.Errs, w.errs...)
	return nil
}
