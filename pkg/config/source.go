package config

// The layers that a value can come from, the strongest first.
const (
	FromFlag        = "flag"
	FromEnvironment = "environment"
	FromProfile     = "profile"
	FromFile        = "file"
	FromDefault     = "default"
)

// Source is where a value came from: "flag --region", "environment OS_REGION_NAME", "profile work", "default".
type Source struct {
	Layer string // one of the From constants
	Name  string // the flag with its dashes, the variable, the profile, the file's path; "" for a default
}

// String returns the layer and the name.
func (s Source) String() string {
	if s.Name == "" {
		return s.Layer
	}
	return s.Layer + " " + s.Name
}
