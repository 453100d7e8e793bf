package verb

import (
	"context"
	"os/exec"
)

// Shell runs a command of the user's in a shell, with more variables in its environment. Its output goes to stderr: stdout is for
// the result. The error is what exec says of its end.
func (a *App) Shell(ctx context.Context, command string, env ...string) error {
	c := exec.CommandContext(ctx, "sh", "-c", command)
	c.Env = append(c.Environ(), env...)
	c.Stdout, c.Stderr = a.Streams.Err, a.Streams.Err
	c.Stdin = a.Streams.In
	return c.Run()
}
