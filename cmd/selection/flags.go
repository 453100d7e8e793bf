package selection

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
)

// Flags are what resources are chosen by beside names. The zero value is that of a noun that has none.
type Flags struct {
	filters    []string
	all        bool
	maxTargets int
}

// defaultMaxTargets is how many a filter may destroy where nobody is asked.
const defaultMaxTargets = 50

// Add adds --filter and --all for a noun that can be chosen by what its documents say, and --max-targets where something is destroyed.
func (f *Flags) Add(fs *flagset.Set, noun *ref.Finder, destroys bool) {
	if noun.Facts == nil {
		return
	}
	keys := strings.Join(append(append([]string(nil), commonKeys...), noun.FilterKeys...), ", ")
	fs.Strings(&f.filters, "filter", "", "only "+noun.Noun+"s that fit this `filter`, such as status=ERROR,age>7d; by "+keys+", meta.KEY; may be repeated",
		completeFilter(noun))
	fs.Bool(&f.all, "all", "", "all "+noun.Noun+"s, or all that fit --filter, in place of names")
	if destroys {
		fs.Int(&f.maxTargets, "max-targets", "", defaultMaxTargets, "the largest `number` of "+noun.Noun+"s that patterns and filters may choose where nothing is asked")
	}
}

// completeFilter completes the keys of --filter.
//
//go:noinline
func completeFilter(noun *ref.Finder) cobra.CompletionFunc {
	keys := map[string]cobra.CompletionFunc{"meta.": nil}
	for _, key := range slices.Concat(commonKeys, noun.FilterKeys) {
		keys[key+"="] = nil
	}
	return flagset.CompleteKeys(keys)
}

// WithoutNames reports whether no name is needed.
func (f *Flags) WithoutNames() bool { return f.all || len(f.filters) > 0 }

// Several reports whether a word, with these flags, is for several resources, be there one or none.
func (f *Flags) Several(noun *ref.Finder, word string) bool {
	return f.WithoutNames() || word == "-" || noun.Facts != nil && isPattern(word)
}

// CheckCount refuses more than --max-targets.
func (f *Flags) CheckCount(noun string, n int) error {
	if n <= f.maxTargets {
		return nil
	}
	return &fail.UsageError{
		Message: "that fits " + count(n, noun) + ", more than the " + count(f.maxTargets, noun) + " of --max-targets: nothing was changed",
		Advice:  "look at them with --dry-run, then make --max-targets as large",
	}
}
