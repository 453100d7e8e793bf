package guide

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/api"
)

// example is a document of the guide, or one side of a pair.
type example struct {
	file   string
	format api.Format
	data   []byte
}

// examples reads the documents of a directory.
func examples(t *testing.T, dir string) []example {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	for _, e := range entries {
		format, err := api.ParseFormat(strings.TrimPrefix(filepath.Ext(e.Name()), "."))
		if err != nil {
			continue
		}
		all = append(all, example{e.Name(), format, read(t, filepath.Join(dir, e.Name()))})
	}
	return all
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// number is an example's number in the guide: 2.14.
func (e example) number() string {
	number, _, _ := strings.Cut(e.file, "_")
	return number
}

// title is what pairs have in common.
func (e example) title() string {
	_, title, _ := strings.Cut(strings.TrimSuffix(e.file, filepath.Ext(e.file)), "_")
	return title
}
