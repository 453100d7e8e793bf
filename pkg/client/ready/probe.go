package ready

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/client/wait"
)

const (
	probeTime  = 5 * time.Second // for one try of a step
	pause      = time.Second     // between tries
	bannerSize = 8 << 10         // bytes in which a server says that it speaks SSH; it may say other things before (RFC 4253, 4.2)
)

// A Server is where steps look.
type Server struct {
	// Address returns where the server answers, from its document.
	Address func(doc jsontext.Value) (string, error)
	// Console returns what the server with this id has written to its console.
	Console func(ctx context.Context, id string) (string, error)
}

// attempt returns nil where the step is done, else why it isn't.
func (s Step) attempt(ctx context.Context, at Server, state wait.State) error {
	ctx, cancel := context.WithTimeout(ctx, probeTime)
	defer cancel()
	switch {
	case s.kind == Active:
		if !state.Is(wait.StatusActive) {
			return errors.New("it is " + state.Status)
		}
		return nil
	case s.says != nil:
		text, err := at.Console(ctx, state.ID)
		if err == nil && !s.says.MatchString(strings.ReplaceAll(text, "\r\n", "\n")) {
			err = errors.New("not on the console yet")
		}
		return err
	}
	address, err := at.Address(state.Raw)
	switch {
	case err != nil:
		return err
	case s.kind == TCP:
		conn, err := dial(ctx, address, s.port)
		if err == nil {
			_ = conn.Close()
		}
		return err
	case s.kind == SSH:
		return trySSH(ctx, address)
	}
	return tryHTTP(ctx, s.at(address))
}

func dial(ctx context.Context, address, port string) (net.Conn, error) {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", net.JoinHostPort(address, port))
	return conn, brief(err)
}

const sshPort = "22"

func trySSH(ctx context.Context, address string) error {
	conn, err := dial(ctx, address, sshPort)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	return readBanner(ctx, conn)
}

// readBanner reads what a server says before anybody signs in.
func readBanner(ctx context.Context, conn net.Conn) error {
	if end, limited := ctx.Deadline(); limited {
		_ = conn.SetReadDeadline(end)
	}
	lines := bufio.NewScanner(io.LimitReader(conn, bannerSize))
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "SSH-") {
			return nil
		}
	}
	if err := lines.Err(); err != nil {
		return brief(err)
	}
	return errors.New("it closed the connection before it spoke SSH")
}

func tryHTTP(ctx context.Context, url string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	network := &http.Transport{DisableKeepAlives: true}
	resp, err := network.RoundTrip(req)
	if err != nil {
		return brief(err)
	}
	_ = resp.Body.Close()
	if resp.StatusCode < http.StatusOK || resp.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("HTTP %d", resp.StatusCode)
	}
	return nil
}

// brief says of a connection that failed only why: where to is known.
func brief(err error) error {
	var errno syscall.Errno
	var late net.Error
	switch {
	case errors.As(err, &errno):
		return errno
	case errors.As(err, &late) && late.Timeout():
		return errors.New("no answer")
	}
	return err
}
