package build

import (
	"context"
	"fmt"
	"iter"
	"testing"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/transport"
)

// finder finds resources with these names, and counts how often it is asked.
func finder(asked *int, names ...string) *ref.Finder {
	return &ref.Finder{Names: func(context.Context, *client.Client) iter.Seq2[jsontext.Value, error] {
		*asked++
		return func(yield func(jsontext.Value, error) bool) {
			for _, name := range names {
				if !yield(jsontext.Value(fmt.Sprintf(`{"id":"1","name":%q}`, name)), nil) {
					return
				}
			}
		}
	}}
}

// A refusal whose words say what was wrong says what would be accepted, of several servers with one request; no other is changed.
func TestAdvised(t *testing.T) {
	t.Parallel()
	many := make([]string, 12)
	for i := range many {
		many[i] = fmt.Sprint("key-", i)
	}
	for _, test := range []struct {
		message  string
		networks []string
		keys     []string
		want     string
		asked    int
	}{
		{"Multiple possible networks found, use a Network ID to be more specific.", []string{"private", "public"}, nil, "name one with --network NAME: private, public", 1},
		{"Multiple possible networks found, use a Network ID to be more specific.", nil, nil, "name one with --network NAME: see novactl network list", 1},
		{"Invalid key_name provided.", nil, []string{"laptop", "ci"}, "--key-name names one of your key pairs: laptop, ci", 1},
		{"Invalid key_name provided.", nil, many, "--key-name names one of your key pairs: key-0, key-1, key-2, key-3, key-4, key-5, key-6, key-7, key-8, key-9, ...", 1},
		{"Invalid key_name provided.", nil, nil, "--key-name names one of your key pairs: there is none yet; see novactl keypair create --help", 1},
		{"Network 42 could not be found.", []string{"private"}, []string{"laptop"}, "", 0},
	} {
		asked := 0
		b := &builder{nouns: Nouns{Network: finder(&asked, test.networks...), Keypair: finder(&asked, test.keys...)}}
		b.Batch = verb.NewBatch(app.Invocation{}, verb.Noun{}, "create server")
		for range 2 {
			err := b.advised(t.Context(), api.ServerCreate{}, &transport.Error{Status: 409, Message: test.message})
			if got := fail.Describe(err); got.Hint != test.want || !transport.IsConflict(err) {
				t.Errorf("%s: %q, want %q", test.message, got.Hint, test.want)
			}
		}
		if asked != test.asked {
			t.Errorf("%s: %d requests, want %d", test.message, asked, test.asked)
		}
	}
}
