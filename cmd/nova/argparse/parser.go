package argparse

import (
	"fmt"
	"slices"
	"strings"
)

// Parser reads command lines of these options. The last positional argument takes everything that follows it where Rest is set, as a
// command with options of its own does.
type Parser struct {
	Options []Option
	Rest    bool
}

// For leaves out what the API's 2.minor doesn't have.
func For(options []Option, minor int) []Option {
	return slices.DeleteFunc(slices.Clone(options), func(o Option) bool { return !Within(minor, o.Since, o.Until) })
}

// Values are the values of options by their names, with the defaults of those that weren't given.
type Values struct {
	values map[string]any
	given  map[string]bool
}

// Given reports whether the line has the option or argument.
//
//go:noinline
func (v Values) Given(dest string) bool { return v.given[dest] }

// Value returns a value as it is; nil for none.
func (v Values) Value(dest string) any { return v.values[dest] }

// Text returns a text; "" for none.
//
//go:noinline
func (v Values) Text(dest string) string {
	s, _ := v.values[dest].(string)
	return s
}

// Texts returns the values of an option that may be repeated, and of a positional argument that takes several.
//
//go:noinline
func (v Values) Texts(dest string) []string {
	s, _ := v.values[dest].([]string)
	return s
}

// Int returns a number, and whether there is one.
func (v Values) Int(dest string) (int, bool) {
	n, ok := v.values[dest].(int)
	return n, ok
}

// SetText gives an argument another text.
func (v Values) SetText(dest, text string) { v.values[dest], v.given[dest] = text, true }

// Bool reports whether an option without a value was given.
//
//go:noinline
func (v Values) Bool(dest string) bool {
	b, _ := v.values[dest].(bool)
	return b
}

// Pairs returns the pairs of an option.
func (v Values) Pairs(dest string) [][2]string {
	p, _ := v.values[dest].([][2]string)
	return p
}

// word is an argument, and what it is: a positional one, or an option with the value that stands in the same word.
type word struct {
	text     string
	at       int  // where it is in the line
	behind   bool // it stands behind --
	isOption bool
	option   *Option // nil: an unknown one
	name     string
	value    string
	hasValue bool
}

// run is one reading of a command line.
type run struct {
	words       []word
	positionals []*Option
	values      Values
	groups      map[string]string // the option of a group that was given
	extras      []string
	rest        []string
}

// Parse reads args. What no option takes is in extras; with Rest, what follows the last positional argument, itself among it, is in rest.
func (p Parser) Parse(args []string) (values Values, rest, extras []string, err error) {
	r := &run{values: Values{map[string]any{}, map[string]bool{}}, groups: map[string]string{}}
	for i := range p.Options {
		o := &p.Options[i]
		if !o.isOption() {
			r.positionals = append(r.positionals, o)
		}
		if _, there := r.values.values[o.Dest]; !there {
			r.values.values[o.Dest] = o.Default
		}
	}
	if r.words, err = p.classify(args); err != nil {
		return values, nil, nil, err
	}
	if p.Rest {
		r.rest = args
	}
	if err := r.consume(p.Rest); err != nil {
		return r.values, nil, nil, err
	}
	return r.values, r.rest, r.extras, p.missing(r)
}

// missing complains about what must be there and isn't.
func (p Parser) missing(r *run) error {
	var names []string
	for _, o := range r.positionals {
		if o.Count != "?" {
			names = append(names, o.label())
		}
	}
	for i := range p.Options {
		if o := &p.Options[i]; o.Need && !r.values.given[o.Dest] {
			names = append(names, o.label())
		}
	}
	if names == nil {
		return nil
	}
	return fmt.Errorf("the following arguments are required: %s", strings.Join(names, ", "))
}

// classify says of each argument what it is. Behind -- all are positional.
func (p Parser) classify(args []string) ([]word, error) {
	words := make([]word, 0, len(args))
	for i, arg := range args {
		if arg == "--" {
			for j, arg := range args[i+1:] {
				words = append(words, word{text: arg, at: i + 1 + j, behind: true})
			}
			break
		}
		w, err := p.classifyOne(arg)
		if err != nil {
			return nil, err
		}
		w.at = i
		words = append(words, w)
	}
	return words, nil
}

func (p Parser) classifyOne(arg string) (word, error) {
	w := word{text: arg, name: arg, isOption: true}
	if !strings.HasPrefix(arg, "-") || len(arg) == 1 {
		return word{text: arg}, nil
	}
	if w.option = p.named(arg); w.option != nil {
		return w, nil
	}
	if name, value, ok := strings.Cut(arg, "="); ok {
		if o := p.named(name); o != nil {
			w.option, w.name, w.value, w.hasValue = o, name, value, true
			return w, nil
		}
	}
	found := p.beginning(arg)
	switch {
	case len(found) > 1:
		names := make([]string, len(found))
		for i, f := range found {
			names[i] = f.name
		}
		return w, fmt.Errorf("ambiguous option: %s could match %s", arg, strings.Join(names, ", "))
	case len(found) == 1:
		return found[0], nil
	case strings.Contains(arg, " ") || number(arg):
		return word{text: arg}, nil
	}
	return w, nil
}

func number(arg string) bool {
	digits := strings.TrimLeft(strings.Replace(arg[1:], ".", "", 1), "0123456789")
	return digits == "" && arg != "-."
}

func (p Parser) named(name string) *Option {
	for i := range p.Options {
		if o := &p.Options[i]; o.isOption() && slices.Contains(o.Names, name) {
			return o
		}
	}
	return nil
}

// beginning finds the options whose names begin with arg.
func (p Parser) beginning(arg string) (found []word) {
	name, value, hasValue := strings.Cut(arg, "=")
	long := strings.HasPrefix(arg, "--")
	for i := range p.Options {
		o := &p.Options[i]
		for _, n := range o.Names {
			switch {
			case !o.isOption() || o.Exact:
			case long && strings.HasPrefix(n, name):
				found = append(found, word{text: arg, isOption: true, option: o, name: n, value: value, hasValue: hasValue})
			case !long && n == arg[:2]:
				found = append(found, word{text: arg, isOption: true, option: o, name: n, value: arg[2:], hasValue: true})
			}
		}
	}
	return found
}
