package config

// Error is a complaint about the configuration: exit code 2. It never holds a secret.
type Error struct {
	Message string // what is wrong, and where
	Hint    string // what to do about it, or ""
	Err     error  // the cause, or nil
}

// Error is the message, with the cause where there is one.
func (e *Error) Error() string {
	if e.Err == nil {
		return e.Message
	}
	return e.Message + ": " + e.Err.Error()
}

// Unwrap gives the cause.
func (e *Error) Unwrap() error { return e.Err }
