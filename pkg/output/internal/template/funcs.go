package template

import (
	"errors"
	"fmt"
	"text/template"
)

// builtins returns the functions of the language, but for and and or.
func builtins() map[string]Func {
	text := func(f func(...any) string) Func {
		return func(args []any) (any, error) { return f(args...), nil }
	}
	return map[string]Func{
		"call": func([]any) (any, error) { return nil, errors.New("JSON has no functions") },
		"html": text(template.HTMLEscaper), "js": text(template.JSEscaper), "urlquery": text(template.URLQueryEscaper),
		"print": text(fmt.Sprint), "println": text(fmt.Sprintln), "printf": printf,
		"not": Unary(func(v any) (any, error) { return !isTrue(v), nil }),
		"len": Unary(length), "index": index, "slice": slice,
		"eq": equalAny,
		"ne": pair(func(a, b any) (bool, error) { same, err := equal(a, b); return !same, err }),
		"lt": pair(less),
		"le": pair(lessOrEqual),
		"gt": pair(func(a, b any) (bool, error) { lower, err := lessOrEqual(a, b); return !lower, err }),
		"ge": pair(func(a, b any) (bool, error) { lower, err := less(a, b); return !lower, err }),
	}
}

// Unary returns a function of one argument.
func Unary(f func(v any) (any, error)) Func {
	return func(args []any) (any, error) {
		if err := Count(args, 1); err != nil {
			return nil, err
		}
		return f(args[0])
	}
}

// Count reports args that aren't n.
func Count(args []any, n int) error {
	if len(args) != n {
		return fmt.Errorf("wrong number of args: want %d got %d", n, len(args))
	}
	return nil
}

// Text returns a function of one text.
func Text(f func(string) string) Func {
	return Unary(func(v any) (any, error) {
		text, ok := v.(string)
		if !ok {
			return nil, fmt.Errorf("wrong type for value; expected a string; got %s", kindOf(v))
		}
		return f(text), nil
	})
}

func printf(args []any) (any, error) {
	if len(args) == 0 {
		return nil, errors.New("wrong number of args: want at least 1 got 0")
	}
	format, ok := args[0].(string)
	if !ok {
		return nil, fmt.Errorf("wrong type for the format; expected a string; got %s", kindOf(args[0]))
	}
	return fmt.Sprintf(format, args[1:]...), nil
}

func length(v any) (any, error) {
	switch v := v.(type) {
	case string:
		return len(v), nil
	case []any:
		return len(v), nil
	case map[string]any:
		return len(v), nil
	}
	return nil, fmt.Errorf("len of %s", kindOf(v))
}

// index follows indexes into lists, objects and, byte by byte, texts.
func index(args []any) (any, error) {
	if len(args) == 0 {
		return nil, errors.New("wrong number of args: want at least 1 got 0")
	}
	v := args[0]
	for _, at := range args[1:] {
		switch in := v.(type) {
		case map[string]any:
			key, ok := at.(string)
			if !ok {
				return nil, fmt.Errorf("cannot index an object with %s", kindOf(at))
			}
			v = in[key]
		case []any:
			i, err := position(at, len(in)-1)
			if err != nil {
				return nil, err
			}
			v = in[i]
		case string:
			i, err := position(at, len(in)-1)
			if err != nil {
				return nil, err
			}
			v = int(in[i])
		default:
			return nil, fmt.Errorf("can't index %s", kindOf(v))
		}
	}
	return v, nil
}

// slice returns a part of a list or of a text.
func slice(args []any) (any, error) {
	if len(args) == 0 || len(args) > 4 {
		return nil, fmt.Errorf("wrong number of args: want 1 to 4 got %d", len(args))
	}
	size, err := length(args[0])
	text, isText := args[0].(string)
	list, isList := args[0].([]any)
	switch {
	case err != nil || !isText && !isList:
		return nil, fmt.Errorf("can't slice %s", kindOf(args[0]))
	case isText && len(args) == 4:
		return nil, errors.New("cannot 3-index slice a string")
	}
	bounds := [3]int{0, size.(int), size.(int)}
	for i, at := range args[1:] {
		if bounds[i], err = position(at, size.(int)); err != nil {
			return nil, err
		}
	}
	for _, b := range [][2]int{{bounds[0], bounds[1]}, {bounds[1], bounds[2]}} {
		if b[0] > b[1] {
			return nil, fmt.Errorf("invalid slice index: %d > %d", b[0], b[1])
		}
	}
	if isText {
		return text[bounds[0]:bounds[1]], nil
	}
	return list[bounds[0]:bounds[1]:bounds[2]], nil
}

// position returns an index that is at most last.
func position(at any, last int) (int, error) {
	i, ok := at.(int)
	switch {
	case !ok:
		return 0, fmt.Errorf("cannot index with %s", kindOf(at))
	case i < 0 || i > last:
		return 0, fmt.Errorf("index out of range: %d", i)
	}
	return i, nil
}
