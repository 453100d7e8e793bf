package schema

import (
	"encoding/base64"
	"fmt"
	"net/netip"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"

	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/random"
)

func wrong(v jsontext.Value, format string, a ...any) *Problem {
	return &Problem{Value: v, Text: Repr(v) + " " + fmt.Sprintf(format, a...)}
}

// sorted sorts names where they are.
func sorted(names []string) []string {
	slices.Sort(names)
	return names
}

// types are the words for types.
var types = []string{"string", "integer", "number", "boolean", "null", "object", "array"}

// rule checks a value word by word.
func (all Rules) rule(rule string, version int, v jsontext.Value) *Problem {
	words := strings.Fields(rule)
	n := 0
	for n < len(words) && slices.Contains(types, words[n]) {
		n++
	}
	if n > 0 && !slices.ContainsFunc(words[:n], func(name string) bool { return isType(v, name) }) {
		return wrong(v, "is not of type '%s'", strings.Join(words[:n], "', '"))
	}
	if n > 0 && v.Kind() == 'n' {
		return nil
	}
	for _, word := range words[n:] {
		if p := all.word(word, version, v); p != nil {
			return p
		}
	}
	return nil
}

func (all Rules) word(word string, version int, v jsontext.Value) *Problem {
	rest := word[1:]
	switch {
	case word == "any":
	case word[0] == '=':
		return all.Check(rest, version, v)
	case word[0] == '[':
		return all.list(word[2:], version, v)
	case word[0] == '{':
		return all.pairs(word[2:], version, v)
	case word[0] == '#':
		return inRange(rest, v)
	case word[0] != '/' && strings.Contains(word, "|"):
		for name := range strings.SplitSeq(word, "|") {
			if all.Check(name, version, v) == nil {
				return nil
			}
		}
		return wrong(v, "is not valid under any of the given schemas")
	case word[0] != '/' && strings.Contains(word, ","):
		return oneOf(strings.Split(strings.TrimSuffix(word, ","), ","), v)
	case v.Kind() == '"':
		s, _ := text(v)
		return textWord(word, s, v)
	}
	return nil
}

// textWord checks a text.
func textWord(word, s string, v jsontext.Value) *Problem {
	fits := true
	switch from, upTo, isLength := strings.Cut(word, ".."); {
	case word[0] == '/':
		pattern := word[1 : len(word)-1]
		if re, err := regexp.Compile(strings.ReplaceAll(pattern, "␣", " ")); err == nil && !re.MatchString(s) {
			return wrong(v, "does not match %s", quote(strings.ReplaceAll(pattern, "␣", " ")))
		}
	case isLength:
		return length(from, upTo, utf8.RuneCountInString(s), v)
	case word == "name":
		return nameForm(s)
	case word == "uuid":
		fits = random.IsUUID(s) || len(s) == 32 && strings.Trim(strings.ToLower(s), "0123456789abcdef") == ""
	case word == "base64":
		_, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(s), ""))
		fits = err == nil
	default:
		a, err := netip.ParseAddr(s)
		fits = err == nil && (word == "ipv4") == a.Is4()
	}
	if !fits {
		return wrong(v, "is not a '%s'", word)
	}
	return nil
}

func length(from, upTo string, n int, v jsontext.Value) *Problem {
	low, _ := strconv.Atoi(from)
	high, err := strconv.Atoi(upTo)
	switch {
	case n < low && low == 1:
		return wrong(v, "should be non-empty")
	case n < low:
		return wrong(v, "is too short")
	case err == nil && high == 0 && n > 0:
		return wrong(v, "is expected to be empty")
	case err == nil && n > high:
		return wrong(v, "is too long")
	}
	return nil
}

// nameForm refuses a name in words of its own.
func nameForm(s string) *Problem {
	printable := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) && !unicode.Is(unicode.Zs, r) }) < 0
	if printable && strings.TrimSpace(s) == s {
		return nil
	}
	return &Problem{Whole: true, Text: "An invalid 'name' value was provided. The name must be: printable characters. Can not start or end with whitespace."}
}

func isType(v jsontext.Value, name string) bool {
	switch name {
	case "string":
		return v.Kind() == '"'
	case "integer":
		f, err := strconv.ParseFloat(string(v), 64)
		return v.Kind() == '0' && err == nil && f == float64(int64(f))
	case "number":
		return v.Kind() == '0'
	case "boolean":
		return v.Kind() == 't' || v.Kind() == 'f'
	}
	return v.Kind() == jsontext.Kind(map[string]byte{"null": 'n', "object": '{', "array": '['}[name])
}

// text is a string's; ok is false for any other value.
func text(v jsontext.Value) (string, bool) { return document.Object{"": v}.Text("") }

// inRange checks a number, also one that is a text.
func inRange(limits string, v jsontext.Value) *Problem {
	from, upTo, _ := strings.Cut(limits, "..")
	digits := document.Object{"": v}.TextOrNumber("")
	n, err := strconv.Atoi(digits)
	low, _ := strconv.Atoi(from)
	high, errHigh := strconv.Atoi(upTo)
	switch {
	case err != nil:
	case n < low:
		return &Problem{Value: v, Text: fmt.Sprintf("%d is less than the minimum of %d", n, low)}
	case errHigh == nil && n > high:
		return &Problem{Value: v, Text: fmt.Sprintf("%d is greater than the maximum of %d", n, high)}
	}
	return nil
}

// oneOf wants one of some texts; true and false are no texts.
func oneOf(values []string, v jsontext.Value) *Problem {
	given := Repr(v)
	for i, value := range values {
		switch value {
		case "True!", "False!":
			values[i] = strings.TrimSuffix(value, "!")
		default:
			values[i] = quote(value)
		}
		if values[i] == given {
			return nil
		}
	}
	return wrong(v, "is not one of [%s]", strings.Join(values, ", "))
}

// list checks a list's items. A number behind a colon is how many there may be.
func (all Rules) list(rule string, version int, v jsontext.Value) *Problem {
	if v.Kind() != '[' {
		return wrong(v, "is not of type 'array'")
	}
	rule, upTo, limited := strings.Cut(rule, ":")
	items := elements(v)
	for i, item := range items {
		if p := all.Check(rule, version, item); p != nil {
			return p.in(strconv.Itoa(i))
		}
	}
	if n, err := strconv.Atoi(upTo); limited && err == nil && len(items) > n {
		return wrong(v, "is too long")
	}
	return nil
}

const pairKey = "^[a-zA-Z0-9-_:. ]{1,255}$"

// pairs checks an object whose names are a user's. A number behind a colon is how many there may be.
func (all Rules) pairs(rule string, version int, v jsontext.Value) *Problem {
	if v.Kind() != '{' {
		return wrong(v, "is not of type 'object'")
	}
	re := regexp.MustCompile(pairKey)
	rule, upTo, _ := strings.Cut(rule, ":")
	var odd []string
	members := elements(v)
	for i := 0; i+1 < len(members); i += 2 {
		name, _ := text(members[i])
		if !re.MatchString(name) {
			odd = append(odd, name)
		} else if p := all.Check(rule, version, members[i+1]); p != nil {
			return p.in(name)
		}
	}
	if n, err := strconv.Atoi(upTo); err == nil && len(members) > 2*n {
		return wrong(v, "has too many properties")
	}
	if odd == nil {
		return nil
	}
	which, verb := several(odd, "does", "do")
	return &Problem{Value: v, Text: fmt.Sprintf("%s %s not match any of the regexes: %s", which, verb, quote(pairKey))}
}
