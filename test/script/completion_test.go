package script

import (
	"net"
	"os/exec"
	"strings"
	"testing"

	"github.com/novactl/novactl/test/novactl"
)

// Who presses Tab where the cloud takes the call and says nothing gets the prompt back, with nothing on it. Without a bound this
// test would end with the time that go test allows.
func TestCompletionOfASilentCloud(t *testing.T) {
	t.Parallel()
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = silent.Close() })
	program, err := exec.LookPath("novactl")
	if err != nil {
		t.Fatal(err)
	}
	home := novactl.NewHome(t)
	c := exec.Command(program, "__complete", "server", "show", "")
	c.Env = append(home.Env, "HOME="+home.Dir, "GORACE=atexit_sleep_ms=0",
		"OS_AUTH_URL=http://"+silent.Addr().String()+"/v2.0", "OS_USERNAME=me", "OS_PASSWORD=p")
	out, err := c.Output()
	if err != nil || strings.TrimSpace(string(out)) != ":4" {
		t.Errorf("%q, %v", out, err)
	}
}
