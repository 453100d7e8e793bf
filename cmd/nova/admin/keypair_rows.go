package admin

import (
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
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
		Same: "keypair create {name} [--public-key {pub_key}]",
		Send: "POST /os-keypairs keypair{name type=key_type@2 public_key?=pub_key|key@0-91 public_key=pub_key|key@92 user_id?=user}",
		Then: func(s *session.Nova, a session.Answer) error {
			key, ok := a.Body.Dict("keypair").Get("private_key")
			if !ok {
				return nil // a key of one's own
			}
			return s.Line(strings.TrimSuffix(pytext.Str(key), "\x00"))
		},
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

// showKeypair is `keypair-show`. Before 2.10 the document is the one that the name was found by.
func showKeypair(s *session.Nova) error {
	find := "@10 GET /os-keypairs/{=keypair}?user_id=user; FIND {keypair}"
	r, err := s.FetchOne(find, "keypair")
	if err != nil {
		return err
	}
	info := r.Clone()
	info.Delete("public_key")
	if err := s.PrintDict(info, 0); err != nil {
		return err
	}
	return s.Line("Public key: " + r.Text("public_key"))
}
