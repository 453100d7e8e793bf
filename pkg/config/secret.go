package config

import (
	"errors"
	"io/fs"
	"os/exec"

	"github.com/novactl/novactl/pkg/config/internal/command"
	"github.com/novactl/novactl/pkg/config/internal/yamlfile"
)

// readSecrets puts the secret where the connection has it. At most one to sign in with is left
// (dropWeakerAlternatives), and a passcode beside it.
func (s *resolution) readSecrets(conn *Connection) error {
	for name, to := range map[string]*string{
		"password":                      &conn.Password,
		"passcode":                      &conn.Passcode,
		"api-key":                       &conn.APIKey,
		"token":                         &conn.Token,
		"application-credential-secret": &conn.ApplicationCredentialSecret,
		"client-secret":                 &conn.ClientSecret,
		"access-token":                  &conn.AccessToken,
	} {
		v, ok := s.secrets[name]
		if !ok || name == "passcode" && v.via == viaCommand {
			continue
		}
		text, err := s.readSecret(name, v)
		if err != nil {
			return err
		}
		*to = text
	}
	return nil
}

func (s *resolution) readSecret(name string, v value) (string, error) {
	switch v.via {
	case viaFile:
		return s.secretFile(name, v)
	case viaStdin:
		return s.secretStdin(name, v)
	case viaCommand:
		return secretCommand(name, v)
	}
	return v.text, nil
}

// secretFile's errors name the file and where it was named, and never what is in it.
func (s *resolution) secretFile(name string, v value) (string, error) {
	if err := checkPath(v.text); err != nil {
		return "", &Error{Message: "bad value of " + name + fileSuffix + " (" + v.location() + ")", Err: err}
	}
	path := s.env.expand(v.text)
	data, err := ReadNamed(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", &Error{Message: "no such file: " + path + ", for the " + name + " (" + v.location() + ")"}
	}
	if err != nil {
		return "", err
	}
	return notEmpty(name, path, data)
}

func (s *resolution) secretStdin(name string, v value) (string, error) {
	if s.in.Stdin == nil {
		return "", &Error{Message: "no standard input to read the " + name + " from (" + v.location() + ")"}
	}
	data, err := yamlfile.ReadLimited(s.in.Stdin)
	if err != nil {
		return "", &Error{Message: "can't read the " + name + " from standard input", Err: err}
	}
	return notEmpty(name, "standard input", data)
}

func notEmpty(name, where string, data []byte) (string, error) {
	text := yamlfile.TrimNewline(string(data))
	if text == "" {
		return "", &Error{Message: "the " + name + " in " + where + " is empty"}
	}
	return text, nil
}

// LatePasscode returns the passcode that a command prints, "" where there is none: it is good for half a minute, so the command is run only when
// the cloud asks.
func (c *Config) LatePasscode() (string, error) {
	v, ok := c.resolved.secrets["passcode"]
	if !ok || v.via != viaCommand {
		return "", nil
	}
	return secretCommand("passcode", v)
}

// secretCommand returns the secret that a command prints.
func secretCommand(name string, v value) (string, error) {
	text, err := command.FirstLine(v.text)
	if err != nil {
		return "", &Error{Message: "the " + name + " comes from a command (" + v.location() + ")", Err: err}
	}
	return text, nil
}

// Pager returns the program that lists and shows go through on a terminal, ready to start; nil where there is to be none.
func (c *Config) Pager() (*exec.Cmd, error) {
	pager, err := command.Pager(c.Get("pager"))
	if err != nil {
		return nil, &Error{Message: "the pager is no command", Err: err}
	}
	return pager, nil
}
