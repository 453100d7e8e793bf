package sandbox

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"time"
)

// farewell is how long Serve lets requests finish when it is told to end.
const farewell = 5 * time.Second

// Serve answers on the listener until ctx ends, which is no error; requests under way are finished first. It closes the listener.
func (c *Cloud) Serve(ctx context.Context, listener net.Listener) error {
	return ServeHandler(ctx, listener, c)
}

// ServeHandler is Serve for what isn't a cloud itself. The limits are there because anybody on the network may connect: on headers and their
// time here, on bodies in body.go.
func ServeHandler(ctx context.Context, listener net.Listener, handler http.Handler) error {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       time.Minute,
		WriteTimeout:      2 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          log.New(io.Discard, "", 0), // a client's broken connection is no news to anybody
	}
	ended := make(chan error, 1)
	stop := context.AfterFunc(ctx, func() {
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), farewell)
		defer cancel()
		err := server.Shutdown(grace)
		if err != nil {
			_ = server.Close() // it took too long: cut off what is left
		}
		ended <- nil
	})
	err := server.Serve(listener)
	if !stop() {
		return <-ended
	}
	_ = server.Close()
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
