package auth

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/config"
)

// questions are what `auth login` and `auth password` ask a person for, on a terminal, of what the settings lack.
type questions struct {
	app     *app.App
	cmd     *cobra.Command
	address bool     // whether an address was given
	answers []answer // in the sequence of the questions, the secret last
}

// answer is a setting and its value.
type answer struct {
	setting config.Setting
	text    string
}

// ask asks for what is missing. Where nothing is, or nobody is to be asked, it does nothing.
func (q *questions) ask(ctx context.Context) error {
	cfg, err := q.app.Config(q.cmd)
	if err != nil || !q.app.Streams.Asks() {
		return err
	}
	if noCloud, _, _ := cfg.Missing(); noCloud {
		if err := q.askCloud(ctx, cfg); err != nil {
			return err
		}
		if cfg, err = q.app.Config(q.cmd); err != nil {
			return err
		}
	}
	_, noUser, noSecret := cfg.Missing()
	if noUser {
		if err := q.line(ctx, "username", "User name", ""); err != nil {
			return err
		}
	}
	if q.address && !cfg.TakesAPIKey() {
		if err := q.line(ctx, "user-domain-name", "Domain of the user", "Default"); err != nil {
			return err
		}
		if err := q.line(ctx, "project-name", "Project", "-"); err != nil {
			return err
		}
		q.sameDomain()
	}
	if !noSecret {
		return nil
	}
	name, prompt := "password", "Password"
	if cfg.TakesAPIKey() {
		name, prompt = "api-key", "API key"
	}
	text, err := q.app.Streams.Password(ctx, prompt)
	if err == nil && text == "" {
		err = fail.Usagef("the %s is empty", name)
	}
	if err != nil {
		return err
	}
	q.accept(name, text)
	return nil
}

// askCloud offers the profiles that there are, and an address.
func (q *questions) askCloud(ctx context.Context, cfg *config.Config) error {
	profiles, err := cfg.Profiles()
	if err != nil {
		return err
	}
	var options []string
	for _, p := range profiles {
		options = append(options, fmt.Sprintf("%s (%s)", p.Name, p.From))
	}
	n, err := q.choose(ctx, "Which cloud?", append(options, "another, by the address of its identity service"))
	switch {
	case err != nil:
		return err
	case n < len(profiles):
		q.app.Answer("NOVACTL_CLOUD=" + profiles[n].Name)
		return nil
	}
	q.address = true
	return q.line(ctx, "auth-url", "Address of the identity service (https://…)", "")
}

// sameDomain makes the domain of the user that of the project too.
func (q *questions) sameDomain() {
	for _, a := range q.answers {
		if a.setting.Name == "user-domain-name" {
			q.accept("project-domain-name", a.text)
		}
	}
}

// line asks for a setting. An empty answer is the usual one; "-" stands for none.
func (q *questions) line(ctx context.Context, name, prompt, usual string) error {
	if usual != "" && usual != "-" {
		prompt += " [" + usual + "]"
	} else if usual == "-" {
		prompt += " (empty: the user's own)"
	}
	text, err := q.app.Streams.Ask(ctx, prompt+":")
	if err != nil {
		return err
	}
	if text = strings.TrimSpace(text); text == "" {
		text = usual
	}
	switch text {
	case "":
		return fail.Usagef("the %s is empty", name)
	case "-":
		return nil
	}
	if err := config.SettingOf(name).Check(text); err != nil {
		return fail.Usagef("%s: %v", name, err)
	}
	q.accept(name, text)
	return nil
}

// accept makes an answer count as if the environment had it.
func (q *questions) accept(name, text string) {
	s := config.SettingOf(name)
	q.answers = append(q.answers, answer{s, text})
	q.app.Answer(s.Env[0] + "=" + text)
}

// secret is the answer that is one; nil where none was asked for.
func (q *questions) secret() *answer {
	for i, a := range q.answers {
		if a.setting.Secret {
			return &q.answers[i]
		}
	}
	return nil
}

// choose asks which of the options it shall be, by number.
func (q *questions) choose(ctx context.Context, question string, options []string) (int, error) {
	q.app.Streams.Notice("%s", question)
	for i, o := range options {
		q.app.Streams.Notice("  %d  %s", i+1, o)
	}
	text, err := q.app.Streams.Ask(ctx, fmt.Sprintf("1-%d:", len(options)))
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || n < 1 || n > len(options) {
		return 0, fail.Usagef("%q is not a number from 1 to %d", strings.TrimSpace(text), len(options))
	}
	return n - 1, nil
}

// signIn signs in, and asks for the region where the catalog has several and none is chosen.
func (q *questions) signIn(ctx context.Context) (identity.Session, error) {
	c, err := q.app.Client(q.cmd)
	if err != nil {
		return identity.Session{}, err
	}
	s, err := c.Authenticate(ctx)
	var several *identity.RegionError
	if !errors.As(err, &several) || several.Region != "" || len(several.Available) < 2 || len(q.answers) == 0 {
		return s, err
	}
	n, err := q.choose(ctx, "Which region?", several.Available)
	if err != nil {
		return s, err
	}
	q.accept("region", several.Available[n])
	if c, err = q.app.Client(q.cmd); err != nil {
		return s, err
	}
	return c.Session(ctx) // the token is the kept one
}

// name is what a profile of the answers is likely to be called.
func (q *questions) name(cfg *config.Config) string {
	if cfg.Profile() != "" {
		return cfg.Profile()
	}
	u, err := url.Parse(cfg.Get("auth-url"))
	if err != nil {
		return ""
	}
	return u.Hostname()
}
