package build

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/transport"
)

const (
	lastLook = 3 * time.Second // for the list after an interrupt
	justNow  = time.Minute     // a server that is no older may be that of the request
)

// ifInterrupted looks once whether a create was carried out whose answer an interrupt cut off. Where it was, the server is noted as accepted, so
// that it is printed. The error says what is known then; any other error comes back as it is.
func (b *builder) ifInterrupted(ctx context.Context, req api.ServerCreate, sent verb.Accepted, err error, isIt func(*existing) bool) error {
	switch {
	case err == nil || ctx.Err() == nil || errors.Is(err, transport.ErrPrinted):
		return err
	case !transport.IsUncertain(err):
		if errors.Is(err, context.Canceled) {
			return fmt.Errorf("%w: not made", ctx.Err())
		}
		return err
	}
	look, stop := context.WithTimeout(context.WithoutCancel(ctx), lastLook)
	defer stop()
	found, failed := b.list(look, req.Name)
	if failed != nil {
		return err
	}
	found = slices.DeleteFunc(found, func(s *existing) bool { return !isIt(s) })
	if len(found) != 1 {
		return fmt.Errorf("%w; looked once: not made so far", err)
	}
	made := found[0].accepted()
	if made.AdminPass = sent.AdminPass; transport.PartialOf(err).AdminPass != "" {
		made.AdminPass = transport.PartialOf(err).AdminPass
	}
	b.Accept(made)
	return fmt.Errorf("%w; looked once: it was made: %s", ctx.Err(), made.ID)
}

// isJustMade reports whether s looks like what req makes, and is new.
func isJustMade(req api.ServerCreate) func(*existing) bool {
	return func(s *existing) bool {
		created, err := api.ParseTime(s.Created)
		return err == nil && time.Since(created) < justNow && len(compare(req, s, "").differences) == 0
	}
}
