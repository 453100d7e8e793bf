package cmd

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// passwordsOf runs a command line, and returns what came of it.
func passwordsOf(t *testing.T, cloud http.RoundTripper, file *app.PasswordFile, line ...string) (code int, out, errs string) {
	t.Helper()
	streams, stdout, stderr := output.Buffers("")
	a := &app.App{Streams: streams, Network: cloud, Passwords: file, Environ: []string{
		"HOME=" + t.TempDir(), "NOVACTL_ENDPOINT=https://compute.example.com/v2/t1", "NOVACTL_TOKEN=t", "NOVACTL_PARALLEL=1",
	}}
	root := tree(a)
	root.SetArgs(line)
	code = fail.Report(streams, root.ExecuteContext(t.Context()), func(_ error, hint string) string { return hint })
	if file == nil {
		a.Passwords.Close()
	}
	return code, stdout.String(), stderr.String()
}

// Whatever the verb, a password goes to the file of --admin-pass-out alone; and to stdout where the file can't take it.
func TestAdminPassOut(t *testing.T) {
	t.Parallel()
	const built = " --image 11111111-2222-4333-8444-555555555555 --flavor 2"
	const server = "11111111-2222-4333-8444-555555555555"
	for _, line := range []string{
		"server create web" + built, "server create web --count 3" + built, "server create web --generate --wait" + built,
		"server rebuild " + server + " --yes --image " + server, "server rescue " + server, "server password " + server + " --generate",
	} {
		path := filepath.Join(t.TempDir(), "passwords")
		cloud := &passwordCloud{}
		code, out, errs := passwordsOf(t, cloud, nil, append(strings.Fields(line), "--admin-pass-out", path)...)
		kept, err := os.ReadFile(path)
		if code != 0 || err != nil {
			t.Fatalf("%s: exit code %d: %s (%v)", line, code, errs, err)
		}
		for _, secret := range cloud.secrets {
			if strings.Contains(out+errs, secret) || strings.Count(string(kept), `"adminPass":"`+secret+`"`) != 1 {
				t.Errorf("%s: the password %s is printed, or not once in the file:\n%s%s%s", line, secret, out, errs, kept)
			}
		}

		cloud = &passwordCloud{}
		code, out, errs = passwordsOf(t, cloud, &app.PasswordFile{}, strings.Fields(line)...) // it takes nothing
		if code != 1 || !strings.Contains(errs, "it is printed") {
			t.Errorf("%s: with a file that can't be written the exit code is %d: %s", line, code, errs)
		}
		for _, secret := range cloud.secrets {
			if strings.Count(out, secret) != 1 {
				t.Errorf("%s: the password %s that couldn't be written isn't printed:\n%s", line, secret, out)
			}
		}
	}
}

// unreachable is a cloud that takes requests and loses its answers.
type unreachable struct{}

func (unreachable) RoundTrip(*http.Request) (*http.Response, error) { return nil, errors.New("reset") }

// Where the answer is lost, the file has the password that was sent.
func TestAdminPassOutOfALostAnswer(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "passwords")
	code, out, errs := passwordsOf(t, unreachable{}, nil,
		"server", "rescue", "11111111-2222-4333-8444-555555555555", "--generate", "--admin-pass-out", path)
	kept, err := os.ReadFile(path)
	if code != 8 || out != "" || err != nil || strings.Count(string(kept), "\n") != 1 {
		t.Errorf("exit code %d: %s%s; in the file: %s (%v)", code, out, errs, kept, err)
	}
}
