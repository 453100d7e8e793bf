// Package docfile reads the documents that a command line names: files, or standard input, in JSON or YAML.
package docfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
	"go.yaml.in/yaml/v3"

	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/config"
	"github.com/novactl/novactl/pkg/pattern"
)

// Read returns what the file at path holds, or stdin where path is "-". One that has more than maxBytes is an error.
func Read(stdin io.Reader, path string, maxBytes int64) ([]byte, error) {
	in := stdin
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, maxBytes+1))
	if err == nil && int64(len(text)) > maxBytes {
		err = fail.Usagef("it is larger than %d bytes", maxBytes)
	}
	return text, err
}

// YAMLToJSON turns a YAML document into JSON, with the members in the document's order. What is no plain whole number, true, false or
// null stays the text that it is: a version 1.10 is no number, and neither is a tenant 010101, which YAML would read in base 8. Errors
// quote nothing of the document.
func YAMLToJSON(text []byte) (jsontext.Value, error) {
	var whole any // the library refuses here what an alias would make endless, and a key that is there twice
	if err := yaml.Unmarshal(text, &whole); err != nil {
		return nil, yamlMistake(text, err)
	}
	var root yaml.Node
	if err := yaml.Unmarshal(text, &root); err != nil {
		return nil, yamlMistake(text, err)
	}
	if root.Kind == 0 {
		return nil, errors.New("it is empty")
	}
	var b bytes.Buffer
	err := writeNode(jsontext.NewEncoder(&b), &root)
	return b.Bytes(), err
}

// yamlMistake is an error of the YAML library without its words, which may quote a password.
func yamlMistake(text []byte, err error) error {
	what, line := config.YAMLMistake(text, err)
	if line > 0 {
		what = fmt.Sprintf("%s, line %d", what, line)
	}
	return errors.New(what)
}

func writeNode(enc *jsontext.Encoder, n *yaml.Node) error {
	switch n.Kind {
	case yaml.DocumentNode:
		return writeNode(enc, n.Content[0])
	case yaml.AliasNode:
		return writeNode(enc, n.Alias)
	case yaml.SequenceNode:
		return writeNodes(enc, jsontext.BeginArray, jsontext.EndArray, n.Content)
	case yaml.MappingNode:
		return writeNodes(enc, jsontext.BeginObject, jsontext.EndObject, n.Content)
	}
	return writeScalar(enc, n)
}

func writeNodes(enc *jsontext.Encoder, begin, end jsontext.Token, nodes []*yaml.Node) error {
	if err := enc.WriteToken(begin); err != nil {
		return err
	}
	for i, n := range nodes {
		write := writeNode
		if begin.Kind() == '{' && i%2 == 0 {
			write = writeText // a key
		}
		if err := write(enc, n); err != nil {
			return err
		}
	}
	return enc.WriteToken(end)
}

func writeText(enc *jsontext.Encoder, n *yaml.Node) error {
	return enc.WriteToken(jsontext.String(n.Value))
}

// wholeNumber is a number that is written as JSON would.
var wholeNumber = pattern.Lazy(`^-?(0|[1-9][0-9]*)$`)

func writeScalar(enc *jsontext.Encoder, n *yaml.Node) error {
	var v any
	switch {
	case n.Tag == "!!int" && wholeNumber().MatchString(n.Value):
		return enc.WriteValue(jsontext.Value(n.Value))
	case (n.Tag == "!!bool" || n.Tag == "!!null") && n.Decode(&v) == nil:
		return json.MarshalEncode(enc, v)
	}
	return writeText(enc, n)
}
