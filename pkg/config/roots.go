package config

import (
	"os"
	"runtime"
)

// RootBundle returns the file with all root certificates that distributions of Linux keep beside the folder with one file a certificate, or the
// one that SSL_CERT_FILE names; "" where there is none. What package x509 trusts besides, by SSL_CERT_DIR for instance, it still does.
func (in Input) RootBundle() string {
	if runtime.GOOS != "linux" {
		return ""
	}
	files := []string{
		"/etc/ssl/certs/ca-certificates.crt", // Debian, Ubuntu, Alpine, Arch
		"/etc/pki/tls/certs/ca-bundle.crt",   // Fedora, RHEL
		"/etc/ssl/ca-bundle.pem",             // openSUSE
		"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
	}
	if named := in.environment()["SSL_CERT_FILE"]; named != "" {
		files = []string{named} // package x509 reads no other either
	}
	for _, path := range files {
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path
		}
	}
	return ""
}
