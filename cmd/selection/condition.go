package selection

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/api"
)

// condition is one of a filter: status=ERROR.
type condition struct {
	key, op, value string
	values         []string          // that are as good as value: the id and the name of an image
	pattern        *regexp.Regexp    // of value; nil: it is none
	names          map[string]string // by id, of what a pattern of names of another noun is held against; nil: it is of none
	age            time.Duration
	number         float64
}

// metaPrefix begins the key of a metadata item.
const metaPrefix = "meta."

// commonKeys are what every resource may be chosen by.
var commonKeys = []string{"name", "id", "status", "age"}

// operators are the longer ones first.
var operators = []string{"!=", ">=", "<=", "=", ">", "<"}

// parse reads the conditions of the flags --filter. A comma parts them; \, is a comma within a value.
func parse(f *ref.Finder, filters []string) ([]condition, error) {
	var list []condition
	for _, text := range filters {
		if strings.TrimSpace(text) == "" {
			return nil, fail.Usagef("--filter is empty: it must say what to choose, such as status=ERROR")
		}
		for _, part := range splitCommas(text) {
			c, err := parseOne(f, part)
			if err != nil {
				return nil, err
			}
			list = append(list, c)
		}
	}
	return list, nil
}

// splitCommas splits text at commas that have no backslash before them.
func splitCommas(text string) []string {
	const comma = "\x00"
	parts := strings.Split(strings.ReplaceAll(text, `\,`, comma), ",")
	for i := range parts {
		parts[i] = strings.ReplaceAll(parts[i], comma, ",")
	}
	return parts
}

func parseOne(f *ref.Finder, text string) (condition, error) {
	at := strings.IndexAny(text, "=<>!")
	if at < 0 {
		return condition{}, fail.Usagef("--filter %s: it must be key=value, as in status=ERROR", text)
	}
	c := condition{key: strings.TrimSpace(text[:at])}
	if !strings.HasPrefix(c.key, metaPrefix) {
		c.key = strings.ToLower(c.key)
	}
	for _, op := range operators {
		if rest, ok := strings.CutPrefix(text[at:], op); ok {
			c.op, c.value = op, strings.TrimSpace(rest)
			break
		}
	}
	keys := slices.Concat(commonKeys, f.FilterKeys)
	switch {
	case c.op == "":
		return c, fail.Usagef("--filter %s: it must be key=value, as in status=ERROR", text)
	case strings.HasPrefix(c.key, metaPrefix) && c.key != metaPrefix:
	case !slices.Contains(keys, c.key):
		return c, &fail.UsageError{
			Message: fmt.Sprintf("--filter: %ss aren't chosen by %q", f.Noun, c.key),
			Advice:  "choose them by " + strings.Join(keys, ", ") + " or " + metaPrefix + "KEY",
		}
	}
	return c, c.check()
}

// check reads the value.
func (c *condition) check() (err error) {
	compares := c.op != "=" && c.op != "!="
	switch {
	case c.key == "age" && !compares:
		return fail.Usagef("--filter %s%s%s: an age is above or below, as in age>7d", c.key, c.op, c.value)
	case c.key == "age":
		if c.age, err = flagset.ParseDays(c.value); err != nil || c.age < 0 {
			return fail.Usagef("--filter %s%s%s: it must be a duration, such as 90m, 12h or 7d", c.key, c.op, c.value)
		}
	case compares:
		if c.number, err = strconv.ParseFloat(c.value, 64); err != nil {
			return fail.Usagef("--filter %s%s%s: above and below are for ages and numbers", c.key, c.op, c.value)
		}
	case strings.ContainsAny(c.value, special):
		c.pattern = compile(c.value)
	}
	c.values = []string{c.value}
	return nil
}

// lookUp puts ids in place of names of other nouns: the image and the flavor of a server, the server of an image. For a pattern it lists the names.
func (c *condition) lookUp(ctx context.Context, in app.Invocation) (err error) {
	other := in.App.Others[c.key]
	if other == nil || c.value == "" {
		return nil
	}
	if c.pattern != nil {
		c.names, err = other.NamesByID(ctx, in)
		return err
	}
	id, name, err := other.IDAndName(ctx, in, c.value)
	c.value, c.values = id, slices.DeleteFunc([]string{id, name}, func(s string) bool { return s == "" })
	return err
}

// fits reports whether a resource is what is asked for, at a time.
func (c *condition) fits(f ref.Facts, now time.Time) bool {
	values, known := c.named(valuesOf(f, c.key))
	switch {
	case !known:
		return false
	case c.op == "=":
		return slices.ContainsFunc(values, c.equals)
	case c.op == "!=":
		return !slices.ContainsFunc(values, c.equals)
	}
	if c.key == "age" {
		created, err := api.ParseTime(f.Created)
		return err == nil && compare(c.op, float64(now.Sub(created)), float64(c.age))
	}
	return slices.ContainsFunc(values, func(v string) bool {
		n, err := strconv.ParseFloat(v, 64)
		return err == nil && compare(c.op, n, c.number)
	})
}

func compare(op string, a, b float64) bool {
	return a > b && op[0] == '>' || a < b && op[0] == '<' || a == b && len(op) == 2
}

func (c *condition) equals(v string) bool {
	if c.key == "status" && strings.EqualFold(v, c.value) {
		return true
	}
	return slices.Contains(c.values, v) || c.pattern != nil && c.pattern.MatchString(v)
}

// named puts, for a pattern of names of another noun, the name in place of the id, which is the first value. It reports whether that is known: what is
// gone may have had a name that fits, or not.
func (c *condition) named(values []string) ([]string, bool) {
	if c.names == nil || len(values) == 0 || values[0] == "" {
		return values, true
	}
	name, known := c.names[values[0]]
	return append([]string{name}, values[1:]...), known
}

// valuesOf are what a resource says of a key; none where it says nothing.
func valuesOf(f ref.Facts, key string) []string {
	switch key {
	case "id":
		return []string{f.ID}
	case "name":
		return []string{f.Name}
	case "status":
		return []string{f.Status}
	}
	if item, ok := strings.CutPrefix(key, metaPrefix); ok {
		if v, ok := f.Metadata.Get(item); ok {
			return []string{v}
		}
		return nil
	}
	return f.More[key]
}

// asked is what a cloud is asked for: it saves pages of what doesn't fit. What it doesn't filter by, or not as is meant here, it isn't asked.
func asked(conditions []condition) map[string]string {
	ask := map[string]string{}
	for _, c := range conditions {
		if c.op != "=" || c.value == "" {
			continue
		}
		switch c.key {
		case "name":
			if c.pattern != nil {
				ask[ref.NamePrefix] = literalPrefix(c.value)
			} else {
				ask[ref.NamePrefix] = c.value
			}
		case "status":
			if status := strings.ToUpper(c.value); c.pattern == nil && status != "DELETED" && status != "SOFT_DELETED" { // for administrators
				ask[c.key] = status
			}
		case "image", "flavor", "server":
			if c.pattern == nil {
				ask[c.key] = c.value
			}
		}
	}
	return ask
}
