package sandbox

import (
	"bytes"
	"context"
	"errors"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/docfile"
	"github.com/novactl/novactl/cmd/fail"
	cloud "github.com/novactl/novactl/pkg/sandbox"
)

// largestSeed bounds what --seed reads, in bytes.
const largestSeed = 16 << 20

func addSeedFlag(cmd *cobra.Command) {
	cmd.Flags().String("seed", "", "set the cloud up as this `file` says (YAML or JSON; - is standard input)")
}

// readSeed reads the file of --seed; nil where there is none.
func readSeed(a *app.App, cmd *cobra.Command) (*cloud.Seed, error) {
	path, _ := cmd.Flags().GetString("seed")
	if path == "" {
		return nil, nil
	}
	text, err := docfile.Read(a.Streams.In, path, largestSeed)
	if err != nil {
		return nil, fail.Usagef("--seed %s: %v", path, err)
	}
	doc := jsontext.Value(bytes.TrimSpace(text))
	if !bytes.HasPrefix(doc, []byte("{")) {
		if doc, err = docfile.YAMLToJSON(text); err != nil {
			return nil, fail.Usagef("--seed %s: %v", path, err)
		}
	}
	s, err := cloud.DecodeSeed(doc)
	return &s, seedMistake(cmd, err)
}

// seedMistake says in which file a mistake in a seed is.
func seedMistake(cmd *cobra.Command, err error) error {
	if mistake := new(cloud.SeedError); errors.As(err, &mistake) {
		path, _ := cmd.Flags().GetString("seed")
		return fail.Usagef("--seed %s: %v", path, mistake)
	}
	return err
}

// sow sets up a cloud as the seed says, if there is one.
func sow(ctx context.Context, cmd *cobra.Command, sb *cloud.Cloud, s *cloud.Seed) error {
	if s == nil {
		return nil
	}
	err := sb.Seed(ctx, *s)
	if cloud.StatusOf(err) == http.StatusConflict {
		return &fail.OpError{
			Op: "set up the sandbox", Err: err,
			Advice: "empty it first, or do both at once with novactl sandbox reset --seed FILE",
		}
	}
	return seedMistake(cmd, err)
}
