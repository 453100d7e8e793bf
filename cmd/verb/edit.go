package verb

import "github.com/novactl/novactl/pkg/config"

// EditConfig changes the configuration file as a whole, or not at all, and tells on stderr what the person should know of it.
func EditConfig(a *App, cfg *config.Config, change func(*config.Edit) error) error {
	e, err := cfg.Edit()
	if err != nil {
		return err
	}
	if err := change(e); err != nil {
		return err
	}
	if err := e.Save(); err != nil {
		return err
	}
	for _, text := range e.Notices {
		a.Streams.Notice("%s", text)
	}
	return nil
}
