package screens

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox"
	"github.com/novactl/novactl/pkg/sandbox/seed"
)

// now is the time in each screen.
var now = time.Date(2026, time.March, 14, 15, 9, 26, 0, time.UTC)

// newCloud returns a sandbox that holds seed.json, and in which nothing is left to chance.
func newCloud(t *testing.T) *certain {
	t.Helper()
	cloud, err := sandbox.Open(sandbox.Options{Clock: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := os.ReadFile("seed.json")
	if err != nil {
		t.Fatal(err)
	}
	s, err := seed.Decode(doc)
	if err != nil {
		t.Fatal(err)
	}
	if err := cloud.ResetTo(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	return &certain{cloud: cloud, outside: map[string]string{}, inside: map[string]string{}, old: map[string]bool{}}
}

// A certain is a cloud whose new ids, and passwords, are the same each time: they are others inside of it and outside.
type certain struct {
	cloud           http.Handler
	mu              sync.Mutex
	outside, inside map[string]string // ids, by their other side
	old             map[string]bool   // ids that an answer had before it was one to a POST: they are the seed's
}

var (
	id       = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	request  = regexp.MustCompile(`req-` + id.String())
	password = regexp.MustCompile(`("adminPass":\s*")[^"]*`)
)

func (c *certain) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	r.URL.Path = c.renamed(r.URL.Path, c.inside)
	r.Body = io.NopCloser(strings.NewReader(c.renamed(string(body), c.inside)))
	answer := httptest.NewRecorder()
	c.cloud.ServeHTTP(answer, r)
	text := answer.Body.String()
	if !strings.HasSuffix(r.URL.Path, "/tokens") { // whose addresses are gone to
		text = strings.ReplaceAll(text, r.Host, "cloud.example")
		if r.Method == http.MethodPost {
			c.rename(text)
		}
		for _, one := range id.FindAllString(text, -1) {
			c.old[one] = true
		}
	}
	text = password.ReplaceAllString(c.renamed(text, c.outside), "${1}q6T4AKpvXw9L")
	for name, values := range answer.Header() {
		for _, v := range values {
			w.Header().Add(name, request.ReplaceAllString(c.renamed(v, c.outside), "req-00000000-0000-4000-8000-000000000000"))
		}
	}
	w.Header().Del("Content-Length") // it may be another now
	w.WriteHeader(answer.Code)
	_, _ = io.Copy(w, bytes.NewReader([]byte(text)))
}

// rename gives the new ids in text names of ours.
func (c *certain) rename(text string) {
	for _, one := range id.FindAllString(text, -1) {
		if c.outside[one] == "" && c.inside[one] == "" && !c.old[one] {
			ours := fmt.Sprintf("c0ffee00-0000-4000-8000-%012d", len(c.outside)+1)
			c.outside[one], c.inside[ours] = ours, one
		}
	}
}

func (c *certain) renamed(text string, to map[string]string) string {
	return id.ReplaceAllStringFunc(text, func(one string) string {
		if other := to[one]; other != "" {
			return other
		}
		return one
	})
}
