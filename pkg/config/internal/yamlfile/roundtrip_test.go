package yamlfile

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A value that is no text is an error that doesn't show it, with its next step.
func TestNoText(t *testing.T) {
	t.Parallel()
	tree, err := ParseTree("f", nil)
	if err != nil {
		t.Fatal(err)
	}
	tree.Top().Set("password", "s3cret\xff", Text)
	_, err = tree.Bytes(&map[string]string{})
	var e *Error
	if !errors.As(err, &e) || e.Hint() == "" || strings.Contains(e.Error(), "s3cret") {
		t.Errorf("error %v", err)
	}
}

// What is written reads back, or isn't written: a file that can't be read stops every command.
func TestWhatIsWrittenReadsBack(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"\ufffe", "a\uffffb", "\ufeffa", "a\ufeff", "\u0085", "\u2028", "\x7f", "\u0080", "\x00", "\x1b[0m", "a\rb", "a\nb", " a ", "\ta", "\U0001f600", "\U0010ffff",
		"yes", "~", "0001", "1e3", "- a", "a: b", "a #b", "*a", "'", `"`, "\\", "%a", "---", "...", "<<", "=", strings.Repeat("long ", 400), strings.Repeat("x", 3000),
		"", "\ud7ff\ue000",
	} {
		before, err := ParseTree("f", []byte("# kept\noutput: json\n"))
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"plain", text} {
			before.Top().Set(key, text, Text)
		}
		data, err := before.Bytes(&map[string]string{})
		if err != nil {
			t.Errorf("%.20q: %v", text, err)
			continue
		}
		got := map[string]string{}
		if err := Decode("f", data, &got); err != nil {
			t.Errorf("%.20q: %v: %.60q", text, err, data)
			continue
		}
		if diff := cmp.Diff(map[string]string{"output": "json", "plain": text, text: text}, got); diff != "" {
			t.Errorf("%.20q (-want +got):\n%s", text, diff)
		}
	}
}
