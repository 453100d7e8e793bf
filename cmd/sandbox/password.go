package sandbox

import (
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/novactl/novactl/cmd/fail"
	cloud "github.com/novactl/novactl/pkg/sandbox"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// longestPassword bounds what --password-file reads, in bytes.
const longestPassword = 4096

// readPassword reads the file of --password-file, a line that nobody but its owner can read; "" without one.
func readPassword(path string) (string, error) {
	if path == "" {
		return "", nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return "", fail.Usagef("--password-file %s: %v", path, err)
	}
	if info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" { // which has no such modes
		return "", fail.Usagef("--password-file %s: others can read it: chmod 600 %[1]s", path)
	}
	if !info.Mode().IsRegular() || info.Size() > longestPassword {
		return "", fail.Usagef("--password-file %s: it has to be a file of at most %d bytes", path, longestPassword)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return "", fail.Usagef("--password-file %s: %v", path, err)
	}
	password := strings.TrimRight(string(text), "\n") // as $(cat FILE) does
	if strings.Contains(password, "\r") {
		return "", fail.Usagef("--password-file %s: it has a carriage return, which a shell takes for a part of the password: write it without", path)
	}
	if password == "" || strings.ContainsAny(password, "\n\x00") || password == tables.Password {
		return "", fail.Usagef("--password-file %s: it has to be one line, and not the password that everybody knows", path)
	}
	return password, nil
}

// openDoor refuses to let other machines sign in with what everybody knows.
func openDoor(address string) error {
	return fail.Usagef("--listen %s: other machines could sign in with the password that everybody knows; give --password-file FILE, "+
		"or listen on loopback, such as 127.0.0.1:8774", address)
}

// environmentOf is the environment to use a cloud with, as exports, whose secrets are the well-known ones where secret is "".
func environmentOf(base, secret string) []string {
	lines := cloud.Environment(base)
	for i, line := range lines {
		name, _, _ := strings.Cut(line, "=")
		if secret != "" && (strings.HasSuffix(name, "_PASSWORD") || strings.HasSuffix(name, "_API_KEY")) {
			lines[i] = name + "=" + secret
		}
	}
	return lines
}

// shellCat is what a shell replaces by the password in a file, so that it is in no output of ours; "" for no file.
func shellCat(path string) string {
	if path == "" {
		return ""
	}
	if whole, err := filepath.Abs(path); err == nil {
		path = whole
	}
	return `"$(cat '` + strings.ReplaceAll(path, "'", `'\''`) + `')"`
}
