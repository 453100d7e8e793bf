// Package screens holds what a person sees of novactl: each screen of the table below, in terminals of several widths, without colour, on a
// dumb terminal, and in a pipe, as a golden file. `cat test/screens/golden/*` shows them in a terminal; one command makes them again:
//
//	go test ./test/screens -update
//
// Look at what it changed before you commit it.
package screens

import (
	"slices"
	"testing"
)

// screens is the table: a line a screen. Command lines run in a shell, against a sandbox of their own, whose clock stands still and which holds seed.json.
var screens = []screen{
	{name: "server-list", run: "novactl server list"},
	{name: "server-list-wide", run: "novactl server list -o wide"},
	{name: "server-list-plain", run: "novactl server list -o plain"},
	{name: "server-list-none", run: "novactl server list --status DELETED"},
	{name: "server-list-empty", run: "novactl server list --name nosuch"},
	{name: "server-show", run: "novactl server show web-1"},
	{name: "server-show-error", run: "novactl server show broken"},
	{name: "server-show-xml", run: "novactl server show web-1 -o xml"},
	{name: "server-show-json", run: "novactl server show web-1 -o json"},
	{name: "server-create", run: "novactl server create app --image golden --flavor Tiny"},
	{name: "server-create-wait", run: "novactl server create app --image golden --flavor Tiny --wait", until: "BUILD"},
	{name: "server-create-interrupt", run: "novactl server create app --image golden --flavor Tiny --wait", until: "BUILD", keys: "C-c"},
	{name: "server-rebuild", run: "novactl server rebuild web-1 --image golden --yes"},
	{name: "server-resize", run: "novactl server list --name web-1 --columns name,flavor; novactl server resize web-1 --flavor 3 --columns name,status,image,flavor"},
	{name: "server-delete-asks", run: "novactl server delete web-1", until: "y/N", keys: "n Enter"},
	{name: "server-delete-asks-all", run: "novactl server delete --all", until: "type 6", keys: "C-c"},
	{name: "server-delete", run: "novactl server delete web-1 db old --yes"},
	{name: "server-not-found", run: "novactl server show wbe-1"},
	{name: "server-console", run: "novactl server console-url web-1"},
	{name: "server-console-link", run: "FORCE_HYPERLINK=1 novactl server console-url web-1"},
	{name: "server-show-utc", run: "novactl server show web-1 --utc --columns created,status,image,flavor"},
	{name: "server-list-ascii", run: "LANG=C TERM=xterm novactl server list"},
	{name: "server-list-light", run: "COLORFGBG='0;15' novactl server list"}, // the colours are those of a dark one: they can be read on both (TestContrast)
	{name: "server-list-forced", run: "CLICOLOR_FORCE=1 novactl server list | cat"},
	{name: "server-list-watch", run: "novactl server list --name e --watch --interval 10m --utc", until: "in all",
		meanwhile: "novactl server update web-1 --name app; novactl server update broken --name here", shows: "gone", keys: "q"},
	{name: "server-show-watch", run: `b=$(stty -g); novactl server show web-1 --watch --interval 10m --utc --columns id,name,status; c=$?; test "$b" = "$(stty -g)" && echo as before; (exit $c)`, until: "Property",
		meanwhile: "novactl server update web-1 --name app", shows: "changed", keys: "C-c"},
	{name: "metadata-list-watch", run: "novactl metadata list server web-1 --watch --interval 10m --utc", until: "in all",
		meanwhile: "novactl metadata set server web-1 tier=db", shows: "db", keys: "q"},
	{name: "limits-watch", run: "novactl limits --watch --interval 10m --utc", until: "in all",
		meanwhile: "novactl server delete db --yes", shows: "changed", keys: "q"},
	{name: "server-rescue", run: "novactl server rescue web-1"},
	{name: "server-reboot-soft", run: "novactl server reboot web-1 --soft"},
	{name: "server-help", run: "novactl server --help"},
	{name: "server-list-help", run: "novactl server list --help"},
	{name: "limits", run: "novactl limits"},
	{name: "flavor-list", run: "novactl flavor list"},
	{name: "image-list", run: "novactl image list"},
	{name: "volume-list", run: "novactl volume list"},
	{name: "network-list", run: "novactl network list"},
	{name: "unknown-flag", run: "novactl server list --colour"},
}

// A screen is a command line and what is kept of it.
type screen struct {
	name string
	run  string // for sh
	// until is a text that the screen waits for before it is kept, where the command does not end by itself; then keys, as tmux knows them, are typed,
	// and it is kept again at its end. Such a command isn't run in a pipe.
	until, keys string
	// meanwhile is run once until is seen; then a blank is typed, and the screen kept once it has the text shows, before keys.
	meanwhile, shows string
}

// TestScreens compares each screen with its golden file.
func TestScreens(t *testing.T) {
	t.Parallel()
	needTmux(t)
	for _, s := range screens {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			var got golden
			for _, term := range terminals {
				if s.meanwhile != "" && slices.Contains(term.env, "TERM=dumb") {
					continue // it has no keys
				}
				got.add(term.name, s.onTerminal(t, term))
			}
			if s.until == "" {
				out, err := s.inPipe(t)
				got.add("a pipe", out)
				got.add("a pipe: stderr", err)
			}
			got.compare(t, s.name)
		})
	}
}
