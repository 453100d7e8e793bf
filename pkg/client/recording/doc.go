// Package recording keeps the answers of a cloud in a file, and answers from such a file without one.
//
// A recording is text: a JSON object a line. The first one says which version of the format it is, and what a client must know to ask the same
// again: where the cloud was, which region and interface. Each of the others is an Exchange, in the order of the answers. What is below an endpoint
// of the catalog is written as the service's type and a path, so that the same recording holds wherever the cloud is.
//
// Secrets are replaced as in traces (transport.Redactor), in what was sent and in what was answered. What is asked again is compared after the same
// was done to it, and a sign-in fits whoever signs in.
package recording

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/go-json-experiment/json"
)

// Version is that of the format.
const Version = 1

// Settings are what a client must be set to in order to ask again what was recorded, by the names of novactl's settings: auth-url, region, ….
type Settings map[string]string

// head is the first line of a recording.
type head struct {
	Recording int      `json:"recording"` // the version of the format
	Settings  Settings `json:"settings"`
}

// Exchange is a request and what was answered.
type Exchange struct {
	Method        string            `json:"method"`
	Service       string            `json:"service,omitempty"` // its type in the catalog; "": none of the catalog's, and Path is a whole URL
	Path          string            `json:"path"`              // below the root of the service, where its versions are, with the query
	RequestHeader map[string]string `json:"request_headers,omitempty"`
	RequestBody   string            `json:"request_body,omitempty"`
	Status        int               `json:"status"`
	Header        map[string]string `json:"headers,omitempty"`
	Body          string            `json:"body,omitempty"`
}

// FileError is a file that is no recording, or not one that can be used here.
type FileError struct{ File, Message string }

// Error names the file.
func (e *FileError) Error() string { return e.File + ": " + e.Message }

// Kind returns usage.
func (e *FileError) Kind() string { return "usage" }

// SettingsOf returns the settings of a recording. Errors are *FileError, or those of opening the file.
func SettingsOf(file string) (Settings, error) {
	settings, _, err := read(file, false)
	return settings, err
}

// read reads a recording; without exchanges, where they aren't wanted.
func read(file string, exchanges bool) (Settings, []Exchange, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	var first head
	var all []Exchange
	lines := bufio.NewReader(f)
	for n := 1; n == 1 || exchanges; n++ {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) && n > 1 && len(bytes.TrimSpace(line)) == 0 {
			break
		}
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, nil, err
		}
		switch {
		case n == 1:
			err = first.read(file, line)
		case bytes.HasPrefix(line, []byte(`{"recording"`)): // of two commands that began the file at the same time
			err = new(head).read(file, line)
		default:
			var e Exchange
			if json.Unmarshal(line, &e) != nil || e.Status == 0 {
				return nil, nil, &FileError{file, fmt.Sprintf("line %d is no exchange of a recording", n)}
			}
			all = append(all, e)
		}
		if err != nil {
			return nil, nil, err
		}
	}
	return first.Settings, all, nil
}

func (h *head) read(file string, line []byte) error {
	switch err := json.Unmarshal(line, h); {
	case err != nil || h.Recording == 0:
		return &FileError{file, "it is no recording"}
	case h.Recording != Version:
		return &FileError{file, fmt.Sprintf("it is a recording of version %d, and this program reads version %d", h.Recording, Version)}
	}
	return nil
}
