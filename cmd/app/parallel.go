package app

import (
	"context"
	"sync/atomic"

	"golang.org/x/sync/errgroup"
)

// Parallel calls do for each of n things by its number, for --parallel of them at a time, and returns when all are done. What has not begun when
// ctx ends isn't done: the error is the context's then, else nil. With --curl and --dry-run it goes one by one, so that requests are printed in order.
func (in Invocation) Parallel(ctx context.Context, n int, do func(i int)) error {
	limit := 1
	if cfg, err := in.App.Config(in.Cmd); err == nil && !in.App.Pretends() {
		limit = cfg.Parallel()
	}
	var left atomic.Bool
	var g errgroup.Group
	g.SetLimit(limit)
	for i := range n {
		g.Go(func() error {
			if ended := ctx.Err() != nil; ended {
				left.Store(true)
			} else {
				do(i)
			}
			return nil
		})
	}
	_ = g.Wait() // do notes what fails
	if left.Load() {
		return ctx.Err()
	}
	return nil
}
