package auth

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/config"
)

// keyring is the system's, by the program that comes with it: a library would speak D-Bus, and make the program half a megabyte larger for
// what most never ask for.
type keyring struct {
	program string
	store   func(profile, secret string) (args []string, stdin string)
	lookup  func(profile string) string // the command that prints the secret
}

// systemKeyring is the keyring of this system; false where there is none that a program reaches.
func systemKeyring() (keyring, bool) {
	k := keyring{
		program: "secret-tool", // of libsecret: GNOME's, KDE's and KeePassXC's
		store: func(profile, secret string) ([]string, string) {
			return []string{"store", "--label=novactl " + profile, "service", "novactl", "profile", profile}, secret
		},
		lookup: func(profile string) string { return "secret-tool lookup service novactl profile " + quoted(profile) },
	}
	if runtime.GOOS == "darwin" {
		k = keyring{
			program: "security",
			store: func(profile, secret string) ([]string, string) { // by its standard input: others can read arguments
				return []string{"-i"}, "add-generic-password -U -s novactl -a " + quoted(profile) + " -w " + quoted(secret) + "\n"
			},
			lookup: func(profile string) string {
				return "security find-generic-password -s novactl -w -a " + quoted(profile)
			},
		}
	}
	_, err := exec.LookPath(k.program)
	return k, err == nil
}

// quoted is a word within a command.
func quoted(word string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(word) + `"`
}

// put puts a secret into the keyring.
func (k keyring) put(ctx context.Context, profile, secret string) error {
	args, stdin := k.store(profile, secret)
	var stderr bytes.Buffer
	command := exec.CommandContext(ctx, k.program, args...)
	command.Stdin, command.Stderr = strings.NewReader(stdin), &stderr
	if err := command.Run(); err != nil {
		return fmt.Errorf("%s: %w: %s", k.program, err, strings.Join(strings.Fields(stderr.String()), " "))
	}
	return nil
}

// The places that a secret can be kept in.
const (
	inKeyring = iota
	inFile
	inCommand
	inNone
)

// offerToKeep asks whether the answers shall be a profile, and where its secret is to be kept. A profile of another file stays as it is there.
func (q *questions) offerToKeep(ctx context.Context) error {
	cfg, err := q.app.Config(q.cmd)
	if err != nil || len(q.answers) == 0 {
		return err
	}
	if from := cfg.ProfileFrom(); from != "" && from != cfg.Path() && from != "built in" {
		q.app.Streams.Notice("To be asked no more, add what was missing to profile %s in %s, or to secure.yaml beside it", cfg.Profile(), from)
		return nil
	}
	name, err := q.app.Streams.Ask(ctx, fmt.Sprintf("Keep this as a profile? Its name [%s], or - to keep nothing:", q.name(cfg)))
	if err != nil {
		return err
	}
	if name = strings.TrimSpace(name); name == "" {
		name = q.name(cfg)
	}
	if name == "-" {
		return nil
	}
	return q.saveProfile(ctx, cfg, name)
}

func (q *questions) saveProfile(ctx context.Context, cfg *config.Config, name string) error {
	entries := map[string]string{}
	if name != cfg.Profile() {
		entries["auth-url"] = cfg.Get("auth-url")
	}
	for _, a := range q.answers {
		if !a.setting.Secret {
			entries[a.setting.Name] = a.text
		}
	}
	if secret := q.secret(); secret != nil {
		key, text, err := q.keepSecret(ctx, cfg, name, *secret)
		if err != nil {
			return err
		}
		if key != "" {
			entries[key] = text
		}
	}
	q.app.Answer("NOVACTL_CLOUD=" + name)
	cfg, err := q.app.Config(q.cmd)
	if err != nil {
		return err
	}
	err = app.EditConfig(q.app, cfg, func(e *config.Edit) error { return e.Add(name, entries) })
	if err == nil {
		q.app.Streams.Notice("use it with --cloud %s, or for good with: novactl profile use %s", name, name)
	}
	return err
}

// keepSecret asks where the secret is to be, puts it there, and returns the key of the profile that leads to it; "" where it is kept nowhere.
func (q *questions) keepSecret(ctx context.Context, cfg *config.Config, name string, secret answer) (key, text string, err error) {
	ring, hasRing := systemKeyring()
	path := filepath.Join(filepath.Dir(cfg.Path()), strings.ReplaceAll(name, string(filepath.Separator), "_")+"."+secret.setting.Name)
	options := []string{
		"in the system's keyring, by " + ring.program,
		"in plain text in a file that only you can read: " + path,
		"nowhere here: a command of yours prints it, such as pass show cloud",
		"nowhere: ask each time, or set " + secret.setting.Env[0],
	}
	if !hasRing {
		options[inKeyring] += ", which is not installed"
	}
	for {
		key, text = "", ""
		where, err := q.choose(ctx, "Where shall the "+secret.setting.Name+" be kept?", options)
		var answered *fail.UsageError
		if err != nil && !errors.As(err, &answered) {
			return "", "", err // an interrupt, or nobody there
		}
		switch {
		case err != nil:
		case where == inKeyring && !hasRing:
			err = errors.New("there is no " + ring.program)
		case where == inKeyring:
			key, text, err = secret.setting.Name+"-command", ring.lookup(name), ring.put(ctx, name, secret.text)
		case where == inFile:
			key, text, err = secret.setting.Name+"-file", path, writeSecret(path, secret.text)
		case where == inCommand:
			if text, err = q.app.Streams.Ask(ctx, "The command:"); err != nil {
				return "", "", err
			}
			if key, text = secret.setting.Name+"-command", strings.TrimSpace(text); text == "" {
				err = errors.New("the command is empty")
			}
		}
		if err == nil || ctx.Err() != nil {
			return key, text, err
		}
		q.app.Streams.Notice("%v: choose another place", err) // what was answered so far isn't lost
	}
}

// writeSecret puts a secret into a new file that only the user can read.
func writeSecret(path, secret string) error {
	const ours = 0o700
	if err := os.MkdirAll(filepath.Dir(path), ours); err != nil {
		return err
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, os.ErrExist) {
		return &fail.UsageError{Message: path + " is there already", Advice: "remove it, or choose another name for the profile"}
	}
	if err != nil {
		return err
	}
	_, err = file.WriteString(secret + "\n")
	return errors.Join(err, file.Close())
}
