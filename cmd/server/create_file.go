package server

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"os"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
)

// largestFile bounds what -f reads, in bytes: more is no request that a cloud takes.
const largestFile = 1 << 20

// createFile reads the request of -f: the guide's document in JSON or XML (guide 2.1.2), or the same in YAML, with or without
// its root. Members that this release doesn't name are sent as they are. Without -f it is empty.
func createFile(a *verb.App, cmd *cobra.Command) (api.ServerCreate, error) {
	var req api.ServerCreate
	path, _ := cmd.Flags().GetString("from-file")
	if path == "" {
		return req, nil
	}
	text, err := readFile(a, path)
	if err != nil {
		return req, verb.Usagef("-f %s: %v", path, err)
	}
	doc, err := document(text)
	if err != nil {
		return req, verb.Usagef("-f %s: it is no JSON, YAML or XML document of a server: %v", path, err)
	}
	hints, err := fileHints(doc)
	if inner, absent := api.Member(doc, "server"); absent == nil {
		doc = inner
	}
	if err = cmp.Or(err, api.Unmarshal(doc, &req)); err != nil {
		return req, verb.Usagef("-f %s: it is no document of a server", path)
	}
	req.Hints = hints
	return req, nil
}

func readFile(a *verb.App, path string) ([]byte, error) {
	in := a.Streams.In
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, largestFile+1))
	if err == nil && len(text) > largestFile {
		err = verb.Usagef("it is larger than %d bytes", largestFile)
	}
	return text, err
}

// document turns what the file holds into JSON. JSON is YAML too, but its own reader keeps every digit.
func document(text []byte) (jsontext.Value, error) {
	text = bytes.TrimSpace(text)
	switch {
	case bytes.HasPrefix(text, []byte("<")):
		return api.ToJSON(api.XML, text)
	case bytes.HasPrefix(text, []byte("{")):
		return api.ToJSON(api.JSON, text)
	}
	var whole any // the library refuses here what an alias would make endless
	if err := yaml.Unmarshal(text, &whole); err != nil {
		return nil, err
	}
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil || root.Kind == 0 {
		return nil, cmp.Or(err, errEmpty)
	}
	return json.Marshal(plain(&root))
}

var errEmpty = errors.New("it is empty")

// plain is a YAML node as JSON has it. What YAML would take for a float or a date stays the text that it is: a version 1.10 in
// metadata is no number.
func plain(n *yaml.Node) any {
	switch n.Kind {
	case yaml.DocumentNode:
		return plain(n.Content[0])
	case yaml.AliasNode:
		return plain(n.Alias)
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			list[i] = plain(item)
		}
		return list
	case yaml.MappingNode:
		members := make(map[string]any, len(n.Content)/2)
		for i := 0; i+1 < len(n.Content); i += 2 {
			members[n.Content[i].Value] = plain(n.Content[i+1])
		}
		return members
	}
	var v any
	if tag := n.Tag; (tag == "!!int" || tag == "!!bool" || tag == "!!null") && n.Decode(&v) == nil {
		return v
	}
	return n.Value
}
