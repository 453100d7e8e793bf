package build

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/docfile"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// largestFile bounds what -f reads, in bytes: more is no request that a cloud takes.
const largestFile = 1 << 20

// createFile reads the request of -f: the guide's document in JSON or XML (guide 2.1.2), or the same in YAML, with or without
// its root. Keys that are flags of create become those flags (see applyFileKeys). Without -f it is empty.
func createFile(a *app.App, f *createFlags) (api.ServerCreate, error) {
	var req api.ServerCreate
	path := f.fromFile
	if path == "" {
		return req, nil
	}
	text, err := docfile.Read(a.Streams.In, path, largestFile)
	if errors.Is(err, fs.ErrNotExist) && slices.Contains(output.Formats(), path) {
		return req, &fail.UsageError{Message: "-f " + path + ": there is no such file", Advice: "-f names a file with the request; the format is -o " + path}
	}
	if err != nil {
		return req, fail.Usagef("-f %s: %v", path, err)
	}
	doc, err := document(text)
	if err != nil {
		return req, fail.Usagef("-f %s: it is no document of a server: %v", path, err)
	}
	hints, err := fileHints(doc)
	if err != nil {
		return req, fail.Usagef("-f %s: its scheduler hints are neither text nor lists of text", path)
	}
	if doc, err = applyFileKeys(f.keys, doc); err != nil {
		return req, fail.Op("read", path, err)
	}
	if err := api.Unmarshal(doc, &req); err != nil {
		return req, fail.Usagef("-f %s: it is no document of a server", path)
	}
	req.Hints = hints
	return req, nil
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
	return docfile.YAMLToJSON(text)
}
