// Package keypair has the commands of SSH key pairs, one a file: Nova's os-keypairs, which the guide predates.
package keypair

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/output"
)

// Command is the noun with its verbs.
func Command(a *app.App) *cobra.Command {
	return verb.Group("keypair", "List, show, create and delete the SSH keys that servers are made with",
		verb.List[*verb.NoFlags]{Noun: noun, Short: "List your key pairs"}.Command(a),
		verb.Show{
			Noun: noun, Short: "Show a key pair, without its private key", Example: "  novactl keypair show laptop --jq .public_key",
		}.Command(a),
		create(a), remove(a))
}

// noun declares key pairs to the verbs.
var noun = verb.Noun{
	Finder: Finder,
	View: &output.View[*api.Keypair]{
		One: "keypair", Many: "keypairs",
		Decode: verb.Decode,
		XML:    verb.ToXML,
		ID:     func(k *api.Keypair) string { return k.Name },
		Extra:  func(k *api.Keypair) []byte { return k.Extra },
		Columns: []output.Column[*api.Keypair]{
			{Name: "Name", Cell: func(k *api.Keypair) string { return k.Name }, Help: "its name, which is its id too"},
			{Name: "Fingerprint", Cell: func(k *api.Keypair) string { return k.Fingerprint }, Help: "fingerprint of the public key (MD5)"},
			{Name: "Type", Cell: func(k *api.Keypair) string { return k.Type }, Wide: true, Rare: true, Help: "ssh or x509"},
			{Name: "Created", Cell: func(k *api.Keypair) string { return k.Created }, In: output.ShowOnly, Rare: true, Help: "when it was created, ISO 8601"},
			{Name: "User ID", Cell: func(k *api.Keypair) string { return k.UserID }, In: output.ShowOnly, Rare: true, Help: "id of the user whose it is"},
			{Name: "Public Key", Cell: func(k *api.Keypair) string { return k.PublicKey }, Wide: true, Help: "the public key, as ssh has it"},
		},
	},
}

// remove is `keypair delete`.
func remove(a *app.App) *cobra.Command {
	return verb.Delete{
		Noun:     noun,
		Short:    "Delete key pairs",
		Long:     "Delete key pairs. Servers that were made with them keep the keys.",
		Example:  "  novactl keypair delete laptop --yes",
		Destroys: "the cloud's copy of the public key",
		Each: func(ctx context.Context, c *client.Client, name string) error {
			return c.DeleteKeypair(ctx, name)
		},
	}.Command(a)
}
