package conformance

import (
	"bufio"
	"context"
	"io"
	"os"
	"strings"
	"testing"
)

// TestTokenRevokedInAWait revokes the token that a wait uses, and then lets happen what it waits for: the wait signs in again, and
// ends as it should. A wait for a create wouldn't do: a real cloud builds with the user's token, and fails without it.
func TestTokenRevokedInAWait(t *testing.T) {
	t.Parallel()
	c := tokenCloud(t)
	values := c.values("token")
	create.do(t, c, values)
	ctx, cancel := context.WithTimeout(context.Background(), commandLimit)
	defer cancel()
	wait := c.home.Command(ctx, "server", "wait", values["id"], "--for", "shutoff", "--debug", "-o", "json")
	stderr, err := wait.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := wait.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(stderr)
	looked := readUntil(t, lines, "HTTP 200")
	c.novactl(t, "auth", "logout").ok(t)
	looked += readLooks(t, lines)
	c.novactl(t, "server", "stop", values["id"]).ok(t)
	rest, err := io.ReadAll(lines)
	if err != nil {
		t.Fatal(err)
	}
	if err := wait.Wait(); err != nil {
		t.Fatalf("server wait: %v\n%s%s", err, looked, rest)
	}
	if !strings.Contains(looked+string(rest), "HTTP 401") {
		t.Skip("this cloud takes a revoked token for some more time, and so the wait never lost it")
	}
}

// readLooks reads on until the wait has signed in again, or has looked so often that this cloud doesn't mind: services remember for a
// while that a token was good.
func readLooks(t *testing.T, lines *bufio.Reader) string {
	t.Helper()
	var all strings.Builder
	for range 5 {
		all.WriteString(readUntil(t, lines, "HTTP 200"))
		if strings.Contains(all.String(), "HTTP 401") {
			break
		}
	}
	return all.String()
}

// tokenCloud is where the suite runs, with tokens of its own.
func tokenCloud(t *testing.T) *cloud {
	t.Helper()
	name := os.Getenv(cloudVar)
	if name == "" {
		return sandboxCloud(t, "json")
	}
	return userCloud(t, name, "XDG_CACHE_HOME="+t.TempDir())
}

// readUntil reads lines up to one that holds text.
func readUntil(t *testing.T, lines *bufio.Reader, text string) string {
	t.Helper()
	var all strings.Builder
	for {
		line, err := lines.ReadString('\n')
		all.WriteString(line)
		switch {
		case err != nil:
			t.Fatalf("the wait ended before %q: %v\n%s", text, err, all.String())
		case strings.Contains(line, text):
			return all.String()
		}
	}
}
