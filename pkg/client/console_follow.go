package client

import (
	"context"
	"iter"
	"time"

	"github.com/novactl/novactl/pkg/client/internal/logtext"
	"github.com/novactl/novactl/pkg/client/transport"
)

const (
	followInterval = 2 * time.Second
	followPatience = 2 * time.Minute // how long refusals for the moment are ridden out, one after another
)

// FollowConsole yields what a server writes to its console: the last lines of what is there (0: all), then what is new at each look,
// until ctx ends or a look fails for good. Interval is the time between looks; 0 is 2 s. What passes is ridden out for two minutes, as in a
// wait.
func (c *Client) FollowConsole(ctx context.Context, id string, lines int, interval time.Duration) iter.Seq2[string, error] {
	if interval <= 0 {
		interval = followInterval
	}
	return func(yield func(string, error) bool) {
		before, good := "", time.Time{}
		for first := true; ; {
			now, err := c.consoleText(ctx, id)
			pause := interval
			switch after, passing := transport.Passes(err); {
			case err == nil:
				news := logtext.Appended(before, now)
				if first {
					news = logtext.LastLines(now, lines)
				}
				if news != "" && !yield(news, nil) {
					return
				}
				before, good, first = now, time.Now(), false
			case first, !passing, time.Since(good) > followPatience:
				yield("", err)
				return
			default:
				pause = max(pause, after)
			}
			if err := transport.Sleep(ctx, pause); err != nil {
				yield("", err)
				return
			}
		}
	}
}

func (c *Client) consoleText(ctx context.Context, id string) (string, error) {
	doc, err := c.ConsoleOutput(ctx, id, 0)
	if err != nil {
		return "", err
	}
	text, err := output(doc)
	if err != nil {
		err = transport.Unreadable("get console output", err)
	}
	return text, err
}
