package cmd

import (
	"os"
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/sandbox"
	"github.com/novactl/novactl/pkg/sandbox/seed"
)

// sandboxWith is a sandbox in process with web-1, of flavor 2, and what names it to a command.
func sandboxWith(t *testing.T, o sandbox.Options, more ...string) (cloud *sandbox.Cloud, environ []string) {
	t.Helper()
	cloud, err := sandbox.Open(o)
	if err != nil {
		t.Fatal(err)
	}
	s, err := seed.Decode([]byte(`{"servers":[{"name":"web-1","image":"Ubuntu 12.04 LTS (Precise Pangolin)","flavor":"2"}]}`))
	if err == nil {
		err = cloud.ResetTo(t.Context(), s)
	}
	if err != nil {
		t.Fatal(err)
	}
	environ = append([]string{"HOME=" + t.TempDir(), "PATH=" + os.Getenv("PATH")}, more...)
	for _, line := range sandbox.Environment("http://cloud.example") {
		environ = append(environ, strings.TrimPrefix(line, "export "))
	}
	return cloud, environ
}
