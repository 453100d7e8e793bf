package config

import (
	"fmt"
	"strings"

	"github.com/novactl/novactl/pkg/config/internal/clouds"
)

// The sandbox's connection. The address resolves nowhere: .invalid never does (RFC 2606).
const (
	SandboxName     = "sandbox"
	SandboxAuthURL  = "http://sandbox.invalid/v2.0"
	sandboxUser     = "sandbox"
	sandboxPassword = "sandbox"
	sandboxProject  = "010101"
	sandboxRegion   = "DFW"
)

// recordingPrefix begins the name of a profile that is a recording: what follows is its file.
const recordingPrefix = "replay:"

// recordingProfile is the profile of a recording, where the name is one's.
func (s *resolution) recordingProfile(name string) (p profile, is bool, err error) {
	file, is := strings.CutPrefix(name, recordingPrefix)
	if !is || s.in.Recording == nil {
		return profile{}, false, nil
	}
	settings, err := s.in.Recording(s.env.expand(file))
	if err != nil {
		return profile{}, true, &Error{Message: fmt.Sprintf("profile %q: %v", name, err), Advice: "A recording is made with --record FILE."}
	}
	return makeProfile(name, settings), true, nil
}

// builtIn is where built-in profiles come from.
const builtIn = "built in"

func sandboxProfile() profile {
	return makeProfile(SandboxName, map[string]string{
		"auth-url": SandboxAuthURL, "username": sandboxUser, "password": sandboxPassword,
		"project-id": sandboxProject, "region": sandboxRegion,
	})
}

// rackspaceProfiles hold the two identity services (guide Table 1.2) and no credentials.
func rackspaceProfiles() []profile {
	return []profile{
		makeProfile("rackspace", map[string]string{"auth-url": clouds.VendorAddress("rackspace")}),
		makeProfile("rackspace-uk", map[string]string{"auth-url": clouds.VendorAddress("rackspace-uk")}),
	}
}

// rackspaceAddress returns the auth URL of a built-in Rackspace profile.
func rackspaceAddress(name string) (string, bool) {
	for _, p := range rackspaceProfiles() {
		if p.name == name {
			return p.text("auth-url"), true
		}
	}
	return "", false
}

func makeProfile(name string, values map[string]string) profile {
	p := profile{name: name, from: builtIn, layer: newLayer()}
	for setting, text := range values {
		p.set(setting, value{text: text, source: Source{FromProfile, name}})
	}
	return p
}
