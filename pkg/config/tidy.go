package config

import (
	"errors"
	"strings"

	"github.com/novactl/novactl/pkg/config/internal/parse"
)

// tidy takes off what an editor or a tool has left around a value, where the value can't be meant to have it: a carriage
// return of Windows behind any, blanks and quotes around an address, a number, a choice or an id. Names and secrets may have both.
func (s Setting) tidy(text string) string {
	text = strings.TrimRight(text, "\r")
	switch {
	case s.Secret || s.Type == Command:
		return text
	case s.Type == File:
		return strings.TrimRight(text, "\r\n")
	case s.Type != String || s.Choices != nil || s.Name == "compute-api-version" || strings.HasSuffix(s.Name, "-id"):
		return strings.TrimSpace(parse.Unquote(strings.TrimSpace(text)))
	}
	return text
}

// notPath stands for a text that was found where a path should be.
const notPath = "not a path, not shown"

// checkPath refuses what is no path: the text of a certificate or a key, which the error doesn't show.
func checkPath(text string) error {
	if !parse.IsPath(text) {
		return errors.New("it is no path of a file: put the text into a file, and name that")
	}
	return nil
}

// shown returns a value as it may be shown. That of a secret is never asked for.
func (s Setting) shown(text string) string {
	switch {
	case s.Type == URL:
		return parse.RedactURL(text)
	case (s.Type == File || s.Secret) && !parse.IsPath(text): // of a secret it is the path of its file
		return notPath
	}
	return text
}

// CredentialDoubts says what is odd about the names and secrets of the environment that are used, for a sign-in that was refused:
// blanks, or quotes that no shell took off, as in docker's --env-file; empty where nothing is.
func (c *Config) CredentialDoubts() string {
	var odd []string
	for _, row := range c.resolved.table {
		source := c.Source(row.Name)
		text := c.resolved.env[source.Name]
		if row.Group != GroupCredential || source.Layer != FromEnvironment || row.tidy(text) != text {
			continue
		}
		switch {
		case parse.IsQuoted(text):
			odd = append(odd, source.Name+" has quotes around its value")
		case strings.TrimSpace(text) != text:
			odd = append(odd, source.Name+" has blanks around its value")
		}
	}
	return strings.Join(odd, ", ")
}
