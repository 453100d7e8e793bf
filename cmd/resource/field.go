package resource

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"github.com/spf13/pflag"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/cmd/flagset"
	"github.com/novactl/novactl/cmd/ref"
	"github.com/novactl/novactl/pkg/client"
)

// Field is a flag whose value a request has as a member or a parameter.
type Field struct {
	Flag   string
	Member string // of the document, or the parameter of a list; "": none, the command reads it
	Usage  string // with the placeholder of the value in back quotes
	Before string // goes before the text that is sent: ip_address=
	Kind   Kind
	Needed bool        // a request without it is refused
	Of     *ref.Finder // the value names one of these, whose id is sent
	Words  []string    // for completion
	Names  *ref.Finder // finds what the value can be, for completion
	IDs    *ref.Finder // finds what the value is an id of, for completion
	// Complete completes the value where the rows above don't say how.
	Complete completion
}

// Kind is what a flag's value becomes.
type Kind int

// What a flag's value becomes.
const (
	Text   Kind = iota
	Number      // a whole number
	Yes         // given, it sends true
	No          // given, it sends false
	Texts       // may be repeated: a list
	Pairs       // key=value, may be repeated: an object
	Null        // a text; an empty one sends null
)

// Values are what the flags of fields are bound to.
type Values struct {
	app    *app.App
	fields []Field
	flags  []*pflag.Flag
	text   []string
	number []int
	on     []bool
	texts  [][]string
}

// Bind adds the flags of fields.
func Bind(a *app.App, fs *flagset.Set, fields []Field) *Values {
	n := len(fields)
	v := &Values{app: a, fields: fields, flags: make([]*pflag.Flag, n), text: make([]string, n), number: make([]int, n), on: make([]bool, n), texts: make([][]string, n)}
	for i, f := range fields {
		switch f.Kind {
		case Number:
			v.flags[i] = fs.Int(&v.number[i], f.Flag, "", 0, f.Usage)
		case Yes, No:
			v.flags[i] = fs.Bool(&v.on[i], f.Flag, "", f.Usage)
		case Texts, Pairs:
			v.flags[i] = fs.Strings(&v.texts[i], f.Flag, "", f.Usage, f.completions(a)...)
		default:
			v.flags[i] = fs.String(&v.text[i], f.Flag, f.Usage, f.completions(a)...)
		}
	}
	return v
}

// Given reports whether a flag was given.
func (v *Values) Given(flag string) bool {
	for i, f := range v.fields {
		if f.Flag == flag {
			return v.flags[i].Changed
		}
	}
	return false
}

// Text is the text of a flag as it was typed.
func (v *Values) Text(flag string) string {
	for i, f := range v.fields {
		if f.Flag == flag {
			return v.text[i]
		}
	}
	return ""
}

// Texts are those of a flag that may be repeated.
func (v *Values) Texts(flag string) []string {
	for i, f := range v.fields {
		if f.Flag == flag {
			return v.texts[i]
		}
	}
	return nil
}

// Members are the members that the flags set, with ids in place of the names of resources, which are looked up at the same time.
func (v *Values) Members(ctx context.Context, c *client.Client) (map[string]any, error) {
	members := map[string]any{}
	var lookUps []func() error
	for i, f := range v.fields {
		switch {
		case f.Needed && (!v.flags[i].Changed || v.text[i] == "" && v.texts[i] == nil && f.Kind != Number):
			return nil, fail.Usagef("--%s is missing", f.Flag)
		case !v.flags[i].Changed || f.Member == "":
			continue
		case f.Of != nil && f.Kind == Texts:
			for n := range v.texts[i] {
				lookUps = append(lookUps, f.Of.LookUps(ctx, c, &v.texts[i][n])...)
			}
		case f.Of != nil:
			lookUps = append(lookUps, f.Of.LookUps(ctx, c, &v.text[i])...)
		}
	}
	if err := ref.AtOnce(lookUps...); err != nil {
		return nil, err
	}
	for i, f := range v.fields {
		if !v.flags[i].Changed || f.Member == "" {
			continue
		}
		value, err := v.value(i)
		if err != nil {
			return nil, err
		}
		if value == nil && f.Kind != Null {
			continue
		}
		if _, both := members[f.Member]; both {
			return nil, v.contradiction(i)
		}
		members[f.Member] = value
	}
	return members, nil
}

// contradiction is the complaint about two flags that set one member.
func (v *Values) contradiction(i int) error {
	for n, f := range v.fields[:i] {
		if f.Member == v.fields[i].Member && v.flags[n].Changed {
			return fail.Usagef("--%s and --%s: one of them will do", f.Flag, v.fields[i].Flag)
		}
	}
	return nil
}

// value is what the flag of a field sends; nil: nothing.
func (v *Values) value(i int) (any, error) {
	switch f := v.fields[i]; f.Kind {
	case Number:
		return v.number[i], nil
	case Yes, No:
		if !v.on[i] {
			return nil, nil
		}
		return f.Kind == Yes, nil
	case Texts:
		return v.texts[i], nil
	case Pairs:
		pairs, err := flagset.ParsePairs("--"+f.Flag, v.texts[i])
		if err != nil {
			return nil, err
		}
		object := map[string]string{}
		for _, p := range pairs {
			object[p.Key] = p.Value
		}
		return object, nil
	case Null:
		if v.text[i] == "" {
			return nil, nil
		}
	}
	return v.fields[i].Before + v.text[i], nil
}

// Query is what the flags ask of a list.
func (v *Values) Query(ctx context.Context, c *client.Client) (url.Values, error) {
	members, err := v.Members(ctx, c)
	if err != nil {
		return nil, err
	}
	q := url.Values{}
	for name, value := range members {
		switch value := value.(type) {
		case string:
			q.Set(name, value)
		case bool:
			q.Set(name, strconv.FormatBool(value))
		case int:
			q.Set(name, strconv.Itoa(value))
		case []string:
			q[name] = []string{strings.Join(value, ",")}
		}
	}
	return q, nil
}

// completions are what completes the value.
func (f Field) completions(a *app.App) []completion {
	switch {
	case f.Of != nil:
		return []completion{f.Of.Flag(a)}
	case f.Words != nil:
		return []completion{flagset.Words(f.Words...)}
	case f.Complete != nil:
		return []completion{f.Complete}
	case f.Names != nil:
		return []completion{f.Names.Flag(a)}
	case f.IDs != nil:
		return []completion{f.IDs.FlagID(a)}
	}
	return nil
}
