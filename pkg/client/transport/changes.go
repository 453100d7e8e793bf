package transport

import "context"

// WithChanges calls changed after each request that changes something, even one that failed: it may have come to the cloud. nil: nothing is called.
func WithChanges(next Handler, changed func()) Handler {
	if changed == nil {
		return next
	}
	return func(ctx context.Context, r *Request) (*Answer, error) {
		if r.ChangesCloud() {
			defer changed()
		}
		return next(ctx, r)
	}
}
