package transport

import "testing"

// A program exits by the kind of a failure, and shows the hint below it.
func TestErrorKindsAndHints(t *testing.T) {
	t.Parallel()
	const passwords = "check the user name, the password or API key, and the project: novactl auth login tries them"
	for _, test := range []struct {
		err        interface{ Kind() string }
		kind, hint string
	}{
		{&Error{Status: 404}, "not_found", ""},
		{&Error{Op: SignIn, Status: 404, Message: "Could not recognize Fernet token"}, "auth",
			"the token is wrong or has run out: sign in with another one"},
		{&Error{Status: 413}, "over_limit", ""},
		{&Error{Status: 429}, "over_limit", ""},
		{&Error{Status: 403, Message: "Quota exceeded for cores"}, "over_limit", ""},
		{&Error{Status: 409, Message: "Quota exceeded for resources: ['port']."}, "over_limit", ""},
		{&Error{Status: 403, Message: "Policy doesn't allow it"}, "auth", ""},
		{&Error{Status: 401}, "auth", passwords},
		{&Error{Status: 409}, "conflict", ""},
		{&Error{Status: 500}, "unavailable", ""},
		{&Error{Status: 400}, "failure", ""},
		{&UnreachableError{}, "unavailable", ""},
		{&Error{Status: 408}, "unavailable", ""},
		{&Error{Status: 504, Uncertain: true}, "unavailable", "look before you try again: it may have been done"},
		{&Error{Status: 303, Uncertain: true}, "unavailable", "look before you try again: it may have been done"},
		{&UnreachableError{Uncertain: true}, "unavailable", "look before you try again: it may have been done"},
		{&OptionError{}, "usage", ""},
	} {
		hint := ""
		if h, ok := test.err.(interface{ Hint() string }); ok {
			hint = h.Hint()
		}
		if kind := test.err.Kind(); kind != test.kind || hint != test.hint {
			t.Errorf("%T: kind %q, hint %q; want %q, %q", test.err, kind, hint, test.kind, test.hint)
		}
	}
}
