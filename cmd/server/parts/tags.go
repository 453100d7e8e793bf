package parts

import (
	"context"
	"net/http"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/cmd/resource"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/rest"
)

// tagsFrom is the microversion from which on servers have tags.
const tagsFrom = 26

// tagType are the tags of a server: words, which nothing more is known of.
var tagType = resource.Type{
	ResourceType: client.ResourceType{Noun: "tag", Path: "/tags", Many: "tags", Whole: true, Since: tagsFrom},
	ID:           "tag", Name: "tag",
	Columns: []resource.Column{{Name: "Tag", Member: "tag", Help: "the tag"}},
}

func tags(a *app.App, of Nouns) *cobra.Command {
	part := func(use, short string, p resource.Part) *cobra.Command {
		p.Of, p.Use, p.Short, p.Shows = of.Server, use, short, &tagType
		p.What = strings.Fields(use)[0] + " the tags of"
		p.Long = short + ". From 2.26 of the API on."
		return p.Command(a)
	}
	change := func(use, short, method string, then cobra.CompletionFunc) *cobra.Command {
		return part(use, short, resource.Part{Args: verb.MinArgs(2), Then: then, Acts: true, Repeatable: true, Prepare: checkTags, Run: func(r *resource.Run) error {
			var errs []error
			for _, tag := range r.Args {
				errs = append(errs, r.Op(tag, sendTag(r, method, tag)))
			}
			if err := fail.Join(errs); err != nil {
				return err
			}
			return listTags(r)
		}})
	}
	own := ref.Part{Of: of.Server, Noun: "tags", List: func(ctx context.Context, c *client.Client, id string) verb.Items {
		return tagsAs(ctx, c, id, "name")
	}}
	return verb.Group("tag", "Work on the tags of servers",
		part("list SERVER", "List the tags of a server", resource.Part{Run: listTags}),
		change("add SERVER TAG...", "Give a server tags", http.MethodPut, nil),
		change("remove SERVER TAG...", "Take tags from a server", http.MethodDelete, own.Complete(a, 0)))
}

// checkTags refuses what is no tag: Nova says of some that they can't be found (fact 70).
func checkTags(r *resource.Run) error {
	const longest = 60
	for _, tag := range r.Args {
		if tag == "" || strings.ContainsAny(tag, "/,") || len([]rune(tag)) > longest {
			return fail.Usagef("%q is no tag: it is of 1 to %d characters, without / and commas", tag, longest)
		}
	}
	return nil
}

func sendTag(r *resource.Run, method, tag string) error {
	return r.Client.Resources(client.ResourceType{}).Send(r.Cmd.Context(), client.Request{
		Op: "tag server", Method: method, Path: rest.Path(servers, r.Of.ID, "tags", tag), Since: tagsFrom,
	})
}

// listTags prints the tags of the server as they are by now.
func listTags(r *resource.Run) error {
	return r.List(tagsAs(r.Cmd.Context(), r.Client, r.Of.ID, "tag"))
}

// tagsAs are the tags of a server as documents with one member, read anew each time.
func tagsAs(ctx context.Context, c *client.Client, id, member string) verb.Items {
	return func(yield func(jsontext.Value, error) bool) {
		tags, err := tagsOf(ctx, c, id)
		if err != nil {
			yield(nil, err)
			return
		}
		documents(member, tags)(yield)
	}
}

// tagsOf are the tags of a server.
func tagsOf(ctx context.Context, c *client.Client, id string) ([]string, error) {
	resp, err := c.Do(ctx, client.Request{Op: "list tags", Path: rest.Path(servers, id, "tags"), Since: tagsFrom})
	if err != nil {
		return nil, err
	}
	var doc struct {
		Tags []string `json:"tags"`
	}
	if err := api.Unmarshal(resp.JSON, &doc); err != nil {
		return nil, resp.Garbled(err)
	}
	return doc.Tags, nil
}

// documents are documents with one member, which has a text each.
func documents(member string, texts []string) verb.Items {
	return func(yield func(jsontext.Value, error) bool) {
		for _, text := range texts {
			if raw, err := json.Marshal(map[string]string{member: text}); !yield(raw, err) {
				return
			}
		}
	}
}
