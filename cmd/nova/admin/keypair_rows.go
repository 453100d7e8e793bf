package admin

import (
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
	"github.com/novactl/novactl/pkg/client/transport"
)

// keypairRows are the commands about keys.
var keypairRows = []session.Command{
	{
		Name: "keypair-list", Short: "List keypairs.", Takes: "--user=@10 --marker=@35 --limit=int@35", Same: "keypair list",
		Send: "GET /os-keypairs?limit&marker&user_id=user", Answer: "keypairs[]: Name, Type@2, Fingerprint",
		Derive: func(_ *session.Nova, r *session.Resource) {
			if inner := r.Dict.Dict("keypair"); inner != nil {
				r.Dict = inner
			}
		},
	},
	{
		Name: "keypair-show", Short: "Show a keypair.", Takes: "keypair --user=@10", Same: "keypair show {keypair}", Run: showKeypair,
	},
	{
		Name: "keypair-add", Short: "Make a keypair, or add a public key of your own.", Takes: "name --pub-key= --key-type=~ssh@2 --user=@10",
		Same: "keypair create {name} [--public-key {pub_key}]", Run: addKeypair,
	},
	{
		Name: "keypair-delete", Short: "Delete a keypair.", Takes: "name --user=@10", Same: "keypair delete {name}",
		Run: func(s *session.Nova) error {
			name := s.Args.Text("name")
			if s.Minor < 10 {
				r, err := s.Find(session.Keypairs, name)
				if err != nil {
					return err
				}
				name = r.Text("name")
			}
			return s.Delete("/os-keypairs/" + session.Escape(name) + session.Query("user_id", s.Args.Text("user")))
		},
	},
}

// showKeypair is `keypair-show`.
func showKeypair(s *session.Nova) error {
	var d *pytext.Dict
	if s.Minor < 10 && !s.Explain {
		r, err := s.Found("keypair")
		if err != nil {
			return err
		}
		d = r.Dict
	} else {
		a, err := s.Send("GET /os-keypairs/{=keypair}?user_id=user")
		if err != nil {
			return err
		}
		if d, err = session.One(a.Body, "keypair"); err != nil {
			return err
		}
	}
	info := d.Clone()
	key := info.Text("public_key")
	info.Delete("public_key")
	if err := s.PrintDict(info, 0); err != nil {
		return err
	}
	return s.Line("Public key: " + key)
}

// addKeypair is `keypair-add`. Of a key of one's own there is nothing to print.
func addKeypair(s *session.Nova) error {
	r, err := s.Request(`POST /os-keypairs keypair{name type=key_type@2 public_key?=pub_key|key@0-91 public_key=pub_key|key@92 user_id?=user}`)
	if err != nil {
		return err
	}
	d, err := s.Post(r.Path, r.Body)
	if err != nil {
		if key := transport.PartialOf(err).PrivateKey; key != "" {
			_ = s.Line(key) // the cloud tells it only once
		}
		return err
	}
	if public, _ := r.Body.Dict("keypair").Get("public_key"); public != nil && public != "" {
		return nil
	}
	return s.Line(strings.TrimSuffix(d.Dict("keypair").Text("private_key"), "\x00"))
}
