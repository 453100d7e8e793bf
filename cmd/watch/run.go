package watch

import (
	"strings"
	"time"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/pkg/output"
)

// Run watches a source. It returns what the last look has seen where that is to be printed: where --until had its end, unless a program has read of
// all changes.
func (f *Flags) Run(a *app.App, cmd *cobra.Command, o output.Options, view *output.AnyView, source Source) (last []jsontext.Value, err error) {
	w := &watch{Source: source, every: f.every}
	var limit <-chan time.Time
	if f.condition != nil {
		cfg, err := a.Config(cmd)
		if err != nil {
			return nil, err
		}
		w.condition, w.timeout = f.condition, &TimeoutError{f.until, cfg.WaitTimeout()}
		timer := time.NewTimer(cfg.WaitTimeout())
		defer timer.Stop()
		limit = timer.C
	}
	switch {
	case !f.watch:
		w.face = &silence{streams: a.Streams}
		if a.Streams.ShowsRequests() {
			progress := a.Streams.Progress(0)
			defer progress.Stop()
			progress.Update(output.Step{Resource: "--until " + f.until, Status: "not true yet"})
		}
	case a.Streams.OnScreen(o):
		return w.onScreen(cmd, a.Streams, o, view, limit)
	default:
		w.face = &events{streams: a.Streams, view: view}
		return nil, w.run(cmd.Context(), limit)
	}
	err = w.run(cmd.Context(), limit)
	return w.last, err
}

// onScreen watches on the whole of the terminal.
func (w *watch) onScreen(cmd *cobra.Command, s *output.Streams, o output.Options, view *output.AnyView, limit <-chan time.Time) ([]jsontext.Value, error) {
	screen, err := s.OpenScreen()
	if err != nil {
		return nil, err
	}
	defer screen.Close()
	f := &frame{streams: s, options: o, view: view, one: w.One && w.rows == nil, screen: screen}
	f.title = strings.Join(append([]string{cmd.CommandPath()}, cmd.Flags().Args()...), " ")
	w.face = f
	if err := w.run(cmd.Context(), limit); err != nil || w.condition == nil {
		return nil, err
	}
	return w.last, nil
}
