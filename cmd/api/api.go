// Package api has the command for any request that has no command of its own.
package api

import (
	"io"
	"net/http"
	"net/textproto"
	"os"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/verb"
	document "github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/output"
)

// Command is `api`.
func Command(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "api METHOD PATH",
		Short: "Send any request to the compute API, or to another service's",
		Long: `Send a request to a path below the compute endpoint, signed in, and print the answer's document.

With --service it goes to another service of the catalog, in JSON. There a path may begin with the version, as /v2.0/networks; without one the
version is the endpoint's.

A body is sent as the type of the wire (--wire), unless -H says otherwise. With --paginate every page of a list is read, and the items
are printed as one array.`,
		Example: `  novactl api GET /servers/detail?limit=1
  novactl api GET /servers --paginate --jq '.[].name'
  novactl api POST /servers/ID/action -d '{"reboot":{"type":"SOFT"}}'
  novactl api PUT /servers/ID -d @server.json -H 'X-Custom: yes'
  novactl api --service network GET /v2.0/networks`,
		Args: verb.ExactArgs(2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 0 {
				return []string{"GET", "POST", "PUT", "DELETE", "HEAD", "PATCH"}, cobra.ShellCompDirectiveNoFileComp
			}
			return nil, cobra.ShellCompDirectiveNoFileComp
		},
	}
	f := newFlags(flagset.Of(cmd))
	out := app.AddOutputFlags(cmd, &output.View[*struct{}]{})
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		method := strings.ToUpper(args[0])
		return fail.Op(method, args[1], run(a, cmd, f, out, method, args[1]))
	}
	return cmd
}

// flags are what the flags of api are bound to.
type flags struct {
	data     string
	headers  []string
	paginate bool
	service  string
}

func newFlags(fs *flagset.Set) *flags {
	f := &flags{}
	fs.StringP(&f.data, "data", "d", "", "the `body`: text, @FILE, or - for standard input")
	fs.Strings(&f.headers, "header", "H", "a `header`, Name: value; may be repeated")
	fs.String(&f.service, "service", "the `service` to ask: network, volume, image, placement, identity, or a type of the catalog (default: compute)",
		flagset.Words(client.ServiceNames()...))
	fs.Bool(&f.paginate, "paginate", "", "read all pages of a list")
	return f
}

func run(a *app.App, cmd *cobra.Command, f *flags, out app.OutputFlags, method, path string) error {
	o, err := a.Output(out)
	if err != nil {
		return err
	}
	if !output.KeepsDocument(o) {
		if config.FormatGiven(cmd.Flags()) {
			return fail.Usagef("an answer of any kind has no columns: use -o json, yaml or xml")
		}
		o.Format = output.JSON
	}
	req, err := request(a, f, method, path)
	if err != nil {
		return err
	}
	c, err := a.Client(cmd)
	if err != nil {
		return err
	}
	a.Final(c)
	service := c.ServiceNamed(f.service, path)
	if f.paginate {
		return output.List(a.Streams, o, &itemView, items(service.Pages(cmd.Context(), req)))
	}
	resp, err := service.Do(cmd.Context(), req)
	if err != nil {
		return err
	}
	return show(a, o, resp)
}

// show prints the document of an answer; one that is none comes out as it is.
func show(a *app.App, o output.Options, resp *client.Response) error {
	switch {
	case len(resp.Raw) == 0:
		return nil
	case resp.JSON == nil:
		return a.Streams.Print(string(resp.Raw))
	}
	var source []byte
	if resp.Format == document.XML {
		source = resp.Raw
	}
	return output.Show(a.Streams, o, &answerView, resp.JSON, source)
}

// request reads the arguments and the flags.
func request(a *app.App, f *flags, method, path string) (client.Request, error) {
	if strings.Contains(path, "://") {
		return client.Request{}, fail.Usagef("%s: give the path below the compute endpoint, such as /servers", path)
	}
	body, err := readBody(a, f.data)
	if err != nil {
		return client.Request{}, err
	}
	header := http.Header{}
	for _, line := range f.headers {
		name, value, ok := strings.Cut(line, ":")
		if !ok || strings.TrimSpace(name) == "" {
			return client.Request{}, fail.Usagef("-H %s: it must be Name: value", line)
		}
		header.Add(textproto.TrimString(name), textproto.TrimString(value))
	}
	return client.Request{Op: method + " " + path, Method: method, Path: path, Raw: body, Header: header, AnyAnswer: true}, nil
}

// readBody reads --data.
func readBody(a *app.App, data string) ([]byte, error) {
	file, isFile := strings.CutPrefix(data, "@")
	var body []byte
	var err error
	switch {
	case data == "-":
		body, err = io.ReadAll(a.Streams.In)
	case isFile:
		body, err = os.ReadFile(file)
	default:
		return []byte(data), nil
	}
	if err != nil {
		return nil, fail.Usagef("-d %s: %v", data, err)
	}
	return body, nil
}

// asItIs is the Decode of a View whose resources are documents.
func asItIs(raw []byte, into any) error {
	*into.(*jsontext.Value) = raw
	return nil
}

// answerView prints a whole document, whatever its root is.
var answerView = output.View[*jsontext.Value]{
	One: "answer", Many: "answers",
	Decode: asItIs,
	XML: func(doc []byte) ([]byte, error) {
		whole, err := document.Member(doc, "answer")
		if err != nil {
			return nil, err
		}
		return verb.ToXML(whole)
	},
}

// itemView prints the items of pages.
var itemView = output.View[*jsontext.Value]{
	One: "item", Many: "items",
	Decode: asItIs,
}
