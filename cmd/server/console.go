package server

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// consoleText is the document that a console's output comes in.
type consoleText struct {
	Output string `json:"output"`
}

var consoleTextView = output.View[*consoleText]{
	One:    "output",
	Decode: verb.Decode,
	ID:     func(c *consoleText) string { return c.Output },
	XML: func(doc []byte) ([]byte, error) { // its root is its only member
		one, err := api.Member(doc, "output")
		if err != nil {
			return nil, err
		}
		return verb.ToXML(one)
	},
}

// consoleLog is `server console-log`: Nova's os-getConsoleOutput, which the guide predates.
func consoleLog(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "console-log SERVER",
		Short: "Print what a server has written to its console",
		Long: `Print what a server has written to its console, as far back as the cloud keeps it. The text is printed as it is; -o json prints
the API's document.

With --follow it goes on printing what is new, looked for every --poll-interval (default: 2s), until it is interrupted.`,
		Example: `  novactl server console-log web-1 --lines 20
  novactl server console-log web-1 --follow`,
	}
	var f consoleFlags
	fs := flagset.Of(cmd)
	fs.Int(&f.lines, "lines", "", 0, "only this `number` of lines, from the end (0: all)")
	fs.Bool(&f.follow, "follow", "f", "go on printing what is new")
	return part{cmd: cmd, what: "read the console of", view: &consoleTextView, check: f.check, run: f.run}.command(a)
}

// consoleFlags are what the flags of console-log are bound to.
type consoleFlags struct {
	lines  int
	follow bool
}

func (f *consoleFlags) check(o output.Options) error {
	switch {
	case f.follow && output.KeepsDocument(o):
		return fail.Usagef("--follow prints text that doesn't end: it has no document to print")
	case len(o.Columns) > 0:
		return fail.Usagef("a console has no columns: leave out --columns")
	}
	return nil
}

func (f *consoleFlags) run(in app.Invocation, t ref.Resource, o output.Options) error {
	ctx := in.Cmd.Context()
	if f.follow {
		cfg, err := in.App.Config(in.Cmd)
		if err != nil {
			return err
		}
		for text, err := range in.Client.FollowConsole(ctx, t.ID, f.lines, cfg.PollInterval()) {
			if err == nil {
				err = in.App.Streams.Print(text)
			}
			switch {
			case ctx.Err() != nil:
				return &fail.ExitError{Code: 130} // an interrupt is how it is supposed to end
			case err != nil:
				return err
			}
		}
		return nil
	}
	doc, err := in.Client.ConsoleOutput(ctx, t.ID, f.lines)
	if err != nil {
		return err
	}
	if output.KeepsDocument(o) {
		return output.Show(in.App.Streams, o, &consoleTextView, doc.Raw, doc.XML)
	}
	text, err := verb.Read[consoleText](in.App.Streams, "the console", doc.Raw)
	if err != nil {
		return err
	}
	if text.Output != "" && !strings.HasSuffix(text.Output, "\n") {
		text.Output += "\n"
	}
	return in.App.Streams.Print(text.Output)
}

// consoleTypes are those that Nova knows, for completion.
var consoleTypes = []string{"novnc", "xvpvnc", "spice-html5", "rdp-html5", "serial", "webmks"}

// consoleURL is `server console-url`: Nova's os-getVNCConsole and its like.
func consoleURL(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "console-url SERVER",
		Short: "Open a server's console, and print where it is",
		Long:  "Open a server's console, and print its URL. It lets in whoever has it, for some minutes. -o id prints the URL alone.",
		Example: `  novactl server console-url web-1
  xdg-open "$(novactl server console-url web-1 -o id)"`,
	}
	var typ string
	flagset.Of(cmd).StringP(&typ, "type", "", "novnc", "the `type` of console", flagset.Words(consoleTypes...))
	return part{cmd: cmd, what: "open the console of", view: &consoleView, run: func(in app.Invocation, t ref.Resource, o output.Options) error {
		doc, err := in.Client.OpenConsole(in.Cmd.Context(), t.ID, typ)
		if err != nil {
			return err
		}
		return output.Show(in.App.Streams, o, &consoleView, doc.Raw, doc.XML)
	}}.command(a)
}

var consoleView = output.View[*api.Console]{
	One:    "console",
	Decode: verb.Decode,
	XML:    verb.ToXML,
	ID:     func(c *api.Console) string { return c.URL },
	Extra:  func(c *api.Console) []byte { return c.Extra },
	Columns: []output.Column[*api.Console]{
		{Name: "Type", Cell: func(c *api.Console) string { return c.Type }, Help: "type of the console"},
		{Name: "URL", Look: output.LinkLook, Whole: true, Cell: func(c *api.Console) string { return c.URL }, Help: "where the console is"},
	},
}
