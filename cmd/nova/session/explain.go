package session

import (
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/nova/argparse"
	"github.com/novactl/novactl/cmd/nova/pytext"
)

// explainSame prints novactl's command for the line, where its row has one that says all that the line says.
//
// A row has the command's words; {server} is the value of an argument, and {server...} all its values. What is in brackets is there where the
// option is that it is about: [--limit {limit}], or [--poll:--wait] for one without a value.
func (s *Nova) explainSame() (done bool, err error) {
	if s.row.Same == "" {
		return false, nil
	}
	words := []string{"novactl"}
	var mentioned []string
	for _, part := range parts(s.row.Same) {
		inner, optional := strings.CutPrefix(part, "[")
		if !optional {
			ofFlag := strings.HasPrefix(words[len(words)-1], "-")
			filled := s.fill(part, &mentioned)
			words = append(words, filled...)
			if !strings.Contains(part, "{") {
				continue
			}
			if s.Args.Value(mentioned[len(mentioned)-1]) == nil || !ofFlag && slices.ContainsFunc(filled, looksLikeFlag) {
				return false, nil // a name that begins with a hyphen would be an option there
			}
			continue
		}
		inner = strings.TrimSuffix(inner, "]")
		if theirs, ours, isFlag := strings.Cut(inner, ":"); isFlag {
			dest := strings.ReplaceAll(strings.TrimPrefix(theirs, "--"), "-", "_")
			mentioned = append(mentioned, dest)
			if s.Args.Given(dest) && s.Args.Value(dest) != 0 && ours != "" {
				words = append(words, ours)
			}
			continue
		}
		var inside []string
		filled := s.fill(inner, &inside)
		mentioned = append(mentioned, inside...)
		if len(inside) == 0 || s.Args.Given(inside[0]) && s.Args.Value(inside[0]) != nil {
			words = append(words, filled...)
		}
		if len(inside) > 0 && meansNone(s.Args.Value(inside[0])) {
			return false, nil
		}
	}
	for _, o := range s.row.options(s.Minor) {
		if s.Args.Given(o.Dest) && !slices.Contains(mentioned, o.Dest) {
			return false, nil // novactl's command would leave something out
		}
	}
	return true, s.Line(strings.Join(words, " "))
}

// looksLikeFlag reports whether a word of a shell would be read as an option.
func looksLikeFlag(word string) bool { return strings.HasPrefix(strings.TrimPrefix(word, "'"), "-") }

// meansNone reports whether a value is one of those by which nova's options say that there is none, and novactl's don't.
func meansNone(v any) bool {
	n, isNumber := argparse.ParseInt(pytext.Str(v))
	return v == "" || v == "auto" || isNumber && n < 0
}

// parts are the words of a row, what is in brackets in one.
func parts(same string) (all []string) {
	for word := range strings.FieldsSeq(same) {
		if n := len(all); n > 0 && strings.HasPrefix(all[n-1], "[") && !strings.HasSuffix(all[n-1], "]") {
			all[n-1] += " " + word
			continue
		}
		all = append(all, word)
	}
	return all
}

// fill puts the values of arguments into words, and notes which ones.
func (s *Nova) fill(text string, mentioned *[]string) (words []string) {
	for word := range strings.FieldsSeq(text) {
		before, rest, found := strings.Cut(word, "{")
		if !found {
			words = append(words, word)
			continue
		}
		name := strings.TrimSuffix(strings.TrimSuffix(rest, "}"), "...")
		*mentioned = append(*mentioned, name)
		values := s.Args.Texts(name)
		if values == nil {
			values = []string{pytext.Str(plain(s.Args.Value(name)))}
		}
		for i, value := range values {
			if i > 0 && strings.HasPrefix(before, "--") && len(words) > 0 {
				words = append(words, strings.TrimSuffix(before, "="))
			}
			words = append(words, before+shellQuoted(value))
		}
	}
	return words
}

func plain(v any) any {
	if v == nil {
		return ""
	}
	return v
}

// Synopsis is a row's command as documentation has it: {server} is SERVER, and what is in brackets is left out.
func Synopsis(same string) string {
	var words []string
	for _, part := range parts(same) {
		if strings.HasPrefix(part, "[") {
			continue
		}
		if before, rest, found := strings.Cut(part, "{"); found {
			part = before + strings.ReplaceAll(strings.ToUpper(strings.Replace(rest, "}", "", 1)), "_", "-")
		}
		words = append(words, part)
	}
	return strings.Join(words, " ")
}

// ExplainRequest prints a request as the command of novactl that sends it, and ends the command.
func (s *Nova) ExplainRequest(method, path string, body *pytext.Dict) error {
	line := "novactl api " + method + " " + shellQuoted(path)
	if s.Minor > Oldest {
		line += " --compute-api-version " + Version(s.Minor)
	}
	if body != nil {
		line += " -d " + shellQuoted(pytext.Dumps(withoutSecrets(body)))
	}
	if err := s.Line(line); err != nil {
		return err
	}
	return ErrExplained
}

// withoutSecrets is a body whose passwords are three stars.
func withoutSecrets(body *pytext.Dict) *pytext.Dict {
	clean := body.Clone()
	for _, name := range clean.Keys() {
		switch v, _ := clean.Get(name); v := v.(type) {
		case *pytext.Dict:
			clean.Set(name, withoutSecrets(v))
		case string:
			if name == "adminPass" {
				clean.Set(name, "***")
			}
		}
	}
	return clean
}

// shellQuoted is a word as a shell takes it.
func shellQuoted(word string) string {
	if word != "" && strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:=@%+,") == "" {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
