// Gendocs writes the shell completions, the reference and the man pages of novactl, from its command tree and its tables.
// It runs by `go generate ./...`; test/generated_test.go checks that it was run.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/novactl/novactl/test/gendocs/pages"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "gendocs:", err)
		os.Exit(1)
	}
}

func run() error {
	top, err := moduleFolder()
	if err != nil {
		return err
	}
	files, err := pages.All()
	if err != nil {
		return err
	}
	return pages.Write(top, files)
}

// moduleFolder is the nearest folder upwards that has a go.mod: go generate starts programs in the folder of the file that
// names them.
func moduleFolder() (string, error) {
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("no go.mod in this folder or above it")
		}
		dir = filepath.Dir(dir)
	}
}
