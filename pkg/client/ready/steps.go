// Package ready waits for what a server does when it is up: it listens, it answers, its console says so. A Step is one such thing, and Steps,
// in their order, are more to a goal of a wait.
package ready

import (
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/pattern"
)

// The kinds of steps.
const (
	Active    = "active"
	SSH       = "ssh"
	CloudInit = "cloud-init"
	TCP       = "tcp"
	Console   = "console"
	HTTP      = "http"
	https     = "https"
)

// A Step is something that a server is waited for to do.
type Step struct {
	Text string // as it was typed: "tcp:5432"
	kind string
	port string         // of tcp
	says *regexp.Regexp // of console and cloud-init
	url  string         // of http
}

// Parse reads steps, of which a text may hold several with commas between.
func Parse(texts []string) ([]Step, error) {
	var steps []Step
	for _, text := range split(strings.Join(texts, ",")) {
		s, err := parse(text)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", text, err)
		}
		steps = append(steps, s)
	}
	return steps, nil
}

// beginning is how a step begins: a comma before anything else belongs to the expression or the URL that it stands in.
var beginning = pattern.Lazy(`^(?:(?:active|ssh|cloud-init)(?:,|$)|(?:tcp|console|https?):)`)

func split(text string) (list []string) {
	from := 0
	for i := range len(text) {
		if text[i] == ',' && beginning().MatchString(text[i+1:]) {
			list = append(list, text[from:i])
			from = i + 1
		}
	}
	return append(list, text[from:])
}

// finished is cloud-init's last line: "Cloud-init v. 22.1 finished at …", and until 0.7 "cloud-init boot finished at …".
var finished = pattern.Lazy(`(?i)cloud-init (?:v\. \S+|boot) finished at `)

func parse(text string) (Step, error) {
	kind, rest, _ := strings.Cut(text, ":")
	s := Step{Text: text, kind: kind}
	switch {
	case text == Active, text == SSH:
	case text == CloudInit:
		s.says = finished()
	case kind == TCP:
		port, err := strconv.ParseUint(rest, 10, 16)
		if err != nil || port == 0 {
			return s, errors.New("tcp takes a port from 1 to 65535, as in tcp:5432")
		}
		s.port = rest
	case kind == Console:
		expression, closed := strings.CutSuffix(strings.TrimPrefix(rest, "/"), "/")
		if !closed || !strings.HasPrefix(rest, "/") || expression == "" {
			return s, errors.New("console takes a regular expression between slashes, as in console:/login:/")
		}
		says, err := regexp.Compile("(?m)" + expression)
		if err != nil {
			return s, err
		}
		s.says = says
	case kind == HTTP, kind == https:
		s.kind, s.url = HTTP, rest
		if strings.HasPrefix(rest, "//") {
			s.url = text
		}
		u, err := url.Parse(s.at("192.0.2.1"))
		if err != nil || u.Scheme != HTTP && u.Scheme != https || u.Host == "" {
			return s, errors.New("http takes a URL, in which {address} is the server's, as in http://{address}:8080/health")
		}
	default:
		return s, errors.New("no step is called so; the steps are active, tcp:PORT, ssh, cloud-init, console:/REGEX/ and http://{address}/PATH")
	}
	return s, nil
}

// at is the step's URL with the server's address.
func (s Step) at(address string) string {
	if strings.Contains(address, ":") {
		address = "[" + address + "]"
	}
	return strings.ReplaceAll(s.url, "{address}", address)
}
