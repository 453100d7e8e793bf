package session

import (
	"slices"
	"strconv"
	"strings"

	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/cmd/nova/pytext"
)

// read makes of an argument what the reader of that name makes of it. One in quotes is the value itself, where the line has the option.
func (s *Nova) read(dest, reader string) (any, error) {
	text, texts := s.Args.Text(dest), s.Args.Texts(dest)
	reader, label, _ := strings.Cut(reader, ":")
	switch reader {
	case "int":
		return integer(text)
	case "number":
		return s.number(dest, label)
	case "float":
		return float(dest, text)
	case "bool":
		return s.mustBool(dest)
	case "isTrue":
		return s.Args.Bool(dest), nil
	case "unset":
		return nil, s.notBoth(dest, label)
	case "pairs":
		return Pairs(texts)
	case "extracted":
		return Extracted(texts), nil
	case "rules":
		return rules(texts)
	case "images":
		return s.findImages(texts)
	case "files":
		return files(texts)
	case "certificates":
		return s.certificates(dest)
	case "one":
		return []string{text}, nil
	}
	return s.readText(dest, reader)
}

// textReaders are the readers of texts.
var textReaders = []string{"auto", "key", "file", "items", "names", "addresses"}

// readText reads a text; of none, or of an empty one, it makes null.
func (s *Nova) readText(dest, reader string) (any, error) {
	text := s.Args.Text(dest)
	switch {
	case reader == "key":
		return s.publicKey(dest, text)
	case strings.HasPrefix(reader, "'") && !isEmpty(s.Args.Value(dest)):
		return strings.Trim(reader, "'"), nil
	case strings.HasPrefix(reader, "'"):
		return nil, nil
	case !slices.Contains(textReaders, reader):
		return nil, Errorf("a row of nova's commands wants %s read by %q, which reads nothing: this is a bug", dest, reader)
	case reader == "auto" && text == reader:
		return nil, nil
	case reader == "auto", isEmpty(s.Args.Value(dest)):
		return s.Args.Value(dest), nil
	case reader == "file":
		return encodedFile(text)
	case reader == "items":
		return strings.Split(text, ","), nil
	case reader == "names":
		return objects("name", strings.Split(text, ",")), nil
	}
	return objects("ip_address", []string{text}), nil // addresses
}

// objects are objects of one member each.
func objects(member string, texts []string) []any {
	list := make([]any, len(texts))
	for i, text := range texts {
		list[i] = pytext.NewDict(member, text)
	}
	return list
}

// integer reads a whole number as Python's int does; nil where there is no text.
func integer(text string) (any, error) {
	if text == "" {
		return nil, nil
	}
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
