package sandbox

import (
	"bytes"
	"context"
	"errors"
	"net/http"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/docfile"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	cloud "github.com/novactl/novactl/pkg/sandbox"
	"github.com/novactl/novactl/pkg/sandbox/seed"
)

// largestSeed bounds what --seed reads, in bytes.
const largestSeed = 16 << 20

func addSeedFlag(fs *flagset.Set, path *string) {
	fs.String(path, "seed", "set the cloud up as this `file` says (YAML or JSON; - is standard input)")
}

// readSeed reads the file of --seed; nil where there is none.
func readSeed(a *app.App, path string) (*seed.Seed, error) {
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
	s, err := seed.Decode(doc)
	return &s, seedMistake(path, err)
}

// seedMistake says in which file a mistake in a seed is.
func seedMistake(path string, err error) error {
	if mistake := new(seed.Error); errors.As(err, &mistake) {
		return fail.Usagef("--seed %s: %v", path, mistake)
	}
	return err
}

// applySeed sets up a cloud as the seed says, if there is one.
func applySeed(ctx context.Context, path string, sb *cloud.Cloud, s *seed.Seed) error {
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
	return seedMistake(path, err)
}
