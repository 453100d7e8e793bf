package api

import (
	"bytes"
	"html"
	"regexp"
	"strings"

	"github.com/novactl/novactl/pkg/pattern"
)

// longestText is how much of a page or of plain text is shown, in runes: proxies send whole pages.
const longestText = 300

// shorten makes text one line of bounded length.
func shorten(s string) string {
	if len(s) > 16*longestText {
		s = strings.ToValidUTF8(s[:16*longestText], "")
	}
	s = strings.Join(strings.Fields(s), " ")
	if runes := []rune(s); len(runes) > longestText {
		return strings.TrimSpace(string(runes[:longestText])) + "…"
	}
	return s
}

// IsHTML reports whether an answer is a page for people.
func IsHTML(data []byte, contentType string) bool {
	if strings.Contains(strings.ToLower(contentType), "html") {
		return true
	}
	head := bytes.ToLower(data[:min(len(data), 256)])
	return bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<!doctype html"))
}

var (
	hiddenHTML  = pattern.Lazy(`(?is)<!--.*?-->|<(script|style|head|title)\b.*?</(script|style|head|title)\s*>`)
	titleHTML   = pattern.Lazy(`(?is)<title[^>]*>(.*?)</title`)
	headingHTML = pattern.Lazy(`(?is)<h1[^>]*>(.*?)</h1`)
	tagHTML     = pattern.Lazy(`(?s)<[^>]*>`)
)

// htmlText returns what a page says: its title or first heading, and the text where that is short enough to add
// something.
func htmlText(data []byte) string {
	if len(data) > maxHTML {
		data = data[:maxHTML]
	}
	title := firstText(data, titleHTML())
	if title == "" {
		title = firstText(data, headingHTML())
	}
	body := plainText(hiddenHTML().ReplaceAll(data, []byte(" ")))
	switch {
	case title == "":
		return shorten(body)
	case body == "" || strings.HasPrefix(title, body):
		return shorten(title)
	case strings.HasPrefix(body, title):
		return shorten(body)
	}
	return shorten(title + ": " + body)
}

// maxHTML is how much of a page is looked at, in bytes.
const maxHTML = 64 << 10

func firstText(data []byte, re *regexp.Regexp) string {
	if m := re.FindSubmatch(data); m != nil {
		return plainText(m[1])
	}
	return ""
}

func plainText(data []byte) string {
	text := strings.ToValidUTF8(string(tagHTML().ReplaceAll(data, []byte(" "))), "\uFFFD")
	return strings.Join(strings.Fields(html.UnescapeString(text)), " ")
}
