package client

import (
	"context"
	"iter"
	"strings"
	"time"

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
				news := appended(before, now)
				if first {
					news = lastLines(now, lines)
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

// appended is what now has after before. Clouds keep the end of a log alone, so the beginning of before may be gone from now: then the
// longest end of before that now begins with counts. Without any the log is another one, and all of it is new.
func appended(before, now string) string {
	if rest, ok := strings.CutPrefix(now, before); ok {
		return rest
	}
	return now[overlap(before, now):]
}

// overlap is the length of the longest beginning of now that before ends with. It takes time in proportion to their lengths, however
// often a log repeats itself (Knuth, Morris and Pratt).
func overlap(before, now string) int {
	fallback := make([]int, len(now)+1) // of each beginning of now: the longest shorter one that it ends with
	for i, k := 1, 0; i < len(now); i++ {
		for k > 0 && now[i] != now[k] {
			k = fallback[k]
		}
		if now[i] == now[k] {
			k++
		}
		fallback[i+1] = k
	}
	matched := 0
	for i := range len(before) {
		for matched > 0 && (matched == len(now) || before[i] != now[matched]) {
			matched = fallback[matched]
		}
		if matched < len(now) && before[i] == now[matched] {
			matched++
		}
	}
	return matched
}

// lastLines are the last n lines of text, a last one without its end too; 0: all.
func lastLines(text string, n int) string {
	if n <= 0 {
		return text
	}
	end := len(strings.TrimSuffix(text, "\n"))
	for ; n > 0; n-- {
		if end = strings.LastIndexByte(text[:end], '\n'); end < 0 {
			return text
		}
	}
	return text[end+1:]
}
