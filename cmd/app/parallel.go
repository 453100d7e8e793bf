package app

import (
	"context"
	"sync/atomic"

	"github.com/novactl/novactl/pkg/bug"
)

// Parallel calls do for each of n things by its number, for --parallel of them at a time, and returns when all are done. What has not begun when
// ctx ends isn't done: the error is the context's then, else nil. With --curl and --dry-run it goes one by one, so that requests are printed in order.
func (in Invocation) Parallel(ctx context.Context, n int, do func(i int)) error {
	limit := 1
	if cfg, err := in.App.Config(in.Cmd); err == nil && !in.App.Pretends() {
		limit = cfg.Parallel()
	}
	var left atomic.Bool
	bug.Each(limit, n, func(i int) {
		if ended := ctx.Err() != nil; ended {
			left.Store(true)
		} else {
			do(i)
		}
	})
	if left.Load() {
		return ctx.Err()
	}
	return nil
}
