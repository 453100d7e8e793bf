package yamlfile

// Error is a complaint about the configuration. It never holds a secret.
type Error struct {
	Message string   // what is wrong, and where
	Advice  string   // what to do about it, or ""
	Err     error    // the cause, or nil
	Regions []string // those of the cloud, where the one that is asked for isn't among them
}

// Error returns the message, with the cause where there is one.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return e.Message + ": " + e.Err.Error()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Kind returns usage: other settings would do.
func (e *Error) Kind() string { return "usage" }

// Hint returns what to do about it; empty where there is no advice.
func (e *Error) Hint() string { return e.Advice }
