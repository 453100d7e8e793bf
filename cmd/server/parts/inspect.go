package parts

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"os"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/rest"
)

// plain is a document whose members are its rows.
var plain = resource.Type{ResourceType: client.ResourceType{Noun: "server"}}

// read is a command that shows a document below a server.
func read(a *app.App, of Nouns, p resource.Part, path string, since int) *cobra.Command {
	p.Of, p.Shows = of.Server, &plain
	p.Run = func(r *resource.Run) error {
		resp, err := r.Client.Do(r.Cmd.Context(), client.Request{Op: p.What + " server", Path: rest.Path(servers, r.Of.ID, path), Since: since})
		if err != nil {
			return err
		}
		return r.Show(client.Document{Raw: resp.JSON}, nil)
	}
	return p.Command(a)
}

// diagnostics is `server diagnostics`. Its form is that of 2.48: before, it is as the hypervisor has it.
func diagnostics(a *app.App, of Nouns) *cobra.Command {
	return read(a, of, resource.Part{
		Use: "diagnostics SERVER", What: "show the diagnostics of", Short: "Show what the hypervisor counts of a server",
		Long: "Show the processors, disks, network cards and memory of a running server, as its hypervisor counts them. For administrators; from 2.48 of the API on.",
	}, "diagnostics", 48)
}

// topology is `server topology`.
func topology(a *app.App, of Nouns) *cobra.Command {
	return read(a, of, resource.Part{
		Use: "topology SERVER", What: "show the topology of", Short: "Show how a server lies on the processors and the memory of its host",
		Long: "Show how a server lies on the processors and the memory of its host. From 2.78 of the API on.",
	}, "topology", 78)
}

// getPassword is `server get-password`.
func getPassword(a *app.App, of Nouns) *cobra.Command {
	return resource.Part{
		Of: of.Server, Use: "get-password SERVER", What: "get the password of", Short: "Show the password that a server made when it first started",
		Long: `Show the password that a server made when it first started, as Windows does. It is encrypted for the key pair of the server; with --key it is decrypted, on
this machine alone. The key is in PEM: ssh-keygen -p -m PEM -f FILE makes one of OpenSSH's so.`,
		Fields: []resource.Field{{Flag: "key", Usage: "the `file` of the private key of the server's key pair"}},
		Run: func(r *resource.Run) error {
			key, err := privateKey(r.Values.Text("key"))
			if err != nil {
				return err
			}
			resp, err := r.Client.Do(r.Cmd.Context(), client.Request{Op: "get password", Path: rest.Path(servers, r.Of.ID, "os-server-password")})
			if err != nil {
				return err
			}
			password := resp.Text("password")
			if password == "" {
				r.App.Streams.Notice("the server has left no password")
				return nil
			}
			if key != nil {
				if password, err = decrypt(key, password); err != nil {
					return err
				}
			}
			return app.PrintText(r.App, r.Cmd, "password", password)
		},
	}.Command(a)
}

// privateKey reads a key; nil where there is no file.
func privateKey(file string) (*rsa.PrivateKey, error) {
	if file == "" {
		return nil, nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fail.Usagef("--key: %v", err)
	}
	block, _ := pem.Decode(data)
	if block == nil {
		return nil, fail.Usagef("--key %s: it is no key in PEM", file)
	}
	if key, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return key, nil
	}
	other, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if key, ok := other.(*rsa.PrivateKey); ok && err == nil {
		return key, nil
	}
	return nil, fail.Usagef("--key %s: it is no RSA key without a passphrase (of OpenSSH's own form: ssh-keygen -p -m PEM -f FILE)", file)
}

func decrypt(key *rsa.PrivateKey, password string) (string, error) {
	data, err := base64.StdEncoding.DecodeString(password)
	if err == nil {
		data, err = rsa.DecryptPKCS1v15(nil, key, data) //nolint:staticcheck // it is how servers encrypt it
	}
	if err != nil {
		return "", fail.Usagef("--key: it is not the key that the password was encrypted for")
	}
	return string(data), nil
}

// backupType are images that were made, by their ids.
var backupType = resource.Type{
	ResourceType: client.ResourceType{Noun: "backup"}, ID: "image_id",
	Columns: []resource.Column{{Name: "Image", Member: "image_id", Help: "id of the image"}},
}

// backup is `server backup`.
func backup(a *app.App, of Nouns) *cobra.Command {
	return resource.Part{
		Of: of.Server, Use: "backup SERVER NAME", Args: verb.ExactArgs(2), What: "back up", Acts: true, Waits: true, Named: true, Shows: &backupType, Short: "Make an image of a server, and let older ones go",
		Long: `Make an image of a server as image create does, and delete the oldest of its type where there are more than --rotation. Prints the id of the image; with --wait
when it is ACTIVE and the server is done with it.`,
		Fields: []resource.Field{
			{Flag: "type", Member: "backup_type", Needed: true, Words: []string{"daily", "weekly"}, Usage: "the `word` that tells which images are older ones of it"},
			{Flag: "rotation", Member: "rotation", Kind: resource.Number, Needed: true, Usage: "keep this `number` of images of the type"},
		},
		Prepare: func(r *resource.Run) error {
			if r.Waits && r.Members["rotation"] == 0 {
				return fail.Usagef("--rotation 0 keeps no image: there is nothing for --wait to wait for")
			}
			return nil
		},
		Run: func(r *resource.Run) error {
			r.Members["name"] = r.NameOf(r.Args[0])
			id, err := r.Client.BackUp(r.Cmd.Context(), r.Of.ID, r.Members)
			if err != nil || id == "" {
				return err
			}
			r.Await(r.Client.ImageTarget(id, r.Members["name"].(string), r.Client.GoalImageActive(r.Of.ID)))
			return r.PrintText("image_id", id)
		},
	}.Command(a)
}
