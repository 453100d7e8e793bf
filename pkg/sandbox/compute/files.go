package compute

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

func (q Quota) checkFile(file jsontext.Value) error {
	members, ok := document.ObjectOf(file)
	if !ok {
		return fault.BadRequest("Bad personality format")
	}
	path, _ := members.Text("path")
	if path == "" {
		return fault.BadRequest("Bad personality format: missing 'path'")
	}
	text, ok := members.Text("contents")
	if !ok {
		return fault.BadRequest("Bad personality format: missing 'contents'")
	}
	contents, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	switch {
	case err != nil:
		return fault.BadRequest("Personality content for %s cannot be decoded", path)
	case utf8.RuneCountInString(path) > MaxText:
		return fault.OverLimit("Personality file path too long")
	case exceeds(len(contents), q.FileBytes):
		return fault.OverLimit("Personality file content too long")
	}
	return nil
}

// MaxText is the longest metadata key or value, and a file's path, in characters.
const MaxText = 255
