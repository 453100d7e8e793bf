package config

import (
	"strings"

	"github.com/novactl/novactl/pkg/config/internal/authtype"
	"github.com/novactl/novactl/pkg/config/internal/parse"
)

// layers returns what the environment says: under our own names, and under other tools'.
func (e environment) layers(table []Setting) (own, others layer) {
	own, others = newLayer(), newLayer()
	for _, s := range table {
		if s.FlagOnly {
			continue
		}
		e.readInto(own, s, viaText, s.Env[0])
		if s.Secret && !own.has(s.Name) {
			e.readInto(own, s, viaFile, s.FileEnv())
		}
		if s.Secret && !own.has(s.Name) {
			e.readInto(own, s, viaCommand, s.CommandEnv())
		}
		e.readInto(others, s, viaText, s.Env[1:]...)
	}
	e.readRackspace(&others)
	e.readEndpoint(others)
	if text := e["OS_API_TIMEOUT"]; text != "" {
		others.set("timeout", value{text: text + "s", source: Source{FromEnvironment, "OS_API_TIMEOUT"}})
	}
	return own, others
}

func (e environment) readInto(l layer, s Setting, via via, names ...string) {
	if name, text := e.first(names...); name != "" {
		l.set(s.Name, value{text: s.tidy(text), via: via, source: Source{FromEnvironment, name}})
	}
}

// withoutQuotes takes the quotes off all the variables of an openrc whose address has them, as docker's --env-file leaves them: no
// address has quotes, so those of the others are nobody's either.
func (e environment) withoutQuotes() environment {
	row, _ := find("auth-url")
	_, address := e.first(row.Env...)
	if !parse.IsQuoted(strings.TrimSpace(address)) {
		return e
	}
	plain := make(environment, len(e))
	for name, text := range e {
		plain[name] = parse.Unquote(text)
	}
	return plain
}

// readRackspace reads other tools' variables as Rackspace's clients do: OS_PASSWORD may hold the
// API key, and OS_AUTH_SYSTEM may stand for the auth URL.
func (e environment) readRackspace(l *layer) {
	l.method = authtype.Secret(e["OS_AUTH_TYPE"])
	l.unsupported = authtype.Unsupported(e["OS_AUTH_TYPE"])
	system := strings.ReplaceAll(strings.ToLower(e["OS_AUTH_SYSTEM"]), "_", "-")
	address, rackspace := rackspaceAddress(system)
	if flag, err := parse.Bool(e["NOVA_RAX_AUTH"]); rackspace || err == nil && flag == "true" {
		l.method = "api-key"
	}
	l.passwordIsKey()
	if rackspace && !l.has("auth-url") {
		l.set("auth-url", value{text: address, source: Source{FromEnvironment, "OS_AUTH_SYSTEM"}})
	}
}

// readEndpoint reads the endpoint that goes with a token: where the auth type says so, or there is nothing to sign in at.
func (e environment) readEndpoint(others layer) {
	isEndpoint := authtype.IsEndpointToken(e["OS_AUTH_TYPE"])
	if isEndpoint {
		others.drop("auth-url") // of another connection
	}
	if isEndpoint || others.has("token") && !others.has("auth-url") {
		endpoint, _ := find("endpoint")
		e.readInto(others, endpoint, viaText, "OS_ENDPOINT", "OS_URL")
	}
}

// passwordIsKey moves the password to the API key where the layer signs in with a key and has none.
func (l *layer) passwordIsKey() {
	if v, ok := l.values["password"]; ok && l.method == "api-key" {
		if !l.has("api-key") {
			l.set("api-key", v)
		}
		l.drop("password")
	}
}
