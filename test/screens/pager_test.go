package screens

import (
	"strings"
	"testing"
)

// A pager that was asked for has the terminal, with the colours of a person's table. Who quits it early did nothing
// wrong, and where there is none, the list comes without.
func TestPager(t *testing.T) {
	t.Parallel()
	needTmux(t)
	const colour = "\x1b[38;5;28m● ACTIVE"
	for name, test := range map[string]struct {
		run  string
		want []string
		not  string
	}{
		"asked for": {`NOVACTL_PAGER='sh -c "echo [paged]; cat; echo [seen]"' novactl server list`, []string{"[paged]\n", "web-1", colour, "[seen]\n[exit 0]"}, ""},
		"by flag":   {`novactl server show web-1 --pager 'sed s/^/#/'`, []string{"#\x1b[38;5;243m╭", "[exit 0]"}, "\n\x1b[38;5;243m│"},
		"by less":   {`LESS= novactl server list --pager 'less -FX -R'`, []string{"web-1", colour, "[exit 0]"}, "ESC["},
		"its flags": {`novactl server list --pager 'sh -c "echo [$LESS]; cat"'`, []string{"[FRX]", "[exit 0]"}, ""},
		"quits":     {`novactl server list --pager 'sh -c "exit 0"'`, []string{"[exit 0]"}, "ended with"},
		"fails":     {`novactl server list --pager 'sh -c "exit 3"'`, []string{"ended with 3, and may not have shown all; --pager '' goes without one", "[exit 0]"}, "web-1"},
		"not there": {`novactl server list --pager nosuch-pager`, []string{"there is no pager, so what follows goes without one", "web-1", "[exit 0]"}, ""},
		"no words":  {`novactl server list --pager '"less'`, []string{"a quote in it is not closed", "[exit 2]"}, "web-1"},
		"cat":       {`novactl server list --pager cat`, []string{"web-1", "[exit 0]"}, ""},
		"in a pipe": {`novactl server list --pager 'sh -c "echo [paged]; cat"' | cat`, []string{"web-1"}, "[paged]"},
		"told once": {`novactl server rescue web-1 --pager 'sh -c "echo [paged]; cat"'`, []string{"[exit 0]"}, "[paged]\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tm := newTmux(t)
			tm.start(100, 50, nil, test.run+`; printf '[exit %s]\n' $?`)
			tm.run("wait-for", "end")
			got := tm.screen()
			for _, want := range test.want {
				if !strings.Contains(got, want) {
					t.Errorf("%s: no %q in\n%s", test.run, want, got)
				}
			}
			if test.not != "" && strings.Contains(got, test.not) {
				t.Errorf("%s: %q in\n%s", test.run, test.not, got)
			}
		})
	}
}
