package keypair

import (
	"github.com/go-json-experiment/json"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/output"
)

const createLong = `Create a key pair: from a public key of yours with --public-key, else the cloud makes both halves.

The private key that the cloud makes is shown only now. It is printed alone, so that it can be sent to a file; with -o json, yaml or xml
it is the member private_key; with --private-key-file it goes to a new file that only you can read, and is not printed.`

// create is `keypair create`.
func create(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "create NAME",
		Aliases: []string{"add"},
		Short:   "Create a key pair, or make a public key of yours known",
		Long:    createLong,
		Example: `  novactl keypair create laptop --public-key ~/.ssh/id_ed25519.pub
  novactl keypair create ci --private-key-file ci.pem
  (umask 077; novactl keypair create ci > ci.pem)`,
		Args:              verb.ExactArgs(1),
		ValidArgsFunction: cobra.NoFileCompletions,
	}
	f := newCreateFlags(flagset.Of(cmd))
	f.out = app.AddOutputFlags(cmd, noun.View)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return fail.Op("create keypair", args[0], run(a, cmd, f, args[0]))
	}
	return cmd
}

// createFlags are what the flags of create are bound to.
type createFlags struct {
	publicKey      string
	publicGiven    *pflag.Flag
	privateKeyFile string
	out            app.OutputFlags
}

func newCreateFlags(fs *flagset.Set) *createFlags {
	f := &createFlags{}
	f.publicGiven = fs.String(&f.publicKey, "public-key", "read the public key from this `file` (- is standard input)")
	fs.String(&f.privateKeyFile, "private-key-file", "write the private key to this new `file`, with mode 0600")
	return f
}

// run finds every reason not to begin before it sends anything: a private key that has nowhere to go is lost.
func run(a *app.App, cmd *cobra.Command, f *createFlags, name string) error {
	o, err := app.OutputFor(a, f.out, noun.View)
	if err != nil {
		return err
	}
	public, err := publicKey(a, flagset.Given(f.publicGiven, f.publicKey))
	if err != nil {
		return err
	}
	if err := checkPrivate(o, public, f.privateKeyFile); err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	file, err := newPrivateFile(f.privateKeyFile)
	if err != nil {
		return err
	}
	defer file.close()
	a.Final(c)
	doc, err := c.CreateKeypair(cmd.Context(), api.Keypair{Name: name, PublicKey: public})
	if err != nil {
		return lost(a, o, file, name, err)
	}
	return printKeypair(a, o, file, doc)
}

// lost prints the private key that came with an answer which can't be trusted: the key pair may have been made, and no later answer has it.
func lost(a *app.App, o output.Options, file *privateFile, name string, err error) error {
	private := transport.PartialOf(err).PrivateKey
	if private == "" {
		return err
	}
	raw, wrong := json.Marshal(api.Keypair{Name: name, PrivateKey: private})
	if wrong == nil {
		wrong = printKeypair(a, o, file, client.Document{Raw: raw})
	}
	return fail.Join([]error{fail.Op("create keypair", name, err), wrong})
}

// printKeypair prints the key pair, and puts the private key where it is to go.
func printKeypair(a *app.App, o output.Options, file *privateFile, doc client.Document) error {
	k, err := verb.Read[api.Keypair](a.Streams, "the key pair", doc.Raw)
	switch {
	case err != nil:
		return err
	case k.PrivateKey != "" && file != nil:
		if err := file.write(k.PrivateKey); err != nil {
			return err
		}
		k.PrivateKey, doc.XML = "", nil
		if doc.Raw, err = json.Marshal(k); err != nil {
			return err
		}
	case k.PrivateKey != "" && !output.KeepsDocument(o):
		a.Streams.Notice("this is the private key of %s: the cloud does not show it again", k.Name)
		return a.Streams.Print(lined(k.PrivateKey))
	}
	return output.Show(a.Streams, o, noun.View, doc.Raw, doc.XML)
}
