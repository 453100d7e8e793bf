package config

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/config/internal/parse"
)

// profile is a connection under a name.
type profile struct {
	name string
	from string // the file's path, or builtIn
	err  error  // why it can't be used; it is listed all the same
	layer

	inRegion func(region value) (profile, error) // what it is in a region; nil: the same in all
}

// isSandbox reports whether the profile is the embedded cloud, whose name no other may have.
func (p profile) isSandbox() bool { return p.name == SandboxName }

// isRecording reports whether the profile is a recording.
func (p profile) isRecording() bool {
	return p.from == builtIn && strings.HasPrefix(p.name, recordingPrefix)
}

// isClosed reports whether nothing of the profile leaves this program, so that nothing from outside may change it.
func (p profile) isClosed() bool { return p.isSandbox() || p.isRecording() }

// clone copies the profile, so that it stays as it was written while its layer loses what is overridden.
func (p profile) clone() profile {
	p.values = maps.Clone(p.values)
	return p
}

// ProfileInfo is a profile as a list shows it.
type ProfileInfo struct {
	Name     string
	From     string // the path of its file, or "built in"
	AuthURL  string // without a password
	Username string
	Region   string
	Current  bool // the one that commands use now
}

func (p profile) info(current string) ProfileInfo {
	user := p.text("username")
	if user == "" {
		user = p.text("user-id")
	}
	return ProfileInfo{
		Name: p.name, From: p.from, AuthURL: parse.RedactURL(p.text("auth-url")), Username: user,
		Region: p.text("region"), Current: p.name == current,
	}
}

// allProfiles returns the profiles that a name can mean: the sandbox, config.yaml's, clouds.yaml's by name,
// Rackspace's. Of those with one name only the first counts. An error leaves out clouds.yaml's.
func (s *resolution) allProfiles() ([]profile, error) {
	fromClouds, err := s.clouds()
	var all []profile
	for _, group := range [][]profile{{sandboxProfile()}, s.file.profiles, fromClouds, rackspaceProfiles()} {
		for _, p := range group {
			if !slices.ContainsFunc(all, func(q profile) bool { return q.name == p.name }) {
				all = append(all, p.withAddress())
			}
		}
	}
	return all, err
}

// withAddress lets a profile of ours named rackspace hold the credentials only.
func (p profile) withAddress() profile {
	if address, ok := rackspaceAddress(p.name); ok && !p.has("auth-url") {
		p.set("auth-url", value{text: address, source: Source{FromProfile, p.name}})
	}
	return p
}

// lookup finds the profile of a name. clouds.yaml is read only where neither the sandbox nor config.yaml has it.
func (s *resolution) lookup(wanted value) (profile, error) {
	name := wanted.text
	if p, is, err := s.recordingProfile(name); is {
		return p, err
	}
	named := func(p profile) bool { return p.name == name }
	ours := append([]profile{sandboxProfile()}, s.file.profiles...)
	if i := slices.IndexFunc(ours, named); i >= 0 {
		return ours[i].withAddress(), nil
	}
	all, err := s.allProfiles()
	if err != nil {
		return profile{}, err
	}
	if i := slices.IndexFunc(all, named); i >= 0 {
		return all[i], nil
	}
	return profile{}, unknownProfile(wanted, all)
}

func unknownProfile(wanted value, all []profile) error {
	var known []string
	for _, p := range all {
		known = append(known, p.name)
	}
	hint := "Profiles: " + strings.Join(known, ", ") + "."
	if nearest := Nearest(wanted.text, known); nearest != "" {
		hint = "Did you mean " + nearest + "? " + hint
	}
	message := fmt.Sprintf("no profile %q", wanted.text)
	if where := wanted.location(); where != "" {
		message += " (" + where + ")"
	}
	return &Error{Message: message, Advice: hint}
}
