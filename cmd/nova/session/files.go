package session

import (
	"encoding/base64"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/pkg/config"
)

// publicKey reads a file with a public key, or stdin.
func (s *Nova) publicKey(dest, path string) (any, error) {
	switch path {
	case "":
		return s.Args.Value(dest), nil
	case "-":
		key, err := io.ReadAll(s.App.Streams.In)
		return string(key), err
	}
	path = config.Input{Environ: s.App.Environ}.Home(path)
	key, err := os.ReadFile(path)
	if err != nil {
		return nil, Errorf("Can't open or read '%s': %s", path, reason(path, err))
	}
	return string(key), nil
}

// files are the files of --file, in the order of where they go.
func files(words []string) (any, error) {
	contents := map[string]string{}
	for _, f := range words {
		to, from, ok := strings.Cut(f, "=")
		if !ok {
			return nil, Errorf("Invalid file argument '%s'. File arguments must be of the form '--file <dst-path=src-path>'", f)
		}
		text, err := encodedFile(from)
		if err != nil {
			return nil, err
		}
		contents[to] = text
	}
	var list []any
	for _, path := range slices.Sorted(maps.Keys(contents)) {
		list = append(list, pytext.NewDict("path", path, "contents", contents[path]))
	}
	return list, nil
}

// encodedFile is a file in base64. Errors are what Python says of one.
func encodedFile(path string) (string, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return "", Errorf("Can't open '%s': %s", path, reason(path, err))
	}
	return base64.StdEncoding.EncodeToString(text), nil
}

// reason says why a file can't be read, as Python does.
func reason(path string, err error) string {
	switch {
	case os.IsNotExist(err):
		return "[Errno 2] No such file or directory: " + pytext.Repr(path)
	case os.IsPermission(err):
		return "[Errno 13] Permission denied: " + pytext.Repr(path)
	}
	return err.Error()
}
