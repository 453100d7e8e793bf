package session

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/pkg/client/transport"
)

// pollPeriod is the time between two looks, where the settings say nothing.
const pollPeriod = 5 * time.Second

// Poller looks at a thing until it has a state.
type Poller struct {
	*Nova
	Kind        *Kind
	Look        func() (*pytext.Dict, error) // nil: by kind and id
	ID          string
	Doing       string // what goes on
	Goals       []string
	Member      string // that has the state; "": status
	HidePercent bool
	Silent      bool
}

// Poll waits for a server or so, and shows how far it is.
func (s *Nova) Poll(k *Kind, id, doing string, goals ...string) error {
	return (&Poller{Nova: s, Kind: k, ID: id, Doing: doing, Goals: goals}).Wait()
}

// Wait looks until the thing has one of the states, or one that it will not leave.
func (p *Poller) Wait() error {
	if p.Explain {
		return nil
	}
	if p.Member == "" {
		p.Member = "status"
	}
	p.say("\n")
	for {
		d, err := p.look()
		if err != nil {
			return err
		}
		state := strings.ToLower(d.Text(p.Member))
		if v, _ := d.Get(p.Member); v == nil {
			state = ""
		}
		switch {
		case slices.Contains(p.Goals, state):
			p.progress("100")
			p.say("\nFinished\n")
			return nil
		case state == "error":
			p.say("\nError " + p.Doing + " server\n")
			return failedState(p.Kind, d)
		case state == "deleted":
			p.say("\nDeleted " + p.Doing + " server\n")
			return &classError{"InstanceInDeletedState", d.Dict("fault").Text("message")}
		}
		percent := d.Text("progress")
		if percent == "" || percent == "None" {
			percent = "0"
		}
		p.progress(percent)
		if err := transport.Sleep(p.Ctx, p.period()); err != nil {
			return err
		}
	}
}

// look reads the thing.
func (p *Poller) look() (*pytext.Dict, error) {
	if p.Look != nil {
		return p.Look()
	}
	return p.Read(p.Kind, p.ID)
}

func (p *Poller) period() time.Duration {
	if cfg, err := p.App.Config(p.cmd); err == nil && cfg.Duration("poll-interval") > 0 {
		return cfg.Duration("poll-interval")
	}
	return pollPeriod
}

// progress writes over the line that says how far it is.
func (p *Poller) progress(percent string) {
	if p.HidePercent {
		p.say("\rServer " + p.Doing + "...")
		return
	}
	if strings.Trim(percent, "0123456789") != "" {
		percent = "0"
	}
	p.say(fmt.Sprintf("\rServer %s... %s%% complete", p.Doing, percent))
}

// say writes text of our own to stdout, carriage returns and all.
func (p *Poller) say(text string) {
	if !p.Silent {
		_, _ = io.WriteString(p.App.Streams.Out, text)
	}
}

// failedState is a thing in the state of error, with the reason that the cloud has.
func failedState(k *Kind, d *pytext.Dict) error {
	name := "Image"
	if k == Servers {
		name = "Server"
	}
	text := "`" + name + "` resource is in the error state"
	if reason := d.Dict("fault").Text("message"); reason != "" {
		text += " due to '" + reason + "'"
	}
	return &classError{"ResourceInErrorState", text + "."}
}
