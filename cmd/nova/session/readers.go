package session

import (
	"strconv"
	"strings"

	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/cmd/nova/pytext"
)

// Reader makes a value of an argument that has one. Label is what stands behind the reader's name in a row.
type Reader func(s *Nova, dest, label string) (any, error)

// readers are what the rows of all commands may read arguments by.
var readers = map[string]Reader{
	"auto": func(s *Nova, dest, _ string) (any, error) {
		if v := s.Args.Value(dest); v != "auto" {
			return v, nil
		}
		return nil, nil
	},
	"addresses":    ofText(func(text string) (any, error) { return objects("ip_address", []string{text}), nil }),
	"bool":         func(s *Nova, dest, _ string) (any, error) { return s.mustBool(dest) },
	"certificates": func(s *Nova, dest, _ string) (any, error) { return s.certificates(dest) },
	"extracted":    func(s *Nova, dest, _ string) (any, error) { return Extracted(s.Args.Texts(dest)), nil },
	"file":         ofText(func(text string) (any, error) { return encodedFile(text) }),
	"files":        func(s *Nova, dest, _ string) (any, error) { return files(s.Args.Texts(dest)) },
	"float":        func(s *Nova, dest, _ string) (any, error) { return float(dest, s.Args.Text(dest)) },
	"images":       func(s *Nova, dest, _ string) (any, error) { return s.findImages(s.Args.Texts(dest)) },
	"int":          ofText(integer),
	"isTrue":       func(s *Nova, dest, _ string) (any, error) { return s.Args.Bool(dest), nil },
	"items":        ofText(func(text string) (any, error) { return strings.Split(text, ","), nil }),
	"key":          func(s *Nova, dest, _ string) (any, error) { return s.publicKey(dest, s.Args.Text(dest)) },
	"names":        ofText(func(text string) (any, error) { return objects("name", strings.Split(text, ",")), nil }),
	"number":       (*Nova).number,
	"one":          func(s *Nova, dest, _ string) (any, error) { return []string{s.Args.Text(dest)}, nil },
	"pairs":        func(s *Nova, dest, _ string) (any, error) { return Pairs(s.Args.Texts(dest)) },
	"rules":        func(s *Nova, dest, _ string) (any, error) { return rules(s.Args.Texts(dest)) },
	"unset":        func(s *Nova, dest, label string) (any, error) { return nil, s.notBoth(dest, label) },
}

// ofText reads a text, of which there is something; what is empty stays as it is.
func ofText(read func(string) (any, error)) Reader {
	return func(s *Nova, dest, _ string) (any, error) {
		if v := s.Args.Value(dest); isEmpty(v) {
			return v, nil
		}
		return read(s.Args.Text(dest))
	}
}

// KnowsReader reports whether a row may read an argument by a reader.
func (c *Command) KnowsReader(name string) bool { return c.reader(name) != nil }

func (c *Command) reader(name string) Reader {
	if c != nil && c.Readers[name] != nil {
		return c.Readers[name]
	}
	return readers[name]
}

// read makes of an argument what the reader of that name makes of it. One in quotes is the value itself, where the line has the option.
func (s *Nova) read(dest, name string) (any, error) {
	if text, ok := strings.CutPrefix(name, "'"); ok {
		if isEmpty(s.Args.Value(dest)) {
			return nil, nil
		}
		return strings.TrimSuffix(text, "'"), nil
	}
	name, label, _ := strings.Cut(name, ":")
	if read := s.row.reader(name); read != nil {
		return read(s, dest, label)
	}
	return nil, Errorf("a row of nova's commands wants %s read by %q, which reads nothing: this is a bug", dest, name)
}

// objects are objects of one member each.
func objects(member string, texts []string) []any {
	list := make([]any, len(texts))
	for i, text := range texts {
		list[i] = pytext.NewDict(member, text)
	}
	return list
}

// integer reads a whole number as Python's int does.
func integer(text string) (any, error) {
	n, ok := argparse.ParseInt(text)
	if !ok {
		return nil, NotInteger(text)
	}
	return n, nil
}

// NotInteger is Python's complaint about a text that is no number.
func NotInteger(text string) error {
	return &classError{"ValueError", "invalid literal for int() with base 10: " + pytext.Repr(text)}
}

// number reads a whole number, with a complaint of nova's own; 0 where the line has none.
func (s *Nova) number(dest, label string) (any, error) {
	text := s.Args.Text(dest)
	if text == "" && !s.Args.Given(dest) {
		return 0, nil
	}
	n, ok := argparse.ParseInt(text)
	if !ok {
		return nil, Errorf("%s must be an integer.", label)
	}
	return n, nil
}

// float reads a number as Python's float does.
func float(dest, text string) (any, error) {
	f, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil {
		return nil, Errorf("%s must be a float.", dest)
	}
	return pytext.Number(strings.NewReplacer("+Inf", "Infinity", "Inf", "Infinity").Replace(pytext.Float(f))), nil
}

// notBoth complains of an option that takes something away beside the one that gives it.
func (s *Nova) notBoth(dest, other string) error {
	if s.Args.Text(destOf(other)) == "" {
		return nil
	}
	return Errorf("Cannot specify '--%s' with '--%s'.", strings.ReplaceAll(dest, "_", "-"), other)
}

// rules are the rules of a server group; the one that nova knows is a number.
func rules(words []string) (any, error) {
	const perHost = "max_server_per_host"
	d, err := Pairs(words)
	if err != nil {
		return nil, err
	}
	if _, ok := d.Get(perHost); ok {
		n, isInt := argparse.ParseInt(d.Text(perHost))
		if !isInt {
			return nil, Errorf("Invalid '%s' value: %s", perHost, d.Text(perHost))
		}
		d.Set(perHost, n)
	}
	return d, nil
}

// certificates are the ids of certificates that images may be signed with: those of the line, or else of the environment.
func (s *Nova) certificates(dest string) (any, error) {
	ids := s.Args.Texts(dest)
	if known := s.Variables().CertificateIDs; ids == nil && known != "" {
		if s.Minor < 63 {
			return nil, TooOld("OS_TRUSTED_IMAGE_CERTIFICATE_IDS", 63)
		}
		ids = strings.Split(known, ",")
	}
	if ids == nil {
		return nil, nil
	}
	if s.Args.Bool(dest + "_unset") {
		return nil, Errorf("Cannot specify '--trusted-image-certificates-unset' with '--trusted-image-certificate-id' or with " +
			"OS_TRUSTED_IMAGE_CERTIFICATE_IDS env variable set.")
	}
	return ids, nil
}
