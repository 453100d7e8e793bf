package admin

import (
	"io"
	"os"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/config"
)

// keypairRows are the commands about keys.
func keypairRows() []session.Command {
	return []session.Command{
		{
			Name: "keypair-list", Short: "List keypairs.", Takes: "--user=@10 --marker=@35 --limit=int@35", Same: "keypair list", Run: listKeypairs,
		},
		{Name: "keypair-show", Short: "Show a keypair.", Takes: "keypair --user=@10", Same: "keypair show {keypair}", Run: showKeypair},
		{
			Name: "keypair-add", Short: "Make a keypair, or add a public key of your own.", Takes: "name --pub-key= --key-type=@2 --user=@10",
			Same: "keypair create {name} [--public-key {pub_key}]", Run: addKeypair,
		},
		{
			Name: "keypair-delete", Short: "Delete a keypair.", Takes: "name --user=@10", Same: "keypair delete {name}",
			Run: func(s *session.Nova) error {
				name := s.Args.Text("name")
				if s.Minor < 10 {
					r, err := findKeypair(s, name)
					if err != nil {
						return err
					}
					name = r.Text("name")
				}
				return s.Delete("/os-keypairs/" + session.Escape(name) + ofUser(s))
			},
		},
	}
}

// ofUser is the query that asks for another user's keys.
func ofUser(s *session.Nova) string { return session.Query("user_id", s.Args.Text("user")) }

func findKeypair(s *session.Nova, name string) (*session.Resource, error) {
	return s.Find(session.Keypairs, name)
}

// listKeypairs is `keypair-list`.
func listKeypairs(s *session.Nova) error {
	path := "/os-keypairs" + session.QueryOf(map[string]string{"user_id": s.Args.Text("user"), "limit": s.Limit(), "marker": s.Args.Text("marker")}, nil)
	all, err := s.List(path, "keypairs")
	if err != nil {
		return err
	}
	rows := make([]*session.Resource, len(all))
	for i, d := range all {
		rows[i] = session.Whole(d)
		if inner := d.Dict("keypair"); inner != nil {
			rows[i] = session.Whole(inner)
		}
	}
	fields := []string{"Name", "Fingerprint"}
	if s.Minor >= 2 {
		fields = []string{"Name", "Type", "Fingerprint"}
	}
	return s.PrintList(fields, rows, nil, session.Unsorted)
}

// showKeypair is `keypair-show`.
func showKeypair(s *session.Nova) error {
	name := s.Args.Text("keypair")
	var d *pytext.Dict
	if s.Minor < 10 && !s.Explain {
		r, err := findKeypair(s, name)
		if err != nil {
			return err
		}
		d = r.Dict
	} else {
		answer, err := s.Get("/os-keypairs/" + session.Escape(name) + ofUser(s))
		if err != nil {
			return err
		}
		d = answer.Dict("keypair")
	}
	info := d.Clone()
	key := info.Text("public_key")
	info.Delete("public_key")
	if err := s.PrintDict(info, 0); err != nil {
		return err
	}
	return s.Line("Public key: " + key)
}

// publicKey reads --pub-key.
func publicKey(s *session.Nova) (string, error) {
	path := s.Args.Text("pub_key")
	if path == "" {
		return "", nil
	}
	if path == "-" {
		key, err := io.ReadAll(s.App.Streams.In)
		return string(key), err
	}
	path = config.Input{Environ: s.App.Environ}.Home(path)
	key, err := os.ReadFile(path)
	if err != nil {
		return "", session.Errorf("Can't open or read '%s': %s", path, session.Reason(path, err))
	}
	return string(key), nil
}

// addKeypair is `keypair-add`.
func addKeypair(s *session.Nova) error {
	public, err := publicKey(s)
	if err != nil {
		return err
	}
	k := pytext.NewDict("name", s.Args.Text("name"))
	if s.Minor >= 2 {
		kind := "ssh"
		if s.Args.Given("key_type") {
			kind = s.Args.Text("key_type")
		}
		k.Set("type", kind)
	}
	switch {
	case public != "":
		k.Set("public_key", public)
	case s.Minor >= 92:
		k.Set("public_key", s.Args.Value("pub_key"))
	}
	if user := s.Args.Text("user"); user != "" {
		k.Set("user_id", user)
	}
	d, err := s.Post("/os-keypairs", pytext.NewDict("keypair", k))
	if err != nil {
		if key := transport.PartialOf(err).PrivateKey; key != "" {
			_ = s.Line(key) // the cloud tells it only once
		}
		return err
	}
	if public != "" {
		return nil
	}
	return s.Line(strings.TrimSuffix(d.Dict("keypair").Text("private_key"), "\x00"))
}
