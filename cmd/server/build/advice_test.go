package build

import (
	"errors"
	"testing"

	"github.com/novactl/novactl/pkg/client/transport"
)

// A cloud that has several networks to choose from says so with 409 or 400: which flag names one is told, and no other refusal is changed.
func TestWhichNetwork(t *testing.T) {
	t.Parallel()
	for message, hint := range map[string]bool{
		"Multiple possible networks found, use a Network ID to be more specific.": true,
		"Network 42 could not be found.":                                          false,
	} {
		err := whichNetwork(&transport.Error{Status: 409, Message: message})
		if _, ok := err.(interface{ Hint() string }); !ok || !transport.IsConflict(err) || errors.As(err, new(*networkError)) != hint {
			t.Errorf("%s: %v", message, err)
		}
	}
}
