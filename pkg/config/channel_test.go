package config

import (
	"strings"
	"testing"
)

// What would be left out without a word is an error: the request would go another way than the person said.
func TestChannelThatIsLeftOut(t *testing.T) {
	t.Parallel()
	base := []string{"OS_AUTH_URL=https://c.example/v3", "OS_USERNAME=u", "OS_PASSWORD=p"}
	for _, tc := range []struct{ env, says string }{
		{"OS_KEY=/key.pem", "a key (environment OS_KEY) without its certificate"},
		{"HTTPS_PROXY=http://me:s3cret@[proxy", "HTTPS_PROXY is not the address of a proxy"},
		{"http_proxy=ftp://me:s3cret@proxy:1", "http_proxy is not the address of a proxy"},
		{"HTTP_PROXY=http://me:s3cret@:3128", "HTTP_PROXY"},
		{"HTTP_PROXY=http://proxy:99999", "HTTP_PROXY"},
		{"HTTPS_PROXY=\"http://proxy:3128\"", "HTTPS_PROXY"},
		{"HTTPS_PROXY=http://proxy:3128\r", "HTTPS_PROXY"},
		{"HTTPS_PROXY=http://proxy:3128", ""},
		{"HTTPS_PROXY=proxy:3128", ""},
		{"https_proxy=socks5h://me:s3cret@proxy", ""},
		{"HTTPS_PROXY=http://[::1]:3128/", ""},
		{"HTTPS_PROXY=", ""},
	} {
		u := newUser(t)
		u.env = append([]string{tc.env}, base...)
		_, err := u.load().Connection()
		switch {
		case tc.says == "" && err != nil:
			t.Errorf("%q: %v", tc.env, err)
		case tc.says != "" && err == nil:
			t.Errorf("%q is no error", tc.env)
		case tc.says != "":
			says(t, err.Error(), tc.says)
			if strings.Contains(err.Error(), "s3cret") {
				t.Errorf("%v shows a password", err)
			}
		}
		u.args = []string{"--cloud=sandbox"}
		if _, err := u.load().Connection(); err != nil {
			t.Errorf("%q and the sandbox: %v", tc.env, err)
		}
	}
}
