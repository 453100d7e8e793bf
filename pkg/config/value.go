package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/config/internal/parse"
)

// Check returns what is wrong with a value of the setting, or nil.
func (s Setting) Check(text string) error {
	_, err := s.parse(text)
	return err
}

// parse checks a value and gives its one form: "true" for yes, "public" for publicURL. The error says what was
// expected, and shows the value unless it may hold a secret.
func (s Setting) parse(text string) (string, error) {
	text = s.tidy(text)
	switch {
	case s.Secret:
		return text, nil
	case s.Type == File:
		return text, checkPath(text)
	case s.Choices != nil:
		return s.parseChoice(text)
	case s.Name == "compute-api-version" && text == "2.latest": // as many an openrc says it
		return "latest", nil
	case s.Type == Bool:
		return parse.Bool(text)
	case s.Type == Int:
		n, err := strconv.Atoi(text)
		return strconv.Itoa(n), parse.Expect(err == nil && n > 0, text, "a whole number above 0")
	case s.Type == Float:
		x, err := strconv.ParseFloat(text, 64)
		return text, parse.Expect(err == nil && x > 0 && x < 1e9, text, "a number above 0")
	case s.Type == Duration:
		d, err := time.ParseDuration(text)
		return d.String(), parse.Expect(err == nil && d > 0, text, "a time above 0 with its unit, such as 90s or 30m")
	case s.Type == URL && text != "":
		return text, parse.URL(text)
	}
	return text, nil
}

// parseChoice also takes publicURL for public: OS_ENDPOINT_TYPE is written so.
func (s Setting) parseChoice(text string) (string, error) {
	value := strings.ToLower(text)
	if s.Name == "interface" {
		value = strings.TrimSuffix(value, "url")
	}
	if slices.Contains(s.Choices, value) {
		return value, nil
	}
	return "", fmt.Errorf("%q is not one of %s%s", text, strings.Join(s.Choices, ", "), didYouMean(value, s.Choices))
}
