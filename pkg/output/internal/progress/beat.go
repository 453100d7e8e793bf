package progress

import (
	"sync"
	"time"

	"github.com/novactl/novactl/pkg/bug"
)

// heartbeat is the longest silence while something is waited for: CI systems end jobs that say nothing.
const heartbeat = 30 * time.Second

// A beat calls a function after each heartbeat of silence, on a goroutine of its own.
type beat struct {
	ticker *time.Ticker
	quit   chan struct{}
	once   sync.Once
	joined bug.Group
}

func startBeat(remind func()) *beat {
	b := &beat{ticker: time.NewTicker(heartbeat), quit: make(chan struct{})}
	b.joined.Go(func() {
		for {
			select {
			case <-b.ticker.C:
				remind()
			case <-b.quit:
				return
			}
		}
	})
	return b
}

// postpone starts the silence anew.
func (b *beat) postpone() { b.ticker.Reset(heartbeat) }

// stop ends the goroutine and waits for it.
func (b *beat) stop() {
	b.once.Do(func() { close(b.quit) })
	b.ticker.Stop()
	b.joined.Wait()
}
