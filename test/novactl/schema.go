package novactl

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/go-json-experiment/json"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/novactl/novactl/cmd"
	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/schema"
)

// HoldToSchema is the variable that has novactl's JSON held against its schemas. What doesn't fit ends the process with exit code 99.
const HoldToSchema = "NOVACTL_TEST_SCHEMA"

// heldToSchema runs novactl and holds what it prints as JSON, and what stderr has then, to the schemas that it publishes.
func heldToSchema(args []string, run func() int) int {
	if os.Getenv(HoldToSchema) == "" || !wantsJSON(args) || !isPipe(os.Stdout) || !isPipe(os.Stderr) {
		return run()
	}
	out, outDone := copied(&os.Stdout)
	errs, errsDone := copied(&os.Stderr)
	code := run()
	stderr := errsDone()
	outDone()
	for _, err := range []error{checkResult(args, out.Bytes(), code), checkReports(errs.Bytes())} {
		if err != nil {
			_, _ = fmt.Fprintf(stderr, "novactl %s: %v\n", strings.Join(args, " "), err)
			code = 99
		}
	}
	return code
}

// wantsJSON reports whether the command line asks for documents and no program runs on them.
func wantsJSON(args []string) bool {
	at := slices.Index(args, "-o")
	return at >= 0 && at+1 < len(args) && args[at+1] == "json" && !slices.ContainsFunc(args, func(arg string) bool {
		return strings.HasPrefix(arg, "--jq") || strings.HasPrefix(arg, "--template") || arg == "--debug" || arg == "--curl" || arg == "--"
	})
}

func isPipe(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeNamedPipe != 0
}

// copied puts a pipe in the place of a stream, and gathers what goes through it. Done closes it and returns the stream.
func copied(stream **os.File) (text *bytes.Buffer, done func() *os.File) {
	text, old := new(bytes.Buffer), *stream
	r, w, err := os.Pipe()
	if err != nil {
		return text, func() *os.File { return old }
	}
	*stream = w
	var copying sync.WaitGroup
	copying.Go(func() { _, _ = io.Copy(io.MultiWriter(text, old), r) })
	return text, func() *os.File {
		_ = w.Close()
		copying.Wait()
		*stream = old
		return old
	}
}

// checkResult holds stdout against the schema of what the command prints. What a failure left unfinished isn't held to it.
func checkResult(args []string, text []byte, code int) error {
	root := cmd.Root()
	c, _, err := root.Find(args)
	if err != nil || len(bytes.TrimSpace(text)) == 0 || code != 0 {
		return nil // novactl says so itself
	}
	r, ok := app.ResultOf(c)
	kinds := schema.Kinds(root)
	if slices.Contains(args, "--dry-run") {
		r.Name = "request"
	}
	if !ok || kinds[r.Name] == nil {
		return nil
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return err
	}
	s, err := compiled(r.Name)
	if err != nil {
		return err
	}
	items, isList := doc.([]any)
	if !isList {
		items = []any{doc}
	}
	for _, item := range items {
		if err := s.Validate(item); err != nil {
			return fmt.Errorf("it is no %s: %w", r.Name, err)
		}
	}
	return nil
}

// checkReports holds each line of stderr against the schema of an error, a notice or progress.
func checkReports(text []byte) error {
	for line := range bytes.Lines(text) {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err != nil {
			return fmt.Errorf("%q: %w", line, err)
		}
		object, _ := doc.(map[string]any)
		for name := range object {
			s, err := compiled(name)
			if err == nil {
				err = s.Validate(doc)
			}
			if err != nil {
				return fmt.Errorf("%q: %w", line, err)
			}
		}
	}
	return nil
}

func compiled(kind string) (*jsonschema.Schema, error) {
	t := schema.Kinds(cmd.Root())[kind]
	if t == nil {
		return nil, fmt.Errorf("there is no schema of %s", kind)
	}
	text, err := json.Marshal(schema.Of(kind, t))
	if err != nil {
		return nil, err
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(kind, doc); err != nil {
		return nil, err
	}
	return c.Compile(kind)
}
