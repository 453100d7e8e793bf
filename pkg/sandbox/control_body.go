package sandbox

import "github.com/go-json-experiment/json"

// decodeBody reads the body of a control into v. Unlike Nova it says what is wrong with it: who sends one writes it by hand, with curl, whose
// own type for a body is that of a form.
func decodeBody(b body, v any) error {
	switch {
	case b.lost:
		return badRequest("A control's body has to be of the Content-Type application/json")
	case len(b.data) == 0:
		return badRequest("A body is needed, in JSON")
	}
	if err := seedError(json.Unmarshal(b.data, v, json.RejectUnknownMembers(true), numbersAsText())); err != nil {
		return badRequest("%v", err)
	}
	return nil
}
