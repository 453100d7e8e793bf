package config

import (
	"github.com/novactl/novactl/pkg/config/internal/nearest"
	"github.com/novactl/novactl/pkg/config/internal/yamlfile"
)

// Error is a complaint about the configuration. It never holds a secret.
type Error = yamlfile.Error

// YAMLMistake says what an error of the YAML library is about, and in which line, without what the document holds; 0 where it
// doesn't tell.
func YAMLMistake(document []byte, err error) (what string, line int) {
	return yamlfile.Mistake(document, err)
}

// ReadNamed reads a file that a person named, which may be a pipe, as that of a shell's <(...). A pipe that nobody writes to
// is an error; it is fs.ErrNotExist where there is no file, and else an *Error.
func ReadNamed(path string) ([]byte, error) { return yamlfile.ReadNamed(path) }

// Nearest returns the known word that is most like name, or "" where none is.
func Nearest(name string, known []string) string { return nearest.Word(name, known) }

// didYouMean returns the question after a wrong word, or "".
func didYouMean(name string, known []string) string { return nearest.Question(name, known) }
