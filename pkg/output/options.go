package output

import (
	"fmt"
	"slices"
	"strings"

	"github.com/novactl/novactl/pkg/output/internal/formatters"
	"github.com/novactl/novactl/pkg/output/internal/jq"
)

// The formats of -o.
const (
	Table = "table" // borders as nova draws them; the default
	Plain = "plain" // no borders: tabs between the columns, or aligned on a terminal
	Wide  = "wide"  // a table with every column
	JSON  = "json"  // the API's document
	JSONL = "jsonl" // the same, each resource on a line of its own
	YAML  = "yaml"  // the same in YAML
	XML   = "xml"   // the guide's XML document
	CSV   = "csv"   // RFC 4180
	ID    = "id"    // ids, one a line
)

// Formats returns the values of -o, the default first.
func Formats() []string { return []string{Table, Plain, Wide, JSON, JSONL, YAML, XML, CSV, ID} }

// Options say how a result is printed, as the flags of the same names do. The zero value is a table.
type Options struct {
	Format    string   // one of Formats; "": table
	Columns   []string // of the column formats; nil: those of the View
	Sort      string   // "name", "name:asc" or "name:desc"; "": as the items come
	NoHeaders bool     // column formats without their heading
	CSVRaw    bool     // csv with every cell as it is, those that a spreadsheet would run too
	UTC       bool     // times for people are those of Greenwich
	JQ        string   // a jq program that the JSON goes through; Format is then table (the default) or json
	Template  string   // a Go template that the JSON goes through; likewise
}

// A UsageError says that the user asked for what can't be: an unknown format or column, a program with a mistake.
type UsageError struct{ Message string }

// Error returns the message.
func (e *UsageError) Error() string { return e.Message }

// Kind returns usage.
func (e *UsageError) Kind() string { return "usage" }

// OnlyIDs reports whether ids are all that is printed, and all that is looked at.
func (o Options) OnlyIDs() bool { return o.format() == ID && o.Sort == "" }

func usage(format string, a ...any) error { return &UsageError{fmt.Sprintf(format, a...)} }

// Validate finds mistakes that need neither View nor data: do it before any request. The error is a *UsageError.
func (o Options) Validate() error {
	if !slices.Contains(Formats(), o.format()) {
		return usage("unknown output format %q; the formats are %s", o.Format, strings.Join(Formats(), ", "))
	}
	if o.JQ != "" && o.Template != "" {
		return usage("--jq and --template exclude each other")
	}
	if err := o.checkPrograms(); err != nil {
		return err
	}
	return o.checkColumns()
}

// checkPrograms checks --jq and --template.
func (o Options) checkPrograms() error {
	if o.program() == "" {
		return nil
	}
	if f := o.format(); f != Table && f != JSON {
		return usage("%s runs on the JSON: it can't go with -o %s; add -o json", o.program(), f)
	}
	if o.JQ != "" {
		_, err := compileJQ(o.JQ, &jq.Members{})
		return err
	}
	_, err := parseTemplate(o.Template, &formatters.Formatters{})
	return err
}

// checkColumns checks that a format with columns is there for --columns.
func (o Options) checkColumns() error {
	switch {
	case len(o.Columns) == 0:
		return nil
	case o.program() != "":
		return usage("%s runs on the JSON, which has no columns: leave out --columns", o.program())
	case !slices.Contains([]string{Table, Plain, Wide, CSV}, o.format()):
		return usage("-o %s has no columns: leave out --columns, or add -o table, plain, wide or csv", o.format())
	}
	return nil
}

// CheckView finds mistakes that need the View: unknown columns, a format that the resource doesn't have. Do it before
// any request. The error is a *UsageError.
func CheckView(o Options, v Viewer) error { return v.Any().Check(o) }

// Check is CheckView for a view without its type.
func (v *AnyView) Check(o Options) error {
	if err := o.Validate(); err != nil {
		return err
	}
	if _, err := v.listed(o); err != nil {
		return err
	}
	if _, err := v.comparer(o.Sort); err != nil {
		return err
	}
	if o.format() == XML && v.xml == nil {
		article := "a"
		if strings.ContainsAny(v.one[:min(1, len(v.one))], "aeiou") {
			article = "an"
		}
		return usage("%s %s has no XML form; use -o json", article, v.one)
	}
	return nil
}

// NeedsOnlyIDs reports whether a list of ids and names is enough for o, so that a list in brief will do.
func NeedsOnlyIDs(o Options) bool {
	return o.format() == ID && o.Sort == "" && o.program() == ""
}

func (o Options) format() string {
	if o.Format == "" {
		return Table
	}
	return o.Format
}

// program returns the flag that the JSON goes through, or "".
func (o Options) program() string {
	switch {
	case o.JQ != "":
		return "--jq"
	case o.Template != "":
		return "--template"
	}
	return ""
}

// KeepsDocument reports whether o prints the API's document, not columns or ids: json, yaml, xml, and what --jq and
// --template make of it.
func KeepsDocument(o Options) bool {
	return o.program() != "" || slices.Contains([]string{JSON, YAML, XML}, o.format())
}
