package config

import (
	"fmt"
	"io"

	"github.com/novactl/novactl/pkg/config/internal/parse"
)

// Format prints the profile and the path, whatever the verb.
func (c *Config) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// String names the profile and the file.
func (c *Config) String() string {
	return fmt.Sprintf("config(profile %q, file %q)", c.Profile(), c.Path())
}

// Format prints the connection without its secrets, whatever the verb.
func (c Connection) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// String names the profile, the address and the user.
func (c Connection) String() string {
	user := c.Username
	if user == "" {
		user = c.UserID
	}
	return fmt.Sprintf("connection(profile %q, auth-url %q, user %q, region %q)",
		c.Profile, parse.RedactURL(c.AuthURL), user, c.Region)
}
