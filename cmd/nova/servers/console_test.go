package servers

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/novactl/novactl/cmd/nova/session"
)

// Where a password can't be decrypted, openssl's reason is told.
func TestDecryptSaysWhy(t *testing.T) {
	t.Parallel()
	if _, err := exec.LookPath("openssl"); err != nil {
		t.Skip("there is no openssl here")
	}
	_, err := decrypt(&session.Nova{Ctx: t.Context()}, "nosuch.key", "Y2lwaGVy")
	if err == nil || !strings.Contains(err.Error(), "nosuch.key") {
		t.Errorf("%v", err)
	}
}
