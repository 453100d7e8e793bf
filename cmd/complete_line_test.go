package cmd

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
)

// usualBreaks are bash's own COMP_WORDBREAKS.
const usualBreaks = " \t\n\"'><=;|&(:"

// What bash puts in the place of a word is that word as the person would have typed it, in the quotes that stand open.
func TestBashAnswer(t *testing.T) {
	t.Parallel()
	images := []string{"Ubuntu 12.04 LTS (Precise)", "Ubuntu 12.10 (Quantal)", "Debian 7"}
	for _, test := range []struct {
		name, typed string
		found       []string
		want        string // what replaces the text after the last break or quote
	}{
		{"one", `novactl server show D`, images, `Debian\ 7`},
		{"several go on alike, blanks and all", `novactl x --image U`, images, `Ubuntu\ 12.`},
		{"several that differ now", `novactl x --image Ubuntu\ 12.`, images, `Ubuntu\ 12.04\ LTS\ \(Precise\)|Ubuntu\ 12.10\ \(Quantal\)`},
		{"after the blank", `novactl x --image Ubuntu\ 12.0`, images, `Ubuntu\ 12.04\ LTS\ \(Precise\)`},
		{"in double quotes", `novactl x --image "Ubuntu 12.0`, images, `Ubuntu 12.04 LTS (Precise)`},
		{"in single quotes", `novactl x --image 'U`, images, `Ubuntu 12.`},
		{"a flag with =", `novactl x --image=D`, images, `Debian\ 7`},
		{"a flag with = and a quote", `novactl x --image="D`, images, `Debian 7`},
		{"after a colon", `novactl x --sort name:d`, []string{"name:asc", "name:desc"}, `desc`},
		{"a dollar", `novactl x --name a`, []string{"a$(reboot)`x`"}, "a\\$\\(reboot\\)\\`x\\`"},
		{"a dollar in quotes", `novactl x --name "a`, []string{"a$(reboot)\"`x`"}, "a\\$(reboot)\\\"\\`x\\`"},
		{"a quote that single quotes can't hold", `novactl x --name 'a`, []string{"a'b"}, ``},
		{"explained", `novactl server s`, []string{"show\tShow a server", "start\tSwitch servers on", "stop\tSwitch servers off"}, `show  (Show a server)|start  (Switch servers on)|stop  (Switch servers off)`},
		{"none that fits", `novactl server show X`, images, ``},
		{"everything", `novactl server show `, []string{"a b", "c"}, `a\ b|c`},
	} {
		l := readLine(test.typed, usualBreaks)
		_, answer, _ := strings.Cut(l.answer(test.found, cobra.ShellCompDirectiveNoFileComp), "\n")
		got := strings.ReplaceAll(strings.TrimSuffix(answer, "\n"), "\n", "|")
		if got != test.want {
			t.Errorf("%s: %s gives %q, want %q", test.name, test.typed, got, test.want)
		}
	}
}

// A line is split as bash splits it, and nothing in it is run.
func TestReadLine(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string][]string{
		`novactl server show `:         {"novactl", "server", "show", ""},
		`novactl  a\ b 'c d' "e f"g h`: {"novactl", "a b", "c d", "e fg", "h"},
		`novactl '' "`:                 {"novactl", "", ""},
		`novactl "a\"b\n" $(rm x)`:     {"novactl", `a"b\n`, "$(rm", "x)"},
		`novactl a\`:                   {"novactl", `a\`},
		``:                             {""},
	} {
		if diff := cmp.Diff(want, readLine(typed, usualBreaks).words); diff != "" {
			t.Errorf("%s:\n%s", typed, diff)
		}
	}
}
