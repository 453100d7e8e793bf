// Package argparse reads a command line as Python's argparse does, of which scripts use more than they know: options by the beginning of their
// names, values after = or a blank, options between positional arguments.
package argparse

import (
	"fmt"
	"strconv"
	"strings"
)

// Option is an option or, with a name without a hyphen, a positional argument.
type Option struct {
	Names   []string // "--identity", "-i"
	Dest    string
	Metavar string // "": made from Dest
	Count   string // how many values: "" one, "0" none, "?" one or none, "+" one or more
	Append  bool   // each use adds a value
	Exact   bool   // the beginning of the name isn't enough
	Type    Type
	Choices []string
	Const   any // the value of an option without one
	Default any
	Group   string // options of one group exclude each other
	Need    bool   // an option that must be there
	Since   int    // the API's 2.Since is the first that has it
	Until   int    // the last; 0: none
}

// Type is what a value is read as.
type Type string

// The types of values: texts, whole numbers, pairs of a name and a value, and numbers above 0, which stay as they are written.
const (
	Text     Type = ""
	Int      Type = "int"
	Pair     Type = "pair"
	Positive Type = "positive"
)

// Parse reads the declaration of options, one a word:
//
//	server  server+  device?   positional: one, one or more, one or none
//	action{set,delete}         one of these
//	--poll  --limit=int        an option without a value, and with one
//	--meta=*  --hint=pair*     one that may be repeated
//	--tenant=?  --all=int?1    one whose value may be missing, and is then 1
//	--active:active            one that stands for a value
//	--kind=~ssh                one that has a value where the line has none
//	--file>files=*             one whose value has another name
//	--x|-i=  --x!=  --a/b      two names; one that must be there; one of the group b
//	--tags=@26  --file=@0-56   one that only these versions of the API have
func Parse(declaration string) []Option {
	words := strings.Fields(declaration)
	options := make([]Option, len(words))
	for i, word := range words {
		options[i] = parseOption(word)
	}
	return options
}

func parseOption(word string) Option {
	word, versions, _ := strings.Cut(word, "@")
	word, standard, hasStandard := strings.Cut(word, "~")
	end := strings.IndexAny(word, ">=:+?{!/")
	if end < 0 {
		end = len(word)
	}
	names, rest := word[:end], word[end:]
	o := Option{Names: strings.Split(names, "|")}
	o.Since, o.Until = Versions(versions)
	o.Dest = strings.ReplaceAll(strings.TrimPrefix(o.Names[0], "--"), "-", "_")
	for rest != "" {
		rest = o.read(rest)
	}
	if o.isOption() && o.Count == "" && o.Const == nil && o.Metavar == "" {
		o.Count, o.Const, o.Default = "0", true, false
	}
	if hasStandard {
		o.Default = standard
	}
	return o
}

// read reads the next mark of a declaration, and returns what comes after it.
func (o *Option) read(rest string) string {
	mark, rest := rest[0], rest[1:]
	end := strings.IndexAny(rest, "=:!/{")
	if end < 0 {
		end = len(rest)
	}
	switch mark {
	case '>':
		o.Dest, rest = rest[:end], rest[end:]
	case '/':
		o.Group, rest = rest[:end], rest[end:]
	case '!':
		o.Need = true
	case '+', '?':
		o.Count = string(mark)
	case '{':
		o.Choices, rest = strings.Split(strings.TrimSuffix(rest, "}"), ","), ""
	case ':':
		o.Count, o.Const, rest = "0", rest, ""
	case '=':
		o.readValue(rest)
		rest = ""
	}
	return rest
}

// readValue reads what comes after the = of a declaration.
func (o *Option) readValue(kind string) {
	o.Metavar = "<" + strings.ReplaceAll(o.Dest, "_", "-") + ">"
	for _, t := range []Type{Int, Pair, Positive} {
		if rest, ok := strings.CutPrefix(kind, string(t)); ok {
			o.Type, kind = t, rest
		}
	}
	switch {
	case kind == "*":
		o.Append = true
	case strings.HasPrefix(kind, "?"):
		o.Count = "?"
		if len(kind) > 1 {
			o.Const = atoi(kind[1:])
		}
	}
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

func (o *Option) isOption() bool { return strings.HasPrefix(o.Names[0], "-") }

// Versions reads SINCE, or SINCE-UNTIL: the first and the last version of the API that has something. 0 is no bound.
func Versions(text string) (since, until int) {
	first, last, _ := strings.Cut(text, "-")
	return atoi(first), atoi(last)
}

// Within reports whether the API's 2.minor lies within bounds.
func Within(minor, since, until int) bool { return minor >= since && (until == 0 || minor <= until) }

// value reads a value as the option's type.
func (o *Option) value(text string) (any, error) {
	switch o.Type {
	case Int:
		n, ok := ParseInt(text)
		if !ok {
			return nil, fmt.Errorf("argument %s: invalid int value: '%s'", o.label(), text)
		}
		return n, nil
	case Pair:
		name, value, ok := strings.Cut(text, "=")
		if !ok {
			return nil, fmt.Errorf("argument %s: '%s' is not in the format of 'key=value'", o.label(), text)
		}
		return [2]string{name, value}, nil
	case Positive:
		switch f, err := strconv.ParseFloat(strings.TrimSpace(text), 64); {
		case err != nil:
			return nil, fmt.Errorf("argument %s: %s must be a float", o.label(), text)
		case f <= 0:
			return nil, fmt.Errorf("argument %s: %s must be greater than 0", o.label(), text)
		}
	}
	for _, c := range o.Choices {
		if c == text {
			return text, nil
		}
	}
	if o.Choices != nil {
		return nil, fmt.Errorf("argument %s: invalid choice: '%s'", o.label(), text)
	}
	return text, nil
}

// ParseInt reads a whole number as Python's int does.
func ParseInt(text string) (int, bool) {
	n, err := strconv.Atoi(strings.ReplaceAll(strings.TrimSpace(text), "_", ""))
	return n, err == nil
}

// label is what an error calls the option.
func (o *Option) label() string {
	if o.isOption() {
		return strings.Join(o.Names, "/")
	}
	return o.metavar()
}

func (o *Option) metavar() string {
	if o.Metavar != "" {
		return o.Metavar
	}
	return "<" + strings.ReplaceAll(o.Names[0], "_", "-") + ">"
}

// Usage is the option as a usage line has it.
func (o *Option) Usage() string {
	if !o.isOption() {
		switch o.Count {
		case "?":
			return "[" + o.metavar() + "]"
		case "+":
			return o.metavar() + " [" + o.metavar() + " ...]"
		}
		return o.metavar()
	}
	text := o.Names[0]
	switch o.Count {
	case "":
		text += " " + o.metavar()
	case "?":
		text += " [" + o.metavar() + "]"
	}
	if o.Need {
		return text
	}
	return "[" + text + "]"
}
