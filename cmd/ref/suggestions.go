package ref

import (
	"context"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/config"
)

const (
	namesRead       = 1000 // how many names are looked at for suggestions
	mostSuggestions = 5    // how many are made
)

// suggestions are names of the noun that are like ref, which nothing has. Where they can't be read there are none: the error to tell is another
// one.
func (f *Finder) suggestions(ctx context.Context, c *client.Client, ref string) []string {
	if f.Names == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, completionTime)
	defer cancel()
	var all []string
	for raw, err := range f.Names(ctx, c) {
		if err != nil || len(all) == namesRead {
			break
		}
		if b, err := brief(raw); err == nil && b.Name != "" {
			all = append(all, b.Name)
		}
	}
	return suggest(all, ref)
}

// suggest returns the names that contain ref in any case, or else the nearest.
func suggest(names []string, ref string) []string {
	var like []string
	for _, name := range names {
		if strings.Contains(strings.ToLower(name), strings.ToLower(ref)) && !slices.Contains(like, name) {
			like = append(like, name)
		}
	}
	if nearest := config.Nearest(ref, names); nearest != "" && len(like) == 0 {
		return []string{nearest}
	}
	return like[:min(len(like), mostSuggestions)]
}
