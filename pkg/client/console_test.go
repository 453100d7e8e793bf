package client

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/internal/logtext"
	"github.com/novactl/novactl/pkg/client/transport"
)

// Following prints each line once, rides out what passes, and ends with what doesn't: a server that was deleted.
func TestFollowConsole(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		logs := []string{"1\n2\n3\n", "1\n2\n3\n", "503", "2\n3\n4\n", "404"}
		look := 0
		f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
			log := logs[look]
			look++
			switch log {
			case "503":
				return always(503, `{"serviceUnavailable":{"code":503,"message":"busy"}}`)(r)
			case "404":
				return always(404, `{"itemNotFound":{"code":404,"message":"gone"}}`)(r)
			}
			return always(200, fmt.Sprintf(`{"output":%q}`, log))(r)
		}}
		start := time.Now()
		var got []string
		var last error
		for text, err := range f.newClient(t).FollowConsole(context.Background(), "ID", 2, 5*time.Second) {
			got, last = append(got, text), err
		}
		if diff := cmp.Diff([]string{"2\n3\n", "4\n", ""}, got); diff != "" {
			t.Error(diff)
		}
		if !transport.IsNotFound(last) || time.Since(start) != 20*time.Second {
			t.Errorf("%v after %v", last, time.Since(start))
		}
	})
}

// A cloud that stays away ends it, and so does an interrupt; the first look rides out nothing.
func TestFollowConsoleEnds(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		looks := 0
		away := func(r sentRequest) (*http.Response, error) {
			if looks++; looks > 1 {
				return always(500, "")(r)
			}
			return always(200, `{"output":"a"}`)(r)
		}
		start := time.Now()
		for _, err := range (&fakeCloud{handle: away}).newClient(t).FollowConsole(context.Background(), "ID", 0, 0) {
			if err != nil && (!transport.IsUnavailable(err) || time.Since(start) < followPatience) {
				t.Errorf("%v after %v", err, time.Since(start))
			}
		}
		looks = 1
		for _, err := range (&fakeCloud{handle: away}).newClient(t).FollowConsole(context.Background(), "ID", 0, 0) {
			if !transport.IsUnavailable(err) || looks != 2 {
				t.Errorf("%v at look %d", err, looks)
			}
		}
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		var last error
		for _, err := range (&fakeCloud{handle: always(200, `{"output":"a"}`)}).newClient(t).FollowConsole(ctx, "ID", 0, 0) {
			last = err
		}
		if !errors.Is(last, context.DeadlineExceeded) {
			t.Error(last)
		}
	})
}

// As many lines come out as were asked for, whether a cloud counts what is behind the last line break (Nova) or not.
func TestConsoleLines(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ log, want1, want2, want9 string }{
		{"", "", "", ""},
		{"a", "a", "a", "a"},
		{"a\n", "a\n", "a\n", "a\n"},
		{"a\nb", "b", "a\nb", "a\nb"},
		{"a\nb\nc\n", "c\n", "b\nc\n", "a\nb\nc\n"},
		{"a\nb\n\n", "\n", "b\n\n", "a\nb\n\n"},
		{"a\nb \"x\"\nc\n> ", "> ", "c\n> ", "a\nb \"x\"\nc\n> "},
	} {
		for name, tail := range map[string]func(string, int) string{"Nova": novaTail, "lines": logtext.LastLines} {
			for lines, want := range map[int]string{1: test.want1, 2: test.want2, 9: test.want9, 0: test.log} {
				f := &fakeCloud{handle: func(r sentRequest) (*http.Response, error) {
					var ask struct {
						Action struct {
							Length int `json:"length"`
						} `json:"os-getConsoleOutput"`
					}
					if err := api.Unmarshal([]byte(r.Body), &ask); err != nil {
						return nil, err
					}
					return always(200, fmt.Sprintf(`{"output":%q}`, tail(test.log, ask.Action.Length)))(r)
				}}
				doc, err := f.newClient(t).ConsoleOutput(context.Background(), "ID", lines)
				if got, wrong := output(doc); err != nil || wrong != nil || got != want {
					t.Errorf("%s, %d of %q: %q, want %q (%v, %v)", name, lines, test.log, got, want, err, wrong)
				}
			}
		}
	}
}

// novaTail are the last lines as Nova 34 counts them.
func novaTail(log string, n int) string {
	lines := strings.Split(log, "\n")
	if n == 0 || n > len(lines) {
		return log
	}
	return strings.Join(lines[len(lines)-n:], "\n")
}

// Consoles are asked for as the cloud's version has it: by actions, from 2.6 on as a resource of their own.
func TestConsoleRequests(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	const endpoint = "https://nova.example.com/v2.1"
	for _, test := range []struct{ version, of, request, body, answer string }{
		{"", "novnc", "POST /servers/ID/action", `{"os-getVNCConsole":{"type":"novnc"}}`, `{"console":{"type":"novnc","url":"U"}}`},
		{"2.5", "spice-html5", "POST /servers/ID/action", `{"os-getSPICEConsole":{"type":"spice-html5"}}`, `{"console":{"type":"spice-html5","url":"U"}}`},
		{"2.6", "serial", "POST /servers/ID/remote-consoles", `{"remote_console":{"protocol":"serial","type":"serial"}}`, `{"remote_console":{"protocol":"serial","type":"serial","url":"U"}}`},
		{"latest", "new", "POST /servers/ID/remote-consoles", `{"remote_console":{"protocol":"vnc","type":"new"}}`, `{"remote_console":{"type":"new","url":"U"}}`},
	} {
		f := &fakeCloud{handle: always(200, test.answer)}
		doc, err := f.newClient(t, func(o *Options) { o.ComputeAPIVersion, o.Endpoint = test.version, endpoint }).OpenConsole(ctx, "ID", test.of)
		if err != nil || !strings.Contains(string(doc.Raw), `"url":"U"`) {
			t.Errorf("%s: %s, %v", test.version, doc.Raw, err)
			continue
		}
		if got := f.requests[0]; got.String() != strings.Replace(test.request, "/", endpoint+"/", 1) || got.Body != test.body {
			t.Errorf("%s: %s %s", test.version, got, got.Body)
		}
	}
	for lines, want := range map[int]string{0: `{"os-getConsoleOutput":{}}`, 7: `{"os-getConsoleOutput":{"length":8}}`, math.MaxInt: `{"os-getConsoleOutput":{}}`} {
		f := &fakeCloud{handle: always(200, `{"output":"x"}`)}
		if err := one(f.newClient(t).ConsoleOutput(ctx, "ID", lines)); err != nil || f.requests[0].Body != want {
			t.Errorf("%d: %s, %v", lines, f.requests[0].Body, err)
		}
	}
	// A text that looks like something else stays a text, on the wire that can't tell.
	doc, err := (&fakeCloud{handle: always(200, "<output>12</output>")}).newClient(t, withWire(api.XML)).ConsoleOutput(ctx, "ID", 0)
	if text, wrong := output(doc); err != nil || wrong != nil || text != "12" {
		t.Errorf("%q, %v, %v", text, err, wrong)
	}
}
