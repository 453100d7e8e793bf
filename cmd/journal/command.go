package journal

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
)

// ofThisRun are the flags that another run of the same command may have otherwise: they change nothing of what is done.
var ofThisRun = []string{"journal", "yes", "force", "max-targets", "preflight", "columns", "sort", "jq", "template", "admin-pass-out"}

// OpenFor opens the journal at path for a command; nil where path is empty. What is for errors: "delete server". Nothing may be pretended then.
func OpenFor(ctx context.Context, in app.Invocation, what, path string, args []string) (*Journal, error) {
	if path == "" {
		return nil, nil
	}
	if in.App.Pretends() {
		return nil, fail.Usagef("--journal is of what was done, and --dry-run and --curl do nothing")
	}
	endpoint, err := in.Client.BaseURL(ctx)
	if err != nil {
		return nil, err
	}
	return Open(path, Command{What: what, Arguments: digest(in.Cmd.LocalNonPersistentFlags(), args), Endpoint: endpoint, Run: rand.Text()})
}

// digest tells one command line from another, and nothing of what it says.
func digest(flags *pflag.FlagSet, args []string) string {
	typed := [][2]string{}
	flags.VisitAll(func(f *pflag.Flag) { // Visit visits none: what cobra picks out hasn't been parsed
		if f.Changed && !slices.Contains(ofThisRun, f.Name) && !strings.HasPrefix(f.Name, "wait") {
			typed = append(typed, [2]string{f.Name, f.Value.String()})
		}
	})
	text, err := json.Marshal([]any{args, typed})
	if err != nil {
		return "-" // no text fails
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8])
}
