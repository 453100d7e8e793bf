package test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

const (
	top    = ".." // the module's folder, seen from this package
	module = "github.com/novactl/novactl"
)

// source is a Go file as the rules see it.
type source struct {
	path string // from the module's folder, with slashes
	test bool   // whether go test alone compiles it
	set  *token.FileSet
	ast  *ast.File
}

// finding is a place that breaks a rule.
type finding struct {
	path string
	line int
	text string
}

func (s source) dir() string { return path.Dir(s.path) }

func (s source) finding(at ast.Node, text string) finding {
	return finding{s.path, s.set.Position(at.Pos()).Line, text}
}

// imports are the import paths of the file, by the name that they have in it.
func (s source) imports() map[string]*ast.ImportSpec {
	m := make(map[string]*ast.ImportSpec)
	for _, spec := range s.ast.Imports {
		local := path.Base(importPath(spec))
		if spec.Name != nil {
			local = spec.Name.Name
		}
		m[local] = spec
	}
	return m
}

func importPath(spec *ast.ImportSpec) string { return strings.Trim(spec.Path.Value, `"`) }

// project parses all Go files of this module.
func project(t *testing.T) []source {
	t.Helper()
	var files []source
	err := filepath.WalkDir(top, func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != top && ignored(name, d.Name()):
			return filepath.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go"):
			return nil
		}
		rel, err := filepath.Rel(top, name)
		if err == nil {
			files = append(files, parse(t, filepath.ToSlash(rel), read(t, rel)))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 20 {
		t.Fatalf("only %d Go files found below %s: this test looks in the wrong place", len(files), top)
	}
	return files
}

// ignored reports whether the go command leaves out a folder of this module, as it does those of another module.
func ignored(name, base string) bool {
	_, err := os.Stat(filepath.Join(name, "go.mod"))
	return err == nil || base == "testdata" || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "_")
}

func parse(t *testing.T, name, text string) source {
	t.Helper()
	set := token.NewFileSet()
	f, err := parser.ParseFile(set, name, text, parser.SkipObjectResolution|parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return source{path: name, test: strings.HasSuffix(name, "_test.go"), set: set, ast: f}
}

// read reads a file of the project.
func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(top, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
