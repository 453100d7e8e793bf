package sandbox

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"fmt"
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/sandbox/compute"
)

// The fingerprint of a key is the one that a real Nova 26 gave the same key (keypair.json), and the halves of a pair that the sandbox
// makes belong together: else a user's ssh refuses them.
func TestKeypairKeys(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	const recorded = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC5v8ui9xOjFcOiRTVPaLJrbUDfJMubnuSZuKWGKHS1jf+48YPFTrGV4lv+tVAdBXVypeDB1xz912G17hQb1qmu" +
		"d7s5Nc7TRFu5srLPwCwkyq0HNIGFI2Mg214ESnotasV+0dPP7Y5GfyOzWbT2426FW0twWXKoGLFCi69CVqMO87b+QB+pCirANw6IEokfa6aeW2OPNV29rrzauSvIo/7GOWzUrYwYCvg" +
		"hytXcOdbptbXx3NFV92B2Njvtv5AVHLzNC0BgTOtCam5QH2YFXqElW+0jpbKY/Cy36DdX9SNoKdbylR649KX8ZaJl6ClJ8d2xY9U9OVmuKWc+TrQJsnNL Generated-by-Nova"
	r := u.want(200, u.compute("POST", "/os-keypairs", `{"keypair":{"name":"own","public_key":"`+recorded+`"}}`))
	own := at[map[string]any](t, u.json(r), "keypair")
	if own["fingerprint"] != "82:f3:af:68:0b:29:37:57:a8:7d:0e:ee:b9:47:25:63" || own["private_key"] != nil {
		t.Errorf("%v", own)
	}

	made := at[map[string]any](t, u.json(u.want(200, u.compute("POST", "/os-keypairs", `{"keypair":{"name":"made"}}`))), "keypair")
	block, rest := pem.Decode([]byte(at[string](t, made, "private_key")))
	if block == nil || block.Type != "RSA PRIVATE KEY" || len(rest) > 0 {
		t.Fatalf("%v %q", block, rest)
	}
	key, err := x509.ParsePKCS1PrivateKey(block.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	parts := strings.Fields(at[string](t, made, "public_key"))
	blob, err := base64.StdEncoding.DecodeString(parts[1])
	if err != nil || parts[0] != "ssh-rsa" {
		t.Fatalf("%q, %v", parts, err)
	}
	if want := fmt.Sprintf("\x00\x00\x00\x07ssh-rsa\x00\x00\x00\x03\x01\x00\x01\x00\x00\x01\x01\x00%s", modulus(key)); string(blob) != want {
		t.Errorf("the public key is of another private key")
	}

	limits := at[map[string]any](t, u.json(u.compute("GET", "/limits", "")), "limits", "absolute")
	if limits["totalKeypairsUsed"] != 2.0 || limits["maxTotalKeypairs"] != 100.0 {
		t.Errorf("the limits say %v of %v", limits["totalKeypairsUsed"], limits["maxTotalKeypairs"])
	}
}

func modulus(k *rsa.PrivateKey) []byte { return k.N.Bytes() }

// A private key is told once and kept nowhere; each tenant and region has key pairs of its own; what is refused is refused in Nova's
// words.
func TestKeypairs(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	const key = `"public_key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAA me"`
	u.want(200, u.compute("POST", "/os-keypairs", `{"keypair":{"name":"b"}}`))
	u.want(200, u.compute("POST", "/os-keypairs", `{"keypair":{"name":"a",`+key+`}}`))
	list := at[[]any](t, u.json(u.want(200, u.compute("GET", "/os-keypairs", ""))), "keypairs")
	if len(list) != 2 || at[string](t, list[0].(map[string]any), "keypair", "name") != "a" {
		t.Errorf("%v", list)
	}
	for _, r := range []reply{u.compute("GET", "/os-keypairs", ""), u.compute("GET", "/os-keypairs/b", "")} {
		if strings.Contains(r.body, "PRIVATE") || strings.Contains(r.body, "private") {
			t.Errorf("%s", r.body)
		}
	}
	shown := at[map[string]any](t, u.json(u.want(200, u.compute("GET", "/os-keypairs/a", ""))), "keypair")
	if shown["user_id"] != "170454" || shown["created_at"] != "2013-12-10T12:00:00.000000" {
		t.Errorf("%v", shown)
	}
	u.want(404, u.send("GET", "/ORD/v2/010101/os-keypairs/a", ""))

	for _, test := range []struct {
		status                   int
		method, path, body, want string
	}{
		{409, "POST", "", `{"keypair":{"name":"a"}}`, "Key pair 'a' already exists."},
		{400, "POST", "", `{"keypair":{"name":"a/b"}}`, "Keypair data is invalid: Keypair name contains unsafe characters"},
		{400, "POST", "", `{"keypair":{}}`, "Keypair data is invalid: Keypair name must be between 1 and 255 characters long"},
		{400, "POST", "", `{"keypair":{"name":"c","public_key":"ssh-rsa"}}`, "Keypair data is invalid: failed to generate fingerprint"},
		{400, "POST", "", `{"keypair":{"name":"c","public_key":"ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAAA"}}`, "Keypair data is invalid: failed to generate fingerprint"},
		{422, "POST", "", `{"key":{}}`, "Unable to process the contained instructions"},
		{404, "GET", "/c", "", "Keypair c not found for user 170454"},
		{404, "DELETE", "/c", "", "Keypair c not found for user 170454"},
	} {
		r := u.want(test.status, u.compute(test.method, "/os-keypairs"+test.path, test.body))
		if !strings.Contains(r.body, `"`+test.want+`"`) {
			t.Errorf("%s %s: %s", test.method, test.body, r.body)
		}
	}
	u.want(202, u.compute("DELETE", "/os-keypairs/a", ""))
	u.want(404, u.compute("GET", "/os-keypairs/a", ""))
	for i := range compute.MaxKeypairs - 1 {
		u.want(200, u.compute("POST", "/os-keypairs", fmt.Sprintf(`{"keypair":{"name":"k%d",%s}}`, i, key)))
	}
	u.want(413, u.compute("POST", "/os-keypairs", `{"keypair":{"name":"more",`+key+`}}`))
}

// A server keeps the name of its key, also when the key pair is gone; an unknown one is 400 (server-create-badkey.json).
func TestServerKeyName(t *testing.T) {
	t.Parallel()
	u := newCloud(t, Options{})
	const key = `"public_key":"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAA me"`
	create := func(key string) string {
		return `{"server":{"name":"web","imageRef":"` + precise + `","flavorRef":"2","key_name":` + key + `}}`
	}
	r := u.want(400, u.compute("POST", "/servers", create(`"k"`)))
	if got := at[string](t, u.json(r), "badRequest", "message"); got != "Invalid key_name provided." {
		t.Errorf("%q", got)
	}
	u.want(202, u.compute("POST", "/servers", create("null")))
	u.want(200, u.compute("POST", "/os-keypairs", `{"keypair":{"name":"k",`+key+`}}`))
	id := at[string](t, u.json(u.want(202, u.compute("POST", "/servers", create(`"k"`)))), "server", "id")
	u.want(202, u.compute("DELETE", "/os-keypairs/k", ""))
	if got := u.server(id)["key_name"]; got != "k" {
		t.Errorf("%v", got)
	}
}
