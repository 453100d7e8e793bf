package logtext

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// What is new is found when the log has grown, when its beginning was dropped, when it repeats itself, and when the server has rebooted.
func TestAppended(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, before, now, want string }{
		{"the first look", "", "a\nb\n", "a\nb\n"},
		{"nothing new", "a\nb\n", "a\nb\n", ""},
		{"grown", "a\nb\n", "a\nb\nc\n", "c\n"},
		{"in the middle of a line", "a\nlog", "a\nlogin: ", "in: "},
		{"its beginning dropped", "a\nb\nc\n", "b\nc\nd\n", "d\n"},
		{"nearly all dropped", "a\nb\nc\n", "c\nd\ne\n", "d\ne\n"},
		{"it repeats itself", "x\nx\nx\n", "x\nx\ny\n", "y\n"},
		{"ends that look alike", "abab", "babx", "x"},
		{"another log", "a\nb\n", "q\nr\n", "q\nr\n"},
		{"shorter, and another", "abcdef", "xy", "xy"},
		{"shorter, its end", "abcdef", "ef", ""},
		{"emptied", "abc", "", ""},
	} {
		if diff := cmp.Diff(test.want, Appended(test.before, test.now)); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestLastLines(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		text string
		n    int
		want string
	}{
		{"a\nb\nc\n", 2, "b\nc\n"}, {"a\nb\nc", 2, "b\nc"}, {"a\nb\n", 0, "a\nb\n"}, {"a\n", 5, "a\n"}, {"", 3, ""}, {"\n\n\n", 1, "\n"},
	} {
		if got := LastLines(test.text, test.n); got != test.want {
			t.Errorf("%q, %d: %q", test.text, test.n, got)
		}
	}
}
