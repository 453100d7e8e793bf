package main

import (
	"context"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/novactl/novactl/test/bench/stub"
)

// cloud is a stub, with what its clients need.
type cloud struct {
	*remote
	name  string
	roots string // a file of certificates: the system's, and the stub's; "" without TLS
	ca    string // a file of the stub's alone
}

// cloud returns the stub with these options, which is started at the first call.
func (b *bench) cloud(o stub.Options) (*cloud, error) {
	name := fmt.Sprintf("%d-%v-%v-%t", o.Servers, o.Latency, o.TLS, o.Name == "")
	if c := b.stubs[name]; c != nil {
		return c, nil
	}
	s, err := startStub(o)
	if err != nil {
		return nil, err
	}
	b.closing = append(b.closing, s.close)
	c := &cloud{remote: s, name: name}
	b.stubs[name] = c
	if !o.TLS {
		return c, nil
	}
	c.ca, c.roots = filepath.Join(b.dir, "ca.pem"), filepath.Join(b.dir, "roots.pem")
	system, err := systemRoots()
	if err != nil {
		return nil, err
	}
	return c, errors.Join(os.WriteFile(c.ca, s.CA, 0o600), os.WriteFile(c.roots, append(system, s.CA...), 0o600))
}

// systemRoots are the certificates that this system trusts, as Debian, Fedora and others keep them.
func systemRoots() ([]byte, error) {
	for _, path := range []string{"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"} {
		if text, err := os.ReadFile(path); err == nil {
			if block, _ := pem.Decode(text); block != nil {
				return text, nil
			}
		}
	}
	return nil, errors.New("no bundle of certificates found on this system")
}

// environment is what a client of the stub needs, with a home of its own.
func (b *bench) environment(c *cloud, home string) ([]string, error) {
	home = filepath.Join(b.dir, home)
	if err := os.MkdirAll(home, 0o700); err != nil {
		return nil, err
	}
	env := []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + home, "LANG=C.UTF-8",
		"OS_AUTH_URL=" + c.URL, "OS_IDENTITY_API_VERSION=3", "OS_USERNAME=demo", "OS_PASSWORD=secret", "OS_PROJECT_NAME=demo",
		"OS_USER_DOMAIN_NAME=Default", "OS_PROJECT_DOMAIN_NAME=Default", "OS_REGION_NAME=RegionOne",
	}
	if c.roots != "" {
		env = append(env, "SSL_CERT_FILE="+c.roots)
	}
	return env, nil
}

// client measures a command of a cloud's client, with what the cloud saw of it.
func (b *bench) client(c *cloud, who string, cmd command) (contestant, error) {
	env, err := b.environment(c, who+"-"+c.name)
	if err != nil {
		return contestant{}, err
	}
	cmd.env = env
	return contestant{who: who, do: func(ctx context.Context) (sample, error) {
		if _, err := c.reset(); err != nil {
			return sample{}, err
		}
		s, err := cmd.run(ctx)
		if err != nil {
			return s, err
		}
		n, err := c.reset()
		s.requests, s.peak, s.waves = n.Requests, n.Peak, n.Waves
		return s, err
	}}, nil
}

// sandbox is a novactl that serves its sandbox.
type sandbox struct {
	process *exec.Cmd
	base    string // of Compute
	token   string
	client  *http.Client
}

// serve starts `sandbox serve` with a seed, and signs in.
func (b *bench) serve(ctx context.Context, who binary, seed string) (*sandbox, error) {
	home, err := os.MkdirTemp(b.dir, "sandbox-")
	if err != nil {
		return nil, err
	}
	p := exec.Command(who.path, "sandbox", "serve", "--listen", "127.0.0.1:0", "--seed", seed)
	p.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + home}
	out, err := p.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.Start(); err != nil {
		return nil, err
	}
	b.closing = append(b.closing, func() { _ = p.Process.Kill(); _ = p.Wait() })
	s := &sandbox{process: p, client: &http.Client{Timeout: time.Minute}}
	return s, s.signIn(ctx, out)
}

// signIn waits for the environment that `sandbox serve` prints, and gets a token.
func (s *sandbox) signIn(ctx context.Context, out io.Reader) error {
	text := make([]byte, 4096)
	n, err := io.ReadAtLeast(out, text, 1)
	if err != nil {
		return err
	}
	line, _, _ := strings.Cut(string(text[:n]), "\n")
	auth, ok := strings.CutPrefix(line, "export OS_AUTH_URL=")
	if !ok {
		return fmt.Errorf("sandbox serve printed %q", line)
	}
	s.base = strings.TrimSuffix(auth, "/v2.0") + "/DFW/v2/010101"
	body := `{"auth":{"passwordCredentials":{"username":"sandbox","password":"sandbox"}}}`
	answer, err := s.send(ctx, http.MethodPost, auth+"/tokens", body)
	if err != nil {
		return err
	}
	_, rest, _ := strings.Cut(answer, `"token":{"id":"`)
	s.token, _, _ = strings.Cut(rest, `"`)
	return nil
}

func (s *sandbox) send(ctx context.Context, method, url, body string) (string, error) {
	r, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		return "", err
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Auth-Token", s.token)
	answer, err := s.client.Do(r)
	if err != nil {
		return "", err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s %s: %s", method, url, answer.Status)
	}
	return string(text), err
}

// get sends a GET again and again until the sandbox has been busy for some time, and returns how many it answered in that.
func (s *sandbox) get(ctx context.Context, path string, busy time.Duration) (sample, error) {
	before, err := cpuOf(s.process.Process.Pid)
	if err != nil {
		return sample{}, err
	}
	begun := time.Now()
	for n := 1; ; n++ {
		if _, err := s.send(ctx, http.MethodGet, s.base+path, ""); err != nil {
			return sample{}, err
		}
		after, err := cpuOf(s.process.Process.Pid)
		if err != nil || after-before >= busy {
			return sample{cpu: after - before, wall: time.Since(begun), done: n}, err
		}
	}
}
