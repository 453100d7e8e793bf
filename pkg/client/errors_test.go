package client

import (
	"context"
	"errors"
	"io"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/client/wait"
)

// What the errors say is what users read, after the name of the program and of what failed.
func TestErrorTexts(t *testing.T) {
	t.Parallel()
	half := 50
	web := wait.Target{Kind: "server", ID: "52415800", Name: "web"}
	state := wait.State{Status: "BUILD", TaskState: "spawning", Progress: &half}
	for _, test := range []struct {
		err  error
		want string
	}{
		{&transport.Error{URL: "u", Status: 404, Message: "Image not found.", RequestID: "req-1"}, "Image not found. (HTTP 404, request req-1)"},
		{&transport.Error{URL: "u", Status: 500, Message: "Fault!"}, "Fault! (HTTP 500)"},
		{&transport.Error{Status: 404, Message: `nothing has the id ""`}, `nothing has the id ""`},
		{&transport.UnreachableError{Host: "https://h", Err: errors.New("connection refused")}, "no answer from https://h: connection refused"},
		{&transport.UnreachableError{Host: "https://h", Err: io.EOF}, "no answer from https://h: it closed the connection"},
		{&transport.Error{Status: 429, Message: "Slow down.", RetryAfter: time.Second}, "Slow down; ask again in 1s"},
		{&transport.Error{Status: 429, Message: "Slow down.", Details: "1 a minute.", RetryAfter: time.Second}, "Slow down.: 1 a minute; ask again in 1s"},
		{&transport.UnreachableError{Host: "https://h", Err: &transport.AnswerError{Message: "the answer was cut off after 7 bytes"}, Uncertain: true},
			"https://h: the answer was cut off after 7 bytes; the request may have been carried out"},
		{&identity.RegionError{Available: []string{"DFW", "ORD"}}, "no region chosen: the catalog has DFW, ORD"},
		{&identity.RegionError{Region: "MARS", Available: []string{"DFW"}}, `there is no region "MARS": the catalog has DFW`},
		{&identity.RegionError{Region: "DFW"}, `there is no region "DFW": the catalog has none for compute`},
		{&transport.OptionError{Option: "auth-url", Message: "it is not set"}, "auth-url: it is not set"},
		{&rest.WireError{Wire: "xml", Got: "application/json"}, "this cloud does not speak XML: it answered with application/json"},
		{&wait.TimeoutError{Target: web, Last: state, Timeout: time.Minute}, "server web (52415800) is still BUILD (spawning, 50 %) after 1m0s"},
		{&wait.TimeoutError{Target: wait.Target{Kind: "image", ID: "i"}, Timeout: time.Minute, Err: errors.New("x")},
			"image i is still in a status not seen yet after 1m0s; the last look failed: x"},
		{&wait.InterruptedError{Target: web, Last: state, Err: context.Canceled}, "stopped waiting for server web (52415800), which is BUILD (spawning, 50 %)"},
		{&wait.FailedError{Target: web, Last: wait.State{Status: "DELETED"}}, "server web (52415800) went to DELETED"},
	} {
		if got := test.err.Error(); got != test.want {
			t.Errorf("%T: %q, want %q", test.err, got, test.want)
		}
	}
}
