package config

import "github.com/spf13/pflag"

// AddFlags adds the flags of every setting that all commands share: the root's persistent flags.
func AddFlags(fs *pflag.FlagSet) { addFlags(fs, Settings(), false) }

// AddOutputFlags adds --columns, --sort, --jq and --template, for the commands that show resources.
func AddOutputFlags(fs *pflag.FlagSet) { addFlags(fs, outputRows(), true) }

func addFlags(fs *pflag.FlagSet, table []Setting, flagOnly bool) {
	for _, s := range table {
		switch {
		case s.FlagOnly != flagOnly:
		case s.Secret:
			file, stdin := s.fileKey(), s.Name+stdinSuffix
			addFlag(fs, Setting{Name: file, Type: File, Help: "file that holds the " + s.Help})
			addFlag(fs, Setting{Name: stdin, Type: Bool, Default: "false", Help: "read from standard input: the " + s.Help})
		default:
			addFlag(fs, s)
		}
	}
}

func addFlag(fs *pflag.FlagSet, s Setting) {
	f := fs.VarPF(&flagValue{setting: s, text: s.Default}, s.Name, s.Short, s.Help)
	if s.Type == Bool {
		f.NoOptDefVal = "true"
	}
}

// flagValue checks a flag as it is parsed. Its Type is one that pflag's own getters know.
type flagValue struct {
	setting Setting
	text    string
}

func (v *flagValue) String() string { return v.text }

func (v *flagValue) Type() string { return string(v.setting.Type) }

func (v *flagValue) Set(text string) error {
	value, err := v.setting.parse(text)
	if err != nil {
		return err
	}
	v.text = value
	return nil
}

// flagLayer returns what the flags that were given say.
func flagLayer(fs *pflag.FlagSet, table []Setting) (layer, error) {
	l := newLayer()
	if fs == nil {
		return l, nil
	}
	for _, s := range table {
		if s.Secret {
			if err := readSecretFlags(fs, l, s); err != nil {
				return l, err
			}
		} else if f := given(fs, s.Name); f != nil {
			l.set(s.Name, value{text: f.Value.String(), source: flagSource(f)})
		}
	}
	return l, nil
}

// readSecretFlags reads where a secret is. It refuses two sources of one secret, and two secrets on one standard input.
func readSecretFlags(fs *pflag.FlagSet, l layer, s Setting) error {
	file, stdin := given(fs, s.fileKey()), given(fs, s.Name+stdinSuffix)
	if stdin != nil && stdin.Value.String() != "true" {
		stdin = nil
	}
	switch {
	case file != nil && stdin != nil:
		return contradiction("--"+file.Name, "--"+stdin.Name)
	case file != nil:
		l.set(s.Name, value{text: file.Value.String(), via: viaFile, source: flagSource(file)})
	case stdin != nil:
		if other := l.fromStdin(); other != "" {
			return contradiction(other, "--"+stdin.Name)
		}
		l.set(s.Name, value{via: viaStdin, source: flagSource(stdin)})
	}
	return nil
}

// given returns the setting's flag if the user set it, else nil. A command may have a flag of its own under the name
// of a setting (server password --password-file, which is not the password to sign in with): that one is none of
// ours.
func given(fs *pflag.FlagSet, name string) *pflag.Flag {
	f := fs.Lookup(name)
	if f == nil || !f.Changed {
		return nil
	}
	if _, ours := f.Value.(*flagValue); !ours {
		return nil
	}
	return f
}

func flagSource(f *pflag.Flag) Source { return Source{FromFlag, "--" + f.Name} }

func contradiction(a, b string) error {
	return &Error{Message: a + " and " + b + " can't go together", Advice: "Give one of the two."}
}
