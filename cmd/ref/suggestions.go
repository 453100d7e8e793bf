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

// suggestions are names of the noun that are like ref, which nothing has: those that contain it in any case, or else the nearest. Where they can't be
// read there are none: the error to tell is another one.
func (f *Finder) suggestions(ctx context.Context, c *client.Client, ref string) []string {
	if f.Names == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, completionTime)
	defer cancel()
	var all, like []string
	for raw, err := range f.Names(ctx, c) {
		if err != nil || len(all) == namesRead {
			break
		}
		b, err := brief(raw)
		if err != nil || b.Name == "" {
			continue
		}
		all = append(all, b.Name)
		if strings.Contains(strings.ToLower(b.Name), strings.ToLower(ref)) && !slices.Contains(like, b.Name) {
			like = append(like, b.Name)
		}
	}
	if nearest := config.Nearest(ref, all); nearest != "" && len(like) == 0 {
		return []string{nearest}
	}
	return like[:min(len(like), mostSuggestions)]
}
