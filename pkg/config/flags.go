package config

import (
	"iter"

	"github.com/spf13/pflag"
)

// AddFlags adds the flags of every setting that all commands share, the root's persistent flags, and returns each setting with its
// flag; of a secret there are two, and none is returned.
func AddFlags(fs *pflag.FlagSet) iter.Seq2[Setting, *pflag.Flag] {
	added := make(map[string]*pflag.Flag)
	table := Settings()
	for _, s := range table {
		switch {
		case s.FlagOnly:
		case s.Secret:
			file, stdin := s.fileKey(), s.Name+stdinSuffix
			addFlag(fs, Setting{Name: file, Type: File, Help: "file that holds the " + s.Help}, new(string))
			addFlag(fs, Setting{Name: stdin, Type: Bool, Default: "false", Help: "read from standard input: the " + s.Help}, new(string))
		default:
			added[s.Name] = addFlag(fs, s, new(string))
		}
	}
	return func(yield func(Setting, *pflag.Flag) bool) {
		for _, s := range table {
			if f := added[s.Name]; f != nil && !yield(s, f) {
				return
			}
		}
	}
}

// OutputFlags are the values of the flags of commands that show resources, "" for those that aren't given, and the flags: those
// whose values are columns, and those whose values are programs.
type OutputFlags struct {
	Columns, Sort, JQ, Template string
	ByColumn                    struct{ Columns, Sort *pflag.Flag }
	Programs                    []*pflag.Flag
}

// AddOutputFlags adds --columns, --sort, --jq and --template, and returns where their values are once they are parsed.
func AddOutputFlags(fs *pflag.FlagSet) *OutputFlags {
	o := &OutputFlags{}
	values := map[string]*string{"columns": &o.Columns, "sort": &o.Sort, "jq": &o.JQ, "template": &o.Template}
	added := make(map[string]*pflag.Flag)
	for _, s := range resourceRows() {
		if to := values[s.Name]; to != nil {
			added[s.Name] = addFlag(fs, s, to)
		}
	}
	o.ByColumn.Columns, o.ByColumn.Sort = added["columns"], added["sort"]
	o.Programs = []*pflag.Flag{added["jq"], added["template"]}
	return o
}

// addFlag adds the flag of a setting, whose value is text from then on.
func addFlag(fs *pflag.FlagSet, s Setting, text *string) *pflag.Flag {
	*text = s.Default
	f := fs.VarPF(&flagValue{setting: s, text: text}, s.Name, s.Short, s.Help)
	if s.Type == Bool {
		f.NoOptDefVal = "true"
	}
	return f
}

// flagValue checks a flag as it is parsed. Its Type is one that pflag's own getters know.
type flagValue struct {
	setting Setting
	text    *string
}

func (v *flagValue) String() string { return *v.text }

func (v *flagValue) Type() string { return string(v.setting.Type) }

func (v *flagValue) Set(text string) error {
	value, err := v.setting.parse(text)
	if v.setting.Type == File {
		value, err = text, nil // what is no path may be a key, which pflag's own error would show
	}
	if err != nil {
		return err
	}
	*v.text = value
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
