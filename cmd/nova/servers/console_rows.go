package servers

import (
	"encoding/base64"
	"os/exec"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/cmd/nova/session"
)

// consoleRows are the commands about a server's consoles and the password that it was made with.
func consoleRows() []session.Command {
	rows := []session.Command{
		{
			Name: "console-log", Short: "Show what a server wrote to its console.", Takes: "server --length=",
			Same: "server console-log {server} [--lines {length}]", Run: consoleLog,
		},
		{
			Name: "get-serial-console", Short: "Get the address of a server's serial console.", Takes: "server --console-type=",
			Run: func(s *session.Nova) error {
				kind := "serial"
				if s.Args.Given("console_type") {
					kind = s.Args.Text("console_type")
				}
				if kind != "serial" {
					return session.Errorf("Invalid parameter value for 'console_type', currently supported 'serial'.")
				}
				return console(s, kind)
			},
		},
		{
			Name: "get-mks-console", Since: 8, Short: "Get the address of a server's MKS console.", Takes: "server",
			Run: func(s *session.Nova) error { return console(s, "webmks") },
		},
		{
			Name: "ssh", Short: "Log in to a server by ssh.", Run: ssh,
			Takes: "server --port=int --private --address-type= --network= --ipv6 --login= --identity|-i= --extra-opts>extra=",
			Same:  "server ssh {server}",
		},
		{Name: "get-password", Short: "Get the password that a server made up for its administrator.", Takes: "server private_key?", Run: getPassword},
		{
			Name: "clear-password", Short: "Delete the password that the cloud has of a server. The server's own stays as it is.", Takes: "server",
			Run: func(s *session.Nova) error {
				path, err := s.Below("/os-server-password")
				if err != nil {
					return err
				}
				return s.Delete(path)
			},
		},
	}
	for _, kind := range []string{"vnc", "spice", "rdp"} {
		row := session.Command{
			Name: "get-" + kind + "-console", Short: "Get the address of a server's " + strings.ToUpper(kind) + " console.", Takes: "server console_type",
			Run: func(s *session.Nova) error { return console(s, s.Args.Text("console_type")) },
		}
		if kind != "rdp" {
			row.Same = "server console-url {server} --type {console_type}"
		}
		rows = append(rows, row)
	}
	return rows
}

// consoles are the types of consoles: the action that opened one before 2.6, and the protocol since.
var consoles = map[string][2]string{
	"novnc": {"os-getVNCConsole", "vnc"}, "xvpvnc": {"os-getVNCConsole", "vnc"}, "spice-html5": {"os-getSPICEConsole", "spice"},
	"rdp-html5": {"os-getRDPConsole", "rdp"}, "serial": {"os-getSerialConsole", "serial"}, "webmks": {"", "mks"},
}

// console prints the address of a console.
func console(s *session.Nova, kind string) error {
	r, err := s.Server()
	if err != nil {
		return err
	}
	of, known := consoles[kind]
	if !known || of[0] == "" && s.Minor < 8 {
		return session.Failure("UnsupportedConsoleType", `Unsupported console_type "`+kind+`"`)
	}
	var d *pytext.Dict
	root := "console"
	if s.Minor >= 6 {
		root = "remote_console"
		d, err = s.Post("/servers/"+session.Escape(r.ID())+"/remote-consoles", pytext.NewDict(root, pytext.NewDict("protocol", of[1], "type", kind)))
	} else {
		var a session.Answer
		a, err = s.ActionAnswer(r, of[0], pytext.NewDict("type", kind))
		d = a.Body
	}
	if err != nil {
		return err
	}
	return s.PrintList([]string{"Type", "Url"}, []*session.Resource{session.Whole(d.Dict(root))}, nil, session.Unsorted)
}

// consoleLog is `console-log`.
func consoleLog(s *session.Nova) error {
	r, err := s.Server()
	if err != nil {
		return err
	}
	a, err := s.ActionAnswer(r, "os-getConsoleOutput", pytext.NewDict("length", s.Args.Value("length")))
	if err != nil {
		return err
	}
	return s.Line(a.Body.Text("output"))
}

// getPassword is `get-password`.
func getPassword(s *session.Nova) error {
	path, err := s.Below("/os-server-password")
	if err != nil {
		return err
	}
	d, err := s.Get(path)
	if err != nil {
		return err
	}
	password := d.Text("password")
	if key := s.Args.Text("private_key"); key != "" && password != "" {
		if password, err = decrypt(s, key, password); err != nil {
			password = err.Error() + "Failed to decrypt:\n" + d.Text("password")
		}
	}
	return s.Line(password)
}

// decrypt decrypts a password by openssl, which knows keys that have a pass phrase.
func decrypt(s *session.Nova, key, password string) (string, error) {
	secret, err := base64.StdEncoding.DecodeString(password)
	if err != nil {
		return "", err
	}
	cmd := exec.CommandContext(s.Ctx, "openssl", "pkeyutl", "-decrypt", "-inkey", key)
	cmd.Stdin = strings.NewReader(string(secret))
	plain, err := cmd.Output()
	return string(plain), err
}

// tagRows are the commands about a server's tags.
func tagRows() []session.Command {
	return []session.Command{
		{
			Name: "server-tag-list", Since: 26, Short: "List the tags of a server.", Takes: "server",
			Run: func(s *session.Nova) error {
				path, err := s.Below("/tags")
				if err != nil {
					return err
				}
				d, err := s.Get(path)
				if err != nil {
					return err
				}
				var rows []*session.Resource
				for _, tag := range session.Texts(d.List("tags")) {
					rows = append(rows, session.Whole(pytext.NewDict("tag", tag)))
				}
				return s.PrintList([]string{"Tag"}, rows, nil, session.Unsorted)
			},
		},
		{
			Name: "server-tag-add", Since: 26, Short: "Add tags to a server.", Takes: "server tag+",
			Run: func(s *session.Nova) error {
				return eachTag(s, "Request to add tag %s to specified server has been accepted.", "Unable to add the specified tag to the server.",
					func(path string) error { _, err := s.Put(path, nil); return err })
			},
		},
		{
			Name: "server-tag-set", Since: 26, Short: "Set the tags of a server, in place of those that it has.", Takes: "server tags+",
			Run: func(s *session.Nova) error {
				path, err := s.Below("/tags")
				if err != nil {
					return err
				}
				_, err = s.Put(path, pytext.NewDict("tags", s.Args.Texts("tags")))
				return err
			},
		},
		{
			Name: "server-tag-delete", Since: 26, Short: "Delete tags of a server.", Takes: "server tag+",
			Run: func(s *session.Nova) error {
				return eachTag(s, "Request to delete tag %s from specified server has been accepted.",
					"Unable to delete the specified tag from the server.", s.Delete)
			},
		},
		{
			Name: "server-tag-delete-all", Since: 26, Short: "Delete all tags of a server.", Takes: "server",
			Run: func(s *session.Nova) error {
				path, err := s.Below("/tags")
				if err != nil {
					return err
				}
				return s.Delete(path)
			},
		},
	}
}

// eachTag does something with the path of each tag.
func eachTag(s *session.Nova, done, failed string, do func(path string) error) error {
	path, err := s.Below("/tags/")
	if err != nil {
		return err
	}
	return s.Each(s.Args.Texts("tag"), done, failed, func(tag string) error { return do(path + session.Escape(tag)) })
}
