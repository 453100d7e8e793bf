package transport

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// A bundle that has the cloud's root is enough. One that has another, or none, or isn't there, is no obstacle: what else the system trusts is
// asked, and the request arrives once, with its body.
func TestRootBundle(t *testing.T) {
	t.Parallel()
	got := make(chan string, 9)
	cloud := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		got <- string(body)
	}))
	defer cloud.Close()
	root := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cloud.Certificate().Raw})
	stranger := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: strangersRoot(t)})

	for name, test := range map[string]struct {
		bundle   []byte
		trusted  bool // by what else the system trusts
		accepted bool
	}{
		"in the bundle":                 {root, false, true},
		"beside the bundle":             {stranger, true, true},
		"a bundle without certificates": {[]byte("none"), true, true},
		"no bundle":                     {nil, true, true},
		"nowhere":                       {stranger, false, false},
	} {
		file := filepath.Join(t.TempDir(), "bundle.pem")
		if test.bundle != nil {
			if err := os.WriteFile(file, test.bundle, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		system := x509.NewCertPool()
		if test.trusted {
			system.AddCert(cloud.Certificate())
		}
		network := newRootSteps(&http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: system}}, Roots{Bundle: file})
		for range 2 {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, cloud.URL, bytes.NewReader([]byte("once")))
			if err != nil {
				t.Fatal(err)
			}
			resp, err := network.RoundTrip(r)
			if (err == nil) != test.accepted {
				t.Errorf("%s: %v", name, err)
			}
			if err == nil {
				_ = resp.Body.Close()
				if body := <-got; body != "once" {
					t.Errorf("%s: it got %q", name, body)
				}
			}
		}
		if len(got) > 0 {
			t.Errorf("%s: %d requests too many", name, len(got))
		}
	}
}

// What was needed of a bundle is noted, and is enough the next time: another bundle at the same place makes the note worthless, and nothing
// that the note says makes a root trusted which the bundle doesn't have.
func TestRootsNeeded(t *testing.T) {
	t.Parallel()
	cloud := httptest.NewTLSServer(http.NotFoundHandler())
	defer cloud.Close()
	inPEM := func(der []byte) []byte { return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}) }
	ours, stranger := inPEM(cloud.Certificate().Raw), inPEM(strangersRoot(t))
	dir := t.TempDir()
	roots := Roots{Bundle: filepath.Join(dir, "bundle.pem"), Needed: filepath.Join(dir, "cache", "roots")}
	write := func(path string, text []byte) {
		t.Helper()
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	// get returns how many certificates the step had with which the request began at last, -1 where no step was enough.
	get := func() int {
		count := func(pem []byte) int { return bytes.Count(pem, []byte("BEGIN")) }
		before := []int{count(roots.needed()), count(roots.bundle()), -1}
		network := newRootSteps(&http.Transport{TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: x509.NewCertPool()}}, roots)
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, cloud.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		resp, err := network.RoundTrip(r)
		if err != nil {
			return -1
		}
		_ = resp.Body.Close()
		return before[network.(*rootSteps).at.Load()]
	}
	check := func(when string, want int) {
		t.Helper()
		if got := get(); got != want {
			t.Errorf("%s: it took %d certificates, want %d", when, got, want)
		}
	}
	write(roots.Bundle, slices.Concat(stranger, []byte("# ours\n"), ours, stranger))
	check("at first", 0) // there was no note; there is by now
	note, err := os.ReadFile(roots.Needed)
	if err != nil || bytes.Count(note, []byte("\n")) != 1 {
		t.Errorf("%q, %v", note, err)
	}
	check("the next time", 1)
	write(roots.Bundle, slices.Concat(ours, stranger, stranger))
	check("after the bundle changed", 3)
	check("and then", 1) // the old span is no certificate of this bundle
	for name, text := range map[string]string{"no numbers": "x", "below zero": "-5 10\n", "too long": "0 99999999\n", "beyond the end": "999999 10\n", "empty": ""} {
		write(roots.Needed, []byte(text))
		if get() < 0 {
			t.Errorf("a note that is %s stops the command", name)
		}
	}
	write(roots.Needed, fmt.Appendf(nil, "0 %d\n", len(stranger)))
	write(roots.Bundle, stranger)
	check("with a bundle that has it no more", -1)
}

// strangersRoot is a root that the cloud has nothing to do with.
func strangersRoot(t *testing.T) []byte {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "a stranger"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	root, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return root
}
