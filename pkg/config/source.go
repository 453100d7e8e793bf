package config

// The kinds of sources, from the strongest.
const (
	FromFlag        = "flag"
	FromEnvironment = "environment"
	FromProfile     = "profile"
	FromFile        = "file"
	FromDefault     = "default"
)

// Source is where a value came from: "flag --region", "environment OS_REGION_NAME", "profile work", "default".
type Source struct {
	Kind string // one of the From constants
	Name string // the flag with its dashes, the variable, the profile, the file's path; "" for a default
}

// String is the kind and the name.
func (s Source) String() string {
	if s.Name == "" {
		return s.Kind
	}
	return s.Kind + " " + s.Name
}
