package flagset_test

import (
	"testing"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/flagset"
)

// A number is read as people and scripts write it: `--count 010`, from a script that pads, are ten servers and not eight, and what only Go's
// source may say is refused.
func TestNumberIsDecimal(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"10": 10, "010": 10, "0": 0, "+5": 5, "08": 8} {
		if got, err := parseInt(text); err != nil || got != want {
			t.Errorf("--count %s is %d, %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "ten", "-3", "0x10", "0b11", "1_000", "1e3", "1.0", "99999999999999999999"} {
		if got, err := parseInt(text); err == nil {
			t.Errorf("--count %q is %d, want an error", text, got)
		}
	}
}

// The default of a number is told in the help where it isn't zero.
func TestNumberTellsItsDefault(t *testing.T) {
	t.Parallel()
	var count, limit int
	cmd := &cobra.Command{Use: "create"}
	flags := flagset.Of(cmd)
	flags.Int(&count, "count", "", 1, "this `number` of servers")
	flags.Int(&limit, "limit", "", 0, "this `number` of results")
	want := "      --count number   this number of servers (default 1)\n      --limit number   this number of results\n"
	if got := cmd.Flags().FlagUsages(); got != want || count != 1 {
		t.Errorf("count is %d, usages\n%s\nwant\n%s", count, got, want)
	}
}

func parseInt(text string) (int, error) {
	var count int
	cmd := &cobra.Command{Use: "create"}
	flagset.Of(cmd).Int(&count, "count", "", 1, "")
	err := cmd.ParseFlags([]string{"--count=" + text})
	return count, err
}
