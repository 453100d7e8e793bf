package sandbox

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

func (q Quota) checkFile(file jsontext.Value) error {
	members, ok := asObject(file)
	if !ok {
		return badRequest("Bad personality format")
	}
	path, _ := members.text("path")
	if path == "" {
		return badRequest("Bad personality format: missing 'path'")
	}
	text, ok := members.text("contents")
	if !ok {
		return badRequest("Bad personality format: missing 'contents'")
	}
	contents, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), ""))
	switch {
	case err != nil:
		return badRequest("Personality content for %s cannot be decoded", path)
	case utf8.RuneCountInString(path) > maxText:
		return overLimit("Personality file path too long")
	case exceeds(len(contents), q.FileBytes):
		return overLimit("Personality file content too long")
	}
	return nil
}

// maxText is the longest metadata key or value, and a file's path, in characters.
const maxText = 255
