package cmd

import "testing"

// Help fits the terminal: descriptions go on below their beginning, paragraphs are filled, commands stay whole.
func TestWrapHelp(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		why   string
		width int
		text  string
		want  string
	}{
		{"in a pipe", 0, "a long line that nobody breaks", "a long line that nobody breaks"},
		{"a flag", 40, "      --until expression  look again until this is true\n", "      --until expression  look again\n        until this is true\n"},
		{"a flag with room", 40, "  --until expr  look again until this is true of it", "  --until expr  look again until this is\n                true of it"},
		{"a paragraph", 20, "one two three four five\nsix seven eight.\n\nUsage:\n  a", "one two three four\nfive six seven\neight.\n\nUsage:\n  a"},
		{"one that fits", 30, "one two three\nfour five six", "one two three\nfour five six"},
		{"a command", 20, "  novactl server list --until 'length == 1'", "  novactl server list --until 'length == 1'"},
		{"a long word", 10, "  --a  https://host/very/long", "  --a\n    https://host/very/long"},
	} {
		if got := wrapHelp(test.text, test.width); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.why, got, test.want)
		}
	}
}
