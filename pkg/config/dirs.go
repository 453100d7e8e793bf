package config

import (
	"path/filepath"

	"github.com/novactl/novactl/pkg/config/internal/rootbundle"
)

// RootBundle returns the file with all root certificates of the system, or the one that SSL_CERT_FILE names; "" where there is none. What package x509
// trusts besides, by SSL_CERT_DIR for instance, it still does.
func (in Input) RootBundle() string { return rootbundle.Find(in.environment()["SSL_CERT_FILE"]) }

// Dirs are novactl's own directories, by the XDG Base Directory Specification. They need not exist.
type Dirs struct {
	Config string // config.yaml
	State  string // the sandbox, and the key of the tokens
	Cache  string // tokens
}

// Dirs finds the directories. A relative XDG_… variable is ignored, as the specification says. Without a home
// directory there is an error, unless the variables name all three.
func (in Input) Dirs() (Dirs, error) {
	env := in.environment()
	var dirs Dirs
	for _, d := range []struct {
		variable, fallback string
		to                 *string
	}{
		{"XDG_CONFIG_HOME", ".config", &dirs.Config},
		{"XDG_STATE_HOME", filepath.Join(".local", "state"), &dirs.State},
		{"XDG_CACHE_HOME", ".cache", &dirs.Cache},
	} {
		base := env.base(d.variable, d.fallback)
		if base == "" {
			return Dirs{}, &Error{
				Message: "no home directory: HOME is not set",
				Advice:  "Set HOME, or XDG_CONFIG_HOME, XDG_STATE_HOME and XDG_CACHE_HOME, to absolute paths.",
			}
		}
		*d.to = filepath.Join(base, "novactl")
	}
	return dirs, nil
}

// base returns the directory that variable names, or fallback in the home directory; "" where there is no home.
func (e environment) base(variable, fallback string) string {
	if dir := e[variable]; filepath.IsAbs(dir) {
		return dir
	}
	if home := e.home(); home != "" {
		return filepath.Join(home, fallback)
	}
	return ""
}

// configFile returns the path of config.yaml, or "" where there is no place for it.
func (e environment) configFile() string {
	if base := e.base("XDG_CONFIG_HOME", ".config"); base != "" {
		return filepath.Join(base, "novactl", "config.yaml")
	}
	return ""
}
