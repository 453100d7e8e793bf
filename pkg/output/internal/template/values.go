package template

import (
	"cmp"
	"encoding/json" //nolint:depguard // for Number alone: how documents have a number that is neither int nor float64
	"errors"
	"fmt"
)

var (
	errNotComparable = errors.New("incompatible types for comparison")
	errNoOrder       = errors.New("invalid type for comparison")
)

// isTrue reports whether v is neither empty nor zero.
func isTrue(v any) bool {
	switch v := v.(type) {
	case nil:
		return false
	case bool:
		return v
	case string:
		return v != ""
	case json.Number:
		return v != ""
	case int:
		return v != 0
	case float64:
		return v != 0
	case []any:
		return len(v) > 0
	case map[string]any:
		return len(v) > 0
	}
	return true
}

// kindOf names what v is, with an article.
func kindOf(v any) string {
	switch v.(type) {
	case nil:
		return "nothing"
	case bool:
		return "a boolean"
	case string:
		return "a string"
	case int, float64, json.Number:
		return "a number"
	case []any:
		return "a list"
	case map[string]any:
		return "an object"
	}
	return fmt.Sprintf("%T", v)
}

// equalAny reports whether the first argument equals one of the others.
func equalAny(args []any) (any, error) {
	if len(args) < 2 {
		return nil, errors.New("missing argument for comparison")
	}
	for _, b := range args[1:] {
		if same, err := equal(args[0], b); err != nil || same {
			return same, err
		}
	}
	return false, nil
}

// pair returns a function of two arguments.
func pair(f func(a, b any) (bool, error)) Func {
	return func(args []any) (any, error) {
		if err := Count(args, 2); err != nil {
			return nil, err
		}
		return f(args[0], args[1])
	}
}

// equal compares values of one kind; what is missing equals what is missing and nothing else.
func equal(a, b any) (bool, error) {
	if a == nil || b == nil {
		return a == nil && b == nil, nil
	}
	if x, ok := a.(bool); ok {
		y, ok := b.(bool)
		if !ok {
			return false, errNotComparable
		}
		return x == y, nil
	}
	c, err := compare(a, b)
	return c == 0, err
}

func less(a, b any) (bool, error) {
	c, err := ordered(a, b)
	return c < 0, err
}

func lessOrEqual(a, b any) (bool, error) {
	c, err := ordered(a, b)
	return c <= 0, err
}

// ordered is compare for what has an order.
func ordered(a, b any) (int, error) {
	for _, v := range []any{a, b} {
		switch v.(type) {
		case int, float64, string, json.Number:
		default:
			return 0, errNoOrder
		}
	}
	return compare(a, b)
}

// compare compares two numbers that are written alike, or two texts; a number that is neither int nor float64 is one.
func compare(a, b any) (int, error) {
	switch x := a.(type) {
	case int:
		if y, ok := b.(int); ok {
			return cmp.Compare(x, y), nil
		}
	case float64:
		if y, ok := b.(float64); ok {
			return cmp.Compare(x, y), nil
		}
	case string, json.Number:
		switch b.(type) {
		case string, json.Number:
			return cmp.Compare(fmt.Sprint(a), fmt.Sprint(b)), nil
		}
	}
	return 0, errNotComparable
}
