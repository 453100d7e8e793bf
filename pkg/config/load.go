package config

import (
	"fmt"
	"sync"

	"github.com/spf13/viper"
)

// resolution holds what a Config knows, behind a pointer: printing a Config prints none of it.
type resolution struct {
	in             Input
	env            environment
	table          []Setting
	file           *configFile
	profile        profile // in effect; without a name: none
	foreignAddress string  // the variable that kept a built-in profile from borrowing the environment's credentials

	// values hold every setting but the secrets. Viper types them. It reads no file, because it would
	// read the project 010101 as a number and knows no lines, and no environment, because it takes only the process's.
	values  *viper.Viper
	sources map[string]Source
	secrets map[string]value // where the secrets are; they aren't read yet

	clouds        func() ([]profile, error) // of clouds.yaml, read once: it may be a pipe
	passedOver    string                    // why the only cloud of clouds.yaml isn't used, and what to do; or ""
	profileErr    error                     // why the profile in effect can't be had, or nil
	connectionErr error                     // why there can be no connection; other settings are good
	connection    *Connection
	warnings      []string
}

// Load finds the value of every setting. It reads config.yaml, and clouds.yaml where a profile is wanted that
// config.yaml doesn't have. A bad file or a bad value is an *Error. What is wrong with the connection alone is left
// to [Config.Connection], so that commands without a cloud, such as those that mend the profiles, work on.
func Load(in Input) (*Config, error) {
	s := &resolution{
		in: in, env: in.environment(), table: Settings(),
		values: viper.New(), sources: map[string]Source{}, secrets: map[string]value{},
	}
	s.clouds = sync.OnceValues(func() ([]profile, error) { return in.readClouds(s.env) })
	flags, err := flagLayer(in.Flags, s.table)
	if err != nil {
		return nil, err
	}
	if s.file, err = readConfigFile(s.env.configFile(), s.table); err != nil {
		return nil, err
	}
	s.warnings = append(s.warnings, s.file.warnings...)
	own, others := s.env.layers(s.table)
	s.chooseProfile(flags, own, others)
	s.checkUnsupported(others)
	layers := []layer{flags, own, others, s.profile.layer, s.file.top}
	dropWeakerAlternatives(layers)
	if err := s.resolve(layers); err != nil {
		return nil, err
	}
	return &Config{Warnings: s.warnings, resolved: s}, nil
}

// resolve finds each setting's value and source.
func (s *resolution) resolve(layers []layer) error {
	for _, row := range s.table {
		s.values.SetDefault(row.Name, row.Default)
		s.sources[row.Name] = Source{Layer: FromDefault}
		v, ok := strongest(layers, row.Name)
		if !ok {
			continue
		}
		s.sources[row.Name] = v.source
		if row.Secret {
			s.secrets[row.Name] = v
			continue
		}
		text, err := row.parse(v.text)
		if err != nil {
			if err = badValue(row, v, err); !row.Connection() {
				return err
			}
			s.fail(err)
			text = row.shown(v.text)
		}
		if row.Type == File {
			text = s.env.expand(text)
		}
		s.values.Set(row.Name, text)
	}
	return nil
}

func badValue(row Setting, v value, err error) error {
	return &Error{Message: fmt.Sprintf("bad value of %s (%s)", row.Name, v.location()), Err: err}
}

// failProfile notes why the profile that is asked for can't be had.
func (s *resolution) failProfile(err error) {
	if s.profileErr == nil {
		s.profileErr = err
	}
	s.fail(err)
}

// fail notes why there can be no connection; the first reason counts.
func (s *resolution) fail(err error) {
	if s.connectionErr == nil {
		s.connectionErr = err
	}
}

// checkUnsupported notes a failure where the connection needs what is unsupported.
func (s *resolution) checkUnsupported(others layer) {
	switch {
	case s.profile.unsupported != "":
		s.fail(&Error{Message: "profile " + s.profile.name + ": " + s.profile.unsupported, Advice: "Mend it in " + s.profile.from + "."})
	case others.unsupported != "" && others.has("auth-url"):
		s.fail(&Error{Message: "the connection of " + others.values["auth-url"].source.Name + ": " + others.unsupported})
	}
}
