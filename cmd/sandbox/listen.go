package sandbox

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"

	"github.com/novactl/novactl/cmd/fail"
)

// listen opens the address. url is how this machine reaches what listens there, open whether other machines may reach it too.
func listen(ctx context.Context, address string) (l net.Listener, url string, open bool, err error) {
	var lc net.ListenConfig
	l, err = lc.Listen(ctx, "tcp", address)
	switch {
	case isNoAddress(err):
		return nil, "", false, fail.Usagef("--listen %s: %v; it has to be HOST:PORT, such as 127.0.0.1:8774", address, errors.Unwrap(err))
	case err != nil:
		return nil, "", false, &fail.OpError{
			Op: "serve the sandbox", Err: err,
			Advice: "choose another address with --listen, or a free port with --listen 127.0.0.1:0",
		}
	}
	at, ok := l.Addr().(*net.TCPAddr)
	if !ok {
		return nil, "", false, errors.Join(fmt.Errorf("serve the sandbox: %v is no address of TCP", l.Addr()), l.Close())
	}
	url, open = reach(at)
	return l, url, open, nil
}

// isNoAddress reports a text that is no address, or names an unknown host or port.
func isNoAddress(err error) bool {
	wrong, unknown := new(net.AddrError), new(net.DNSError)
	return errors.As(err, &wrong) || errors.As(err, &unknown) && unknown.IsNotFound
}

// reach is the URL of an address that is listened on, and whether other machines may reach it. All addresses of the machine are written
// 0.0.0.0 or [::], to which not every client can connect.
func reach(at *net.TCPAddr) (url string, open bool) {
	host := at.IP.String()
	if at.IP.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, strconv.Itoa(at.Port)), !at.IP.IsLoopback()
}
