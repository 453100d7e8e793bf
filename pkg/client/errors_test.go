package client

import (
	"context"
	"errors"
	"testing"
	"time"
)

// What the errors say is what users read, after the name of the program and of what failed.
func TestErrorTexts(t *testing.T) {
	t.Parallel()
	half := 50
	web := Target{Kind: "server", ID: "52415800", Name: "web"}
	state := State{Status: "BUILD", TaskState: "spawning", Progress: &half}
	for _, test := range []struct {
		err  error
		want string
	}{
		{&Error{URL: "u", Status: 404, Message: "Image not found.", RequestID: "req-1"}, "Image not found. (HTTP 404, request req-1)"},
		{&Error{URL: "u", Status: 500, Message: "Fault!"}, "Fault! (HTTP 500)"},
		{&Error{Status: 404, Message: `nothing has the id ""`}, `nothing has the id ""`},
		{&UnreachableError{Host: "https://h", Err: errors.New("connection refused")}, "no answer from https://h: connection refused"},
		{&UnreachableError{Host: "https://h", Err: &answerError{message: "the answer was cut off after 7 bytes"}, Uncertain: true},
			"https://h: the answer was cut off after 7 bytes; the request may have been carried out"},
		{&RegionError{Available: []string{"DFW", "ORD"}}, "no region chosen: the catalog has DFW, ORD"},
		{&RegionError{Region: "MARS", Available: []string{"DFW"}}, `there is no region "MARS": the catalog has DFW`},
		{&RegionError{Region: "DFW"}, `there is no region "DFW": the catalog has none for compute`},
		{&OptionError{"auth-url", "it is not set"}, "auth-url: it is not set"},
		{&WireError{Wire: "xml", Got: "application/json"}, "this cloud does not speak XML: it answered with application/json"},
		{&WaitTimeoutError{Target: web, Last: state, Timeout: time.Minute}, "server web (52415800) is still BUILD (spawning, 50 %) after 1m0s"},
		{&WaitTimeoutError{Target: Target{Kind: "image", ID: "i"}, Timeout: time.Minute, Err: errors.New("x")},
			"image i is still in a status not seen yet after 1m0s; the last look failed: x"},
		{&WaitInterruptedError{Target: web, Last: state, Err: context.Canceled}, "stopped waiting for server web (52415800), which is BUILD (spawning, 50 %)"},
		{&WaitFailedError{Target: web, Last: State{Status: "DELETED"}}, "server web (52415800) went to DELETED"},
	} {
		if got := test.err.Error(); got != test.want {
			t.Errorf("%T: %q, want %q", test.err, got, test.want)
		}
	}
}
