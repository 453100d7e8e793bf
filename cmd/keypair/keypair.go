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
		verb.List[api.Keypair, verb.NoFlags]{Noun: noun, Short: "List your key pairs"}.Command(a),
		verb.Show[api.Keypair]{
			Noun: noun, Short: "Show a key pair, without its private key", Example: "  novactl keypair show laptop --jq .public_key",
		}.Command(a),
		create(a), remove(a))
}

// noun declares key pairs to the verbs.
var noun = verb.Noun[api.Keypair]{
	Finder: Finder,
	View: output.View[api.Keypair]{
		One: "keypair", Many: "keypairs",
		Decode: verb.Decode[api.Keypair],
		XML:    verb.ToXML,
		ID:     func(k api.Keypair) string { return k.Name },
		Extra:  func(k api.Keypair) []byte { return k.Extra },
		Columns: []output.Column[api.Keypair]{
			name, fingerprint,
			{Name: "Type", Cell: func(k api.Keypair) string { return k.Type }, Wide: true},
			{Name: "Public Key", Cell: func(k api.Keypair) string { return k.PublicKey }, Wide: true},
		},
		Details: []output.Column[api.Keypair]{
			name, fingerprint,
			{Name: "Type", Cell: func(k api.Keypair) string { return k.Type }, Rare: true},
			{Name: "Created", Cell: func(k api.Keypair) string { return k.Created }, Rare: true},
			{Name: "User ID", Cell: func(k api.Keypair) string { return k.UserID }, Rare: true},
			{Name: "Public Key", Cell: func(k api.Keypair) string { return k.PublicKey }},
		},
	},
	Get: func(ctx context.Context, c *client.Client, name string) (client.Document, error) {
		return c.GetKeypair(ctx, name)
	},
}

var (
	name        = output.Column[api.Keypair]{Name: "Name", Cell: func(k api.Keypair) string { return k.Name }}
	fingerprint = output.Column[api.Keypair]{Name: "Fingerprint", Cell: func(k api.Keypair) string { return k.Fingerprint }}
)

// remove is `keypair delete`.
func remove(a *app.App) *cobra.Command {
	return verb.Delete[api.Keypair]{
		Noun:     noun,
		Short:    "Delete key pairs",
		Long:     "Delete key pairs. Servers that were made with them keep the keys.",
		Example:  "  novactl keypair delete laptop --yes",
		Destroys: "the cloud's copy of the public key",
		AtOnce:   true,
		Each: func(ctx context.Context, c *client.Client, name string) error {
			return c.DeleteKeypair(ctx, name)
		},
	}.Command(a)
}
