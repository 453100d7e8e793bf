package output

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/clipperhouse/displaywidth"
)

// plainText is a line without its colours and its end.
func plainText(line string) string {
	return strings.TrimSuffix(regexp.MustCompile("\x1b\\[[0-9;]*m").ReplaceAllString(line, ""), "\n")
}

var noon = time.Date(2026, time.March, 14, 12, 0, 0, 0, time.UTC)

// What a person sees of a value.
func TestLooks(t *testing.T) {
	t.Parallel()
	list, alone := Looks{InList: true, UTF8: true, Now: noon}, Looks{UTF8: true, UTC: true, Now: noon}
	ascii := Looks{InList: true, Now: noon}
	named := Looks{InList: true, NameOf: func(kind, id string) string { return map[string]string{"flavor 2": "Small"}[kind+" "+id] }}
	namedAlone := named
	namedAlone.InList = false
	for _, test := range []struct {
		look Look
		as   Looks
		text string
		want Cell
	}{
		{StatusLook, list, "ACTIVE", Cell{Text: "● ACTIVE", Tone: Good}},
		{StatusLook, list, "active", Cell{Text: "● active", Tone: Good}}, // Glance's
		{StatusLook, list, "VERIFY_RESIZE", Cell{Text: "◐ VERIFY_RESIZE", Tone: Busy}},
		{StatusLook, list, "SHUTOFF", Cell{Text: "○ SHUTOFF", Tone: Faint}},
		{StatusLook, list, "ERROR", Cell{Text: "✗ ERROR", Tone: Bad}},
		{StatusLook, list, "error_deleting", Cell{Text: "✗ error_deleting", Tone: Bad}}, // Cinder's
		{StatusLook, list, "WHATEVER", Cell{Text: "◐ WHATEVER", Tone: Busy}},
		{StatusLook, ascii, "ACTIVE", Cell{Text: "* ACTIVE", Tone: Good}},
		{TimeLook, list, "2026-03-14T11:59:01Z", Cell{Text: "59s ago"}},
		{TimeLook, list, "2026-03-14T10:30:00Z", Cell{Text: "1h ago"}},
		{TimeLook, list, "2026-03-14T12:12:00Z", Cell{Text: "in 12m"}},
		{TimeLook, list, "2026-03-14T12:00:00Z", Cell{Text: "now"}},
		{TimeLook, list, "2025-03-10T12:00:00Z", Cell{Text: "369d ago"}},
		{TimeLook, list, "2013-12-10T12:00:00Z", Cell{Text: "12y ago"}},
		{TimeLook, list, "2026-03-13T12:00:00.000000", Cell{Text: "1d ago"}}, // Cinder's
		{TimeLook, list, "tomorrow", Cell{Text: "tomorrow"}},
		{TimeLook, alone, "2026-03-14T12:59:00+01:00", Cell{Text: "2026-03-14 11:59:00 UTC (1m ago)"}},
		{AddressLook, list, "a=10.0.0.7, 2001:0db8:0000:0000:0000:0000:0000:0007; b=fe80::0001", Cell{Text: "a=10.0.0.7, 2001:db8::7; b=fe80::1"}},
		{AddressLook, list, "12:34:56, beef:::", Cell{Text: "12:34:56, beef:::"}},
		{NameLook("flavor"), named, "2", Cell{Text: "Small"}},
		{NameLook("flavor"), named, "3", Cell{Text: "3"}},
		{NameLook("flavor"), namedAlone, "2", Cell{Text: "Small (2)"}},
		{LinkLook, alone, "https://host/vnc?token=1", Cell{Text: "https://host/vnc?token=1", Link: "https://host/vnc?token=1"}},
		{LinkLook, alone, "https://host/\x1b\\evil", Cell{Text: "https://host/\x1b\\evil"}},
		{LinkLook, alone, "file:///etc/passwd", Cell{Text: "file:///etc/passwd"}},
	} {
		if got := test.look(test.text, test.as); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.text, got, test.want)
		}
	}
}

// On a terminal a table has colours, and fits; without colours, and in a pipe, it is what it was.
func TestDressed(t *testing.T) {
	t.Parallel()
	hostile := `{"id":"1","name":"\u001b[2Jx","status":"\u001b]0;x\u0007"}`
	for width := 20; width < 120; width++ {
		for _, format := range []string{Table, Wide} {
			s, out, _ := Buffers("")
			s.OutTTY, s.Width, s.Color, s.UTF8, s.Palette, s.Links = true, width, true, true, true, true
			if err := List(s, Options{Format: format}, novaView(), items(append(three, hostile)...)); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(out.String()) {
				plain := plainText(line)
				if w := displaywidth.String(plain); w > width && width > 40 {
					t.Errorf("%s has a line of %d columns on a terminal of %d: %q", format, w, width, line)
				}
				if strings.ContainsAny(plain, "\x1b\x07") {
					t.Errorf("a control character: %q", line)
				}
			}
		}
	}
	for _, set := range []func(*Streams){
		func(s *Streams) { s.OutTTY = true },
		func(s *Streams) { s.OutTTY, s.Color, s.OutDumb = true, true, true },
		func(s *Streams) { s.Color = true },
		func(s *Streams) { s.Forced = true },
	} {
		s, out, _ := Buffers("")
		set(s)
		if err := List(s, Options{}, vmView(), items(three...)); err != nil {
			t.Fatal(err)
		}
		if strings.ContainsAny(out.String(), "\x1b●") {
			t.Errorf("%s", out)
		}
	}
	s, out, _ := Buffers("")
	s.Color, s.Forced = true, true
	if err := List(s, Options{}, vmView(), items(three...)); err != nil || !strings.Contains(out.String(), "\x1b[32m* ACTIVE\x1b[0m") {
		t.Errorf("no colours though they are forced (%v): %q", err, out)
	}
}

// A link is text where the terminal doesn't know links.
func TestDressedLink(t *testing.T) {
	t.Parallel()
	v := vmView()
	v.Columns[1].Look = LinkLook
	for _, links := range []bool{true, false} {
		s, out, _ := Buffers("")
		s.OutTTY, s.Color, s.Links = true, true, links
		if err := Show(s, Options{}, v, []byte(`{"id":"1","name":"https://host/x"}`), nil); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(out.String(), "\x1b]8;;https://host/x\x1b\\https://host/x\x1b]8;;\x1b\\"); got != links {
			t.Errorf("links %t: %q", links, out)
		}
	}
}
