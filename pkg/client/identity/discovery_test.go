package identity

import (
	"context"
	"errors"
	"testing"

	"github.com/novactl/novactl/pkg/client/transport"
)

// A kept session that says it is from elsewhere doesn't send its token there.
func TestLogoutElsewhere(t *testing.T) {
	t.Parallel()
	asked := false
	exchange := func(context.Context, *transport.Request) (*transport.Answer, error) {
		asked = true
		return nil, errors.New("asked")
	}
	d, err := newService("http://127.0.0.1:5000", Credentials{Username: "demo", Password: "p"}, exchange)
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range []string{"https://evil.example.com/v3", "https://127.0.0.1:5000/v3", "", "http://127.0.0.1:5000/x"} {
		err := d.revoke(context.Background(), Session{Token: "tok-3", Identity: from})
		if err == nil || asked {
			t.Errorf("%q: %v; it was asked: %v", from, err, asked)
		}
	}
}
