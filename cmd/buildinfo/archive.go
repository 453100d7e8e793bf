package buildinfo

import (
	"regexp"
	"strings"
	"time"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

// fromArchive reads lines of a name, a space and a value, as git left them.
func fromArchive(text string) Info {
	values := make(map[string]string)
	for line := range strings.Lines(text) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), " ")
		if !strings.HasPrefix(value, "$Format:") {
			values[name] = value
		}
	}
	at, err := time.Parse(time.RFC3339, values["date"])
	if values["commit"] == "" || err != nil {
		return Info{}
	}
	at = at.UTC()
	return Info{
		Version: fromDescription(values["version"], values["commit"], at),
		Commit:  values["commit"], Date: at.Format(time.RFC3339),
	}
}

// fromDescription returns the version that Go would make of a commit that `git describe` calls so: a tag, or a tag with what came after
// it, or nothing.
func fromDescription(described, hash string, at time.Time) string {
	tag := regexp.MustCompile(`-\d+-g[0-9a-f]+$`).ReplaceAllString(described, "")
	if tag == described && semver.IsValid(tag) {
		return tag
	}
	return module.PseudoVersion(semver.Major(tag), semver.Canonical(tag), at, hash[:min(len(hash), 12)])
}

// fromPseudo returns version, with the commit and its date where the version is made of them.
func fromPseudo(version string) Info {
	info := Info{Version: version}
	base, _, _ := strings.Cut(version, "+") // what Go adds where the checkout was changed
	rev, err := module.PseudoVersionRev(base)
	if err != nil {
		return info
	}
	if at, err := module.PseudoVersionTime(base); err == nil {
		info.Commit, info.Date = rev, at.UTC().Format(time.RFC3339)
	}
	return info
}
