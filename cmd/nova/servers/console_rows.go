package servers

import (
	"encoding/base64"
	"errors"
	"os/exec"
	"strings"

	"github.com/novactl/novactl/cmd/nova/session"
)

// consoleRows are the commands about a server's consoles, and those that log in to it.
var consoleRows = []session.Command{
	{
		Name: "console-log", Short: "Show what a server wrote to its console.", Takes: "server --length=",
		Same: "server console-log {server} [--lines {length}]",
		Send: action + "os-getConsoleOutput{length}", Answer: ".=output",
	},
	{
		Name: "get-serial-console", Short: "Get the address of a server's serial console.", Takes: "server --console-type=~serial",
		Run: func(s *session.Nova) error {
			if s.Args.Text("console_type") != "serial" {
				return session.Errorf("Invalid parameter value for 'console_type', currently supported 'serial'.")
			}
			return console(s, "serial")
		},
	},
	{
		Name: "get-mks-console", Since: 8, Short: "Get the address of a server's MKS console.", Takes: "server",
		Run: func(s *session.Nova) error { return console(s, "webmks") },
	},
	{
		Name: "get-vnc-console", Short: "Get the address of a server's VNC console.", Takes: "server console_type",
		Same: "server console-url {server} --type {console_type}", Run: consoleOfType,
	},
	{
		Name: "get-spice-console", Short: "Get the address of a server's SPICE console.", Takes: "server console_type",
		Same: "server console-url {server} --type {console_type}", Run: consoleOfType,
	},
	{Name: "get-rdp-console", Short: "Get the address of a server's RDP console.", Takes: "server console_type", Run: consoleOfType},
	{
		Name: "ssh", Short: "Log in to a server by ssh.", Run: ssh, Check: splitLogin,
		Same:  "server ssh {server} [--port {port}] [--user {login}] [--identity {identity}] [--network {network}] [--ipv6:--ipv6]",
		Takes: "server --port=int --private --address-type= --network= --ipv6 --login=~root --identity|-i= --extra-opts>extra=",
	},
	{
		Name: "get-password", Short: "Get the password that a server made up for its administrator.", Takes: "server private_key?",
		Send: "GET /servers/{server}/os-server-password", Answer: ".=password", Derive: decryptPassword,
	},
	{
		Name: "clear-password", Short: "Delete the password that the cloud has of a server. The server's own stays as it is.", Takes: "server",
		Send: "DELETE /servers/{server}/os-server-password",
	},
}

// consoles are the types of consoles: the action that opened one before 2.6, and the protocol since.
var consoles = [...]struct{ name, action, protocol string }{
	{"novnc", "os-getVNCConsole", "vnc"},
	{"xvpvnc", "os-getVNCConsole", "vnc"},
	{"spice-html5", "os-getSPICEConsole", "spice"},
	{"rdp-html5", "os-getRDPConsole", "rdp"},
	{"serial", "os-getSerialConsole", "serial"},
	{"webmks", "", "mks"},
}

// consoleOfType prints the address of a console of the type that the line names.
func consoleOfType(s *session.Nova) error { return console(s, s.Args.Text("console_type")) }

// console prints the address of a console.
func console(s *session.Nova, name string) error {
	if _, err := s.Server(); err != nil {
		return err
	}
	for _, c := range consoles {
		switch {
		case c.name != name, c.action == "" && s.Minor < 8:
		case s.Minor >= 6:
			send := "POST /servers/{server}/remote-consoles remote_console{protocol='" + c.protocol + "' type='" + name + "'}"
			return s.Exchange(send, "remote_console: Type, Url")
		default:
			return s.Exchange(action+c.action+"{type='"+name+"'}", "console: Type, Url")
		}
	}
	return session.Failure("UnsupportedConsoleType", `Unsupported console_type "`+name+`"`)
}

// decryptPassword decrypts a password, where the line has the key for it.
func decryptPassword(s *session.Nova, r *session.Resource) {
	key, secret := s.Args.Text("private_key"), r.Text("password")
	if key == "" || secret == "" {
		return
	}
	password, err := decrypt(s, key, secret)
	if err != nil {
		password = err.Error() + "Failed to decrypt:\n" + secret
	}
	r.Set("password", password)
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
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		err = errors.New(string(failed.Stderr)) // it says more than the exit code
	}
	return string(plain), err
}
