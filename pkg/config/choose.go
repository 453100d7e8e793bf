package config

import (
	"fmt"
	"slices"

	"github.com/novactl/novactl/pkg/config/internal/parse"
)

// chooseProfile finds the profile in effect, and drops from the environment what may not change it.
func (s *resolution) chooseProfile(flags, own, others layer) {
	v, chosen := strongest([]layer{flags, own, others, s.file.top}, "cloud")
	if !chosen {
		v = s.onlyCloud(flags, own, others)
	}
	if s.meansEnvironment(v) {
		v.text = ""
	}
	named := v.source.Layer == FromFlag || v.source.Layer == FromEnvironment
	s.profile = profile{layer: newLayer()}
	if v.text == "" { // also --cloud "": no profile, whatever is current
		return
	}
	p, err := s.lookup(v)
	if err != nil {
		s.failProfile(err)
	}
	if !named && putAside(p, flags, own, others) {
		return
	}
	if err == nil {
		s.profile = p.clone()
	}
	if p.isClosed() {
		s.checkClosed(p, flags, v)
	}
	s.warnIgnored(named, own, others)
	applyTrust(s.trust(p, named, others), s.table, own, others)
	if s.profile.inRegion == nil {
		return
	}
	region, _ := strongest([]layer{flags, own, others}, "region")
	p, err = s.profile.inRegion(region)
	if err != nil {
		s.failProfile(err)
	}
	s.profile = p.withAddress()
}

// meansEnvironment reports whether a name stands for the environment itself, as openstacksdk has it: envvars, or what OS_CLOUD_NAME
// says. A profile of ours that has the name wins.
func (s *resolution) meansEnvironment(v value) bool {
	name := s.env["OS_CLOUD_NAME"]
	if name == "" {
		name = "envvars"
	}
	return v.text == name && !slices.ContainsFunc(s.file.profiles, func(p profile) bool { return p.name == name })
}

// onlyCloud returns the one cloud of clouds.yaml where nobody chose any, as openstacksdk has it: not where there are
// two, and not where a flag or the environment says where the cloud is, or who asks. A password of another cloud must
// not go there: the file may be that of whatever directory one happens to be in.
func (s *resolution) onlyCloud(said ...layer) value {
	for _, name := range []string{"auth-url", "endpoint"} {
		if _, ok := strongest(said, name); ok {
			return value{}
		}
	}
	clouds, err := s.clouds()
	if err != nil {
		s.failProfile(err)
	}
	if len(clouds) != 1 {
		return value{}
	}
	only := value{text: clouds[0].name, source: Source{Layer: FromProfile, Name: clouds[0].name}, where: clouds[0].from}
	for _, row := range s.table {
		if v, ok := strongest(said, row.Name); ok && row.Group == GroupCredential {
			s.passedOver = fmt.Sprintf("%s is not used with a cloud that nobody named; to use it with the only one of %s: --cloud %s",
				v.source.Name, only.where, only.text)
			return value{}
		}
	}
	return only
}

// putAside reports whether a profile that nobody named gives way, because a flag or the environment names another
// identity service: the profile's password must not go there. For the sandbox only a flag counts.
func putAside(p profile, flags, own, others layer) bool {
	stronger := []layer{flags, own, others}
	if p.isClosed() {
		stronger = stronger[:1]
	}
	v, ok := strongest(stronger, "auth-url")
	return ok && !parse.SameURL(v.text, p.text("auth-url"))
}

// checkClosed keeps the promise that the name of the sandbox, or of a recording, never means another cloud.
func (s *resolution) checkClosed(p profile, flags layer, choice value) {
	what := map[bool]string{true: "a recording", false: "the sandbox"}[p.isRecording()]
	for _, name := range []string{"auth-url", "endpoint"} {
		if flags.has(name) {
			s.fail(contradiction(fmt.Sprintf("%s (%s)", what, choice.location()), "--"+name))
		}
	}
}

// warnIgnored says which variables a person would wonder about: our own, and those beside a current sandbox.
func (s *resolution) warnIgnored(named bool, own, others layer) {
	if s.profile.name == "" || !named && !s.profile.isClosed() {
		return
	}
	ignored := []layer{own}
	if !named {
		ignored = append(ignored, others)
	}
	for _, name := range []string{"auth-url", "endpoint"} {
		if v, ok := strongest(ignored, name); ok {
			s.warnings = append(s.warnings, fmt.Sprintf(
				"%s is ignored: profile %q says where the cloud is; choose another with --cloud", v.source.Name, s.profile.name))
		}
	}
}

func (s *resolution) trust(p profile, named bool, others layer) trust {
	switch {
	case p.isClosed():
		return trustClosed
	case !named:
		return trustAll
	case p.from != builtIn:
		return trustNamed
	case others.has("auth-url") && !parse.SameURL(others.text("auth-url"), p.text("auth-url")):
		s.foreignAddress = others.values["auth-url"].source.Name
		return trustNamed
	}
	return trustBorrowing
}
