package clients

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/novactl/novactl/test/novactl"
)

// TestFiftyProcesses creates servers from fifty processes at once on one sandbox: there are fifty servers then, and no command
// failed.
func TestFiftyProcesses(t *testing.T) {
	t.Parallel()
	const crowd = 50
	home := novactl.NewHome(t)
	var wg sync.WaitGroup
	for i := range crowd {
		wg.Go(func() {
			c := home.Command(context.Background(), "--cloud", "sandbox", "server", "create", fmt.Sprintf("web-%d", i),
				"--image", "80fbcb55-b206-41f9-9bc2-2dd7aac6c061", "--flavor", "2", "--wait", "--jq", ".status")
			var stderr strings.Builder
			c.Stderr = &stderr
			if out, err := c.Output(); err != nil || string(out) != "ACTIVE\n" {
				t.Errorf("web-%d: %v, stdout %q, stderr %q", i, err, out, stderr.String())
			}
		})
	}
	wg.Wait()
	out, err := home.Command(context.Background(), "--cloud", "sandbox", "server", "list", "--jq", "map(.name)|unique|length").Output()
	if err != nil || string(out) != "50\n" {
		t.Errorf("the list after: %v, %q; want 50 servers", err, out)
	}
}
