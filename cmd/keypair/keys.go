package keypair

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/novactl/novactl/cmd/app"
	"github.com/novactl/novactl/cmd/fail"
	"github.com/novactl/novactl/pkg/output"
)

// largestKey bounds what --public-key reads, in bytes. RSA keys of 16384 bits have 3 KB.
const largestKey = 64 << 10

// publicKey reads the key from the file of --public-key; "" where the flag isn't given.
func publicKey(a *app.App, given *string) (string, error) {
	if given == nil {
		return "", nil
	}
	path, in := *given, a.Streams.In
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return "", fail.Usagef("--public-key: %v", err)
		}
		defer f.Close()
		in = f
	}
	text, err := io.ReadAll(io.LimitReader(in, largestKey+1))
	key := strings.TrimSpace(string(text))
	switch {
	case err != nil:
		return "", fail.Usagef("--public-key: %v", err)
	case key == "", len(text) > largestKey:
		return "", fail.Usagef("--public-key %s: it holds no public key", path)
	case strings.Contains(key, "PRIVATE KEY"):
		return "", &fail.UsageError{Message: "--public-key " + path + ": this is a private key, and was not sent", Advice: "the public one is usually in " + path + ".pub"}
	}
	return oneKey(path, key)
}

// oneKey gives the key without what sshd reads over and Nova doesn't: comments, empty lines, and blanks around the key (fact 73). A key pair of
// several keys would put all of them on servers, under the fingerprint of the first.
func oneKey(path, text string) (string, error) {
	var lines []string
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			lines = append(lines, line)
		}
	}
	if len(lines) != 1 {
		return "", &fail.UsageError{
			Message: fmt.Sprintf("--public-key %s: it holds %d lines, and a key pair is one public key", path, len(lines)),
			Advice:  "ssh-keygen -i makes OpenSSH's one line of a key in another format",
		}
	}
	kind, rest, _ := strings.Cut(strings.ReplaceAll(lines[0], "\t", " "), " ")
	return strings.TrimSpace(kind + " " + strings.TrimLeft(rest, " ")), nil
}

// checkPrivate wants a place for the private key that the cloud is going to make.
func checkPrivate(o output.Options, public, path string) error {
	switch {
	case public != "" && path != "":
		return fail.Usagef("--public-key and --private-key-file: the cloud makes no private key for a public one")
	case public != "" || path != "":
		return nil
	case len(o.Columns) > 0 || slices.Contains([]string{output.CSV, output.ID}, o.Format):
		return &fail.UsageError{Message: "the private key would be lost: this output has no place for it", Advice: "add --private-key-file FILE"}
	}
	return nil
}

// privateFile is a new file for a private key. It is made before the cloud is asked, and taken away again where nothing came.
type privateFile struct {
	file    *os.File
	written bool
}

// newPrivateFile makes the file, readable by its owner alone; nil for no path. One that is there is left alone.
func newPrivateFile(path string) (*privateFile, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, fail.Usagef("--private-key-file: %v", err)
	}
	return &privateFile{file: f}, nil
}

func (p *privateFile) write(key string) error {
	if _, err := io.WriteString(p.file, lined(key)); err != nil {
		return err
	}
	p.written = true
	return p.file.Sync()
}

func (p *privateFile) close() {
	if p == nil {
		return
	}
	_ = p.file.Close() // write has synced what matters
	if !p.written {
		_ = os.Remove(p.file.Name())
	}
}

// lined is text that ends its last line, as ssh wants it.
func lined(text string) string { return strings.TrimRight(text, "\n") + "\n" }
