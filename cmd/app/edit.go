package app

import (
	"errors"

	"github.com/novactl/novactl/pkg/config"
)

// EditConfig changes the configuration file as a whole, or not at all, and tells on stderr what the person should know of it. Where another
// process changes the file meanwhile, change is called again on what it is then: so it must ask a person once at most.
func EditConfig(a *App, cfg *config.Config, change func(*config.Edit) error) error {
	var e *config.Edit
	for err := config.ErrChanged; errors.Is(err, config.ErrChanged); {
		if e, err = cfg.Edit(); err != nil {
			return err
		}
		if err = change(e); err != nil {
			return err
		}
		if err = e.Save(); err != nil && !errors.Is(err, config.ErrChanged) {
			return err
		}
	}
	for _, text := range e.Notices {
		a.Streams.Notice("%s", text)
	}
	return nil
}
