package argparse

import (
	"fmt"
	"slices"
)

// consume gives the words to the options. Positional arguments are taken as soon as there are some; one that may be left out waits for what
// stands behind the options, as with the argparse of Python 3.14 (that of 3.11 gives it up at the first option).
func (r *run) consume(rest bool) error {
	i := 0
	for i < len(r.words) {
		next := i
		for next < len(r.words) && !r.words[next].isOption {
			next++
		}
		if rest && next > i {
			r.rest = r.rest[r.words[i].at:]
			return nil
		}
		if next > i {
			n, err := r.takePositionals(r.words[i:next], next < len(r.words))
			if err != nil {
				return err
			}
			for _, w := range r.words[i+n : next] {
				r.extras = append(r.extras, w.text)
			}
		}
		if i = next; i < len(r.words) {
			var err error
			if i, err = r.takeOption(i); err != nil {
				return err
			}
		}
	}
	r.rest = nil
	_, err := r.takePositionals(nil, false)
	return err
}

// takePositionals gives words to as many positional arguments as they are enough for, and returns how many it took. Where more follows, one
// that may be left out is not yet.
func (r *run) takePositionals(words []word, more bool) (taken int, err error) {
	for len(r.positionals) > 0 {
		o := r.positionals[0]
		n := min(1, len(words)-taken)
		switch {
		case n == 0 && (more || o.Count != "?"):
			return taken, nil
		case o.Count == "+":
			n = len(words) - taken
		}
		texts := make([]string, n)
		for i := range texts {
			texts[i] = words[taken+i].text
		}
		if err := r.store(o, texts); err != nil {
			return taken, err
		}
		taken += n
		r.positionals = r.positionals[1:]
	}
	return taken, nil
}

// takeOption gives the option at i its value, and returns where the line goes on.
func (r *run) takeOption(i int) (next int, err error) {
	w := r.words[i]
	o := w.option
	if o == nil {
		r.extras = append(r.extras, w.text)
		return i + 1, nil
	}
	if other := r.groups[o.Group]; o.Group != "" && other != "" && other != o.Names[0] {
		return i, fmt.Errorf("argument %s: not allowed with argument %s", o.label(), other)
	}
	if o.Group != "" {
		r.groups[o.Group] = o.Names[0]
	}
	var texts []string
	switch {
	case w.hasValue && o.Count == "0":
		return i, fmt.Errorf("argument %s: ignored explicit argument '%s'", o.label(), w.value)
	case w.hasValue:
		texts, next = []string{w.value}, i+1
	case o.Count == "0":
		next = i + 1
	case i+1 < len(r.words) && !r.words[i+1].isOption && !r.words[i+1].behind:
		texts, next = []string{r.words[i+1].text}, i+2
	case o.Count == "?":
		next = i + 1
	default:
		return i, fmt.Errorf("argument %s: expected one argument", o.label())
	}
	return next, r.store(o, texts)
}

// store keeps the values of an option.
func (r *run) store(o *Option, texts []string) error {
	if o.isOption() || len(texts) > 0 {
		r.values.given[o.Dest] = true
	}
	read := make([]any, len(texts))
	for i, text := range texts {
		v, err := o.value(text)
		if err != nil {
			return err
		}
		read[i] = v
	}
	to := r.values.values
	switch {
	case len(texts) == 0 && o.isOption():
		to[o.Dest] = o.Const
	case len(texts) == 0:
	case o.Count == "+":
		to[o.Dest] = slices.Clone(texts)
	case !o.Append:
		to[o.Dest] = read[0]
	case o.Type == Pair:
		pairs, _ := to[o.Dest].([][2]string)
		to[o.Dest] = append(pairs, read[0].([2]string)) //nolint:forcetypeassert // what value makes of a Pair
	default:
		to[o.Dest] = append(r.values.Texts(o.Dest), texts[0])
	}
	return nil
}
