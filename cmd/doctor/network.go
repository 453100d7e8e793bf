package doctor

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"time"

	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/config"
)

const (
	expiresSoon = 14 * 24 * time.Hour
	// A one-time passcode is good for half a minute, and the end of a token is read by our clock.
	skewAllowed = 30 * time.Second
	clockAt     = 5 // where among the checks the clock's is
)

// network checks the way to the service that is asked first, and reports whether it is open.
func (e *examination) network(c *client.Client, conn config.Connection) bool {
	if conn.Recording != "" {
		e.skip("a recording answers", "DNS", "Connection", "TLS", "Clock")
		return true
	}
	if conn.Sandbox {
		e.skip("the sandbox is in this program", "DNS", "Connection", "TLS", "Clock")
		return true
	}
	at := conn.AuthURL
	if at == "" {
		at = conn.Endpoint
	}
	u, err := url.Parse(at)
	if err != nil { // never: the client has read it
		return false
	}
	p, err := c.Probe(e.cmd.Context())
	e.dns(u, p, err)
	if errors.As(err, new(*net.DNSError)) {
		e.skip("no address", "Connection", "TLS", "Clock")
		return false
	}
	if err != nil && !isTLS(err) {
		e.fail("Connection", err, connectionAdvice(u.Scheme, err))
		e.skip("no connection", "TLS", "Clock")
		return false
	}
	to := u
	if p.Proxy != nil {
		to = p.Proxy
	}
	e.note("Connection", ok, "to "+transport.HostPort(to), "")
	if err != nil {
		e.fail("TLS", err, tlsAdvice(err))
		e.skip("no TLS", "Clock")
		return false
	}
	e.tls(u, p, conn)
	e.firstClock(p.Skew, p.HasDate)
	return true
}

func (e *examination) dns(u *url.URL, p transport.Probe, err error) {
	switch {
	case errors.As(err, new(*net.DNSError)):
		e.fail("DNS", err, "check the host in auth-url, and this machine's name servers")
	case p.Proxy != nil:
		e.note("DNS", skipped, "the proxy asks for the address", "")
	case net.ParseIP(u.Hostname()) != nil:
		e.note("DNS", ok, u.Hostname()+" is an address", "")
	default:
		e.note("DNS", ok, u.Hostname()+" is "+strings.Join(p.Addresses, ", "), "")
	}
}

func connectionAdvice(scheme string, err error) string {
	var op *net.OpError
	var late interface{ Timeout() bool }
	isOp := errors.As(err, &op)
	switch {
	case isOp && op.Op == "proxyconnect":
		return "check HTTP_PROXY and HTTPS_PROXY, or name the host in NO_PROXY"
	case !errors.As(err, new(*transport.UnreachableError)) || errors.As(err, &late) && late.Timeout() || isOp && op.Op == "dial":
		return "check the host and the port in auth-url, and the firewalls between"
	default: // the port took the connection, and then said nothing that can be read
		other := "https"
		if scheme == other {
			other = "http"
		}
		return "try " + other + ":// in auth-url; else check the port in it, and the firewalls between"
	}
}

// isTLS reports errors of a handshake, which needs a connection.
func isTLS(err error) bool {
	return errors.As(err, new(*tls.CertificateVerificationError)) || errors.As(err, new(tls.RecordHeaderError)) || errors.As(err, new(tls.AlertError))
}

func tlsAdvice(err error) string {
	var invalid x509.CertificateInvalidError
	switch {
	case errors.As(err, new(x509.UnknownAuthorityError)):
		return "name the file of the cloud's certificate authority with --cacert or OS_CACERT"
	case errors.As(err, new(x509.HostnameError)):
		return "use the name in auth-url that the certificate is for"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "check this machine's clock; if it is right, the cloud's makers have to renew the certificate"
	case errors.As(err, new(tls.RecordHeaderError)):
		return "this port speaks no TLS: try http:// in auth-url"
	}
	return ""
}

func (e *examination) tls(u *url.URL, p transport.Probe, conn config.Connection) {
	ip := net.ParseIP(u.Hostname())
	switch {
	case p.Certificate == nil && (u.Hostname() == "localhost" || ip != nil && ip.IsLoopback()):
		e.note("TLS", skipped, "plain HTTP, on this machine", "")
	case p.Certificate == nil:
		e.note("TLS", warning, "plain HTTP: everybody on the way can read the credentials", "use https:// in auth-url, where the cloud has it")
	case conn.Insecure:
		e.note("TLS", warning, "the certificate is not checked", "take insecure away, and name the cloud's authority with --cacert")
	default:
		left := time.Until(p.Certificate.NotAfter)
		detail := fmt.Sprintf("the certificate is good until %s, for %s", p.Certificate.NotAfter.UTC().Format(time.DateOnly), cell.Several(int(left/(24*time.Hour)), "day"))
		if left < expiresSoon {
			e.note("TLS", warning, detail, "the cloud's makers have to renew it")
			return
		}
		e.note("TLS", ok, detail, "")
	}
}

// clock notes how far the cloud's clock is ahead of this machine's.
func (e *examination) clock(skew time.Duration) {
	if skew.Abs() <= skewAllowed {
		e.note("Clock", ok, fmt.Sprintf("%v from the cloud's", skew.Abs()), "")
		return
	}
	way := "behind"
	if skew < 0 {
		way = "ahead of"
	}
	e.fail("Clock", fmt.Errorf("this machine's clock is %v %s the cloud's", skew.Abs(), way),
		"set the clock, by NTP: tokens, passcodes and certificates depend on it")
}

// firstClock is clock, of the first answer that says the time: those of Keystone behind uWSGI have no date, but its tokens say when they were made.
func (e *examination) firstClock(skew time.Duration, known bool) {
	if known && e.report.Checks[clockAt].Name == "" {
		e.clock(skew)
	}
}
