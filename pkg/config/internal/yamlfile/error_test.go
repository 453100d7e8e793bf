package yamlfile

import (
	"errors"
	"testing"
)

// A bad setting is exit code 2 with the next step below it, and the message has the cause.
func TestErrorTellsKindHintAndCause(t *testing.T) {
	t.Parallel()
	err := &Error{Message: "can't read config.yaml", Advice: "Mend it.", Err: errors.New("permission denied")}
	if err.Kind() != "usage" || err.Hint() != "Mend it." || err.Error() != "can't read config.yaml: permission denied" {
		t.Errorf("kind %q, hint %q, error %q", err.Kind(), err.Hint(), err)
	}
}
