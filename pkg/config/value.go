package config

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
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
		return parseBool(text)
	case s.Type == Int:
		n, err := strconv.Atoi(text)
		return strconv.Itoa(n), expect(err == nil && n > 0, text, "a whole number above 0")
	case s.Type == Float:
		x, err := strconv.ParseFloat(text, 64)
		return text, expect(err == nil && x > 0 && x < 1e9, text, "a number above 0")
	case s.Type == Duration:
		d, err := time.ParseDuration(text)
		return d.String(), expect(err == nil && d > 0, text, "a time above 0 with its unit, such as 90s or 30m")
	case s.Type == URL && text != "":
		return text, checkURL(text)
	}
	return text, nil
}

func expect(ok bool, text, what string) error {
	if ok {
		return nil
	}
	return fmt.Errorf("%q is not %s", text, what)
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

func parseBool(text string) (string, error) {
	switch strings.ToLower(text) {
	case "1", "t", "true", "y", "yes", "on":
		return "true", nil
	case "0", "f", "false", "n", "no", "off":
		return "false", nil
	}
	return "", expect(false, text, "true or false")
}

// checkURL doesn't show the value: a URL may hold a password.
func checkURL(text string) error {
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return errors.New("not an address such as https://cloud.example.com/v2.0")
	}
	return nil
}

// sameURL compares addresses as far as a slash at the end and the host's case don't matter.
func sameURL(a, b string) bool {
	x, errX := url.Parse(strings.TrimRight(a, "/"))
	y, errY := url.Parse(strings.TrimRight(b, "/"))
	return errX == nil && errY == nil &&
		x.Scheme == y.Scheme && strings.EqualFold(x.Host, y.Host) && x.Path == y.Path
}

// splitList splits at commas and drops blanks.
func splitList(text string) []string {
	var items []string
	for item := range strings.SplitSeq(text, ",") {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}
