//go:build unix

package config

import (
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe where the settings should be is an error, and no wait for somebody to write. Where a person names a file, it may be a pipe
// that somebody writes to.
func TestPipes(t *testing.T) {
	t.Parallel()
	makePipe := func(u *user, name string) string {
		path := filepath.Join(filepath.Dir(u.write(name+".other", "")), filepath.Base(name))
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			u.t.Skip(err)
		}
		return path
	}
	for _, name := range []string{".config/novactl/config.yaml", ".config/openstack/clouds.yaml", ".config/openstack/secure.yaml"} {
		u := newUser(t)
		u.args = []string{"--cloud=w"}
		path := makePipe(u, name)
		says(t, u.failure().Error(), "can't read "+path, "pipe")
	}
	u := newUser(t)
	path := makePipe(u, "pipe")
	u.env = []string{"OS_AUTH_URL=https://c.example/v3", "OS_USERNAME=u", "NOVACTL_PASSWORD_FILE=" + path}
	says(t, u.failure().Error(), "nobody writes to it")

	from, to, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer from.Close()
	_, _ = to.WriteString("s3cret\n")
	_ = to.Close()
	u.env[2] = fmt.Sprintf("NOVACTL_PASSWORD_FILE=/dev/fd/%d", from.Fd()) // what a shell makes of <(...)
	if got := u.connection().Password; got != "s3cret" {
		t.Errorf("password %q", got)
	}
}
