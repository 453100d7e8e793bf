package transport

import (
	"encoding/base64"
	"html"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/go-json-experiment/json"
)

// Whatever form a secret comes in, it doesn't get through.
func TestRedactBody(t *testing.T) {
	t.Parallel()
	const secret = "s3cr3t"
	for name, body := range map[string]string{
		"password":                   `{"auth":{"passwordCredentials":{"username":"u","password":"s3cr3t"}}}`,
		"API key":                    `{"auth":{"RAX-KSKEY:apiKeyCredentials":{"apiKey":"s3cr3t"}}}`,
		"token id":                   `{"access":{"token":{"id":"s3cr3t"}}}`,
		"token to be had again":      `{"auth":{"token":{"id":"s3cr3t"}}}`,
		"rescue":                     `{"adminPass": "s3cr3t"}`,
		"in capitals":                `{"ADMINPASS":"s3cr3t"}`,
		"escaped name":               `{"admin\u0050ass":"s3cr3t"}`,
		"an object":                  `{"password":{"a":["s3cr3t"]}}`,
		"deep in a list":             `{"servers":[{"a":1},{"adminPass":"s3cr3t"}]}`,
		"repeated":                   `{"adminPass":"x","adminPass":"s3cr3t"}`,
		"cut off":                    `{"server":{"adminPass":"s3cr3t`,
		"after an error":             `{"server":{"id":x,"adminPass":"s3cr3t"}}`,
		"key pair":                   `{"keypair":{"private_key":"s3cr3t"}}`,
		"console":                    `{"console":{"url":"http://c.example/vnc?token=s3cr3t&x=1"}}`,
		"console of Nova 26":         `{"console":{"url":"http://c.example/vnc_auto.html?path=%3Ftoken%3Ds3cr3t"}}`,
		"image in a store":           `{"locations":[{"url":"swift+https://project%3Auser:s3cr3t@store.example.com/v1/i"}]}`,
		"a URL in plain text":        `see https://me:s3cr3t@cloud.example.com/x`,
		"user data":                  `{"server":{"user_data":"s3cr3t"}}`,
		"user data in XML":           `<server name="s" user_data="s3cr3t"/>`,
		"a file":                     `{"server":{"personality":[{"path":"/a","contents":"s3cr3t"}]}}`,
		"a file in XML":              `<server xmlns="x"><personality><file path="/a">s3cr3t</file></personality></server>`,
		"metadata in XML":            `<metadata><meta key="password">s3cr3t</meta></metadata>`,
		"a passcode":                 `{"totp":{"user":{"passcode":"s3cr3t"}}}`,
		"a changed password":         `{"user":{"original_password":"s3cr3t"}}`,
		"a password in a URL":        `{"href":"https://c.example/x?a=1&password=s3cr3t"}`,
		"a private key in XML":       `<keypair><name>k</name><private_key>s3cr3t</private_key></keypair>`,
		"XML attribute":              `<server adminPass="s3cr3t" name="x"/>`,
		"XML attribute, other quote": `<passwordCredentials password = 's3cr3t'/>`,
		"XML API key":                `<auth><apiKeyCredentials xmlns="x" username="u" apiKey="s3cr3t"/></auth>`,
		"XML element":                `<adminPass>s3cr3t</adminPass>`,
		"XML element with a prefix":  `<r:adminPass xmlns:r="x">s3cr3t</r:adminPass>`,
		"XML CDATA":                  `<adminPass><![CDATA[s3cr3t]]></adminPass>`,
		"XML cut off":                `<server><adminPass>s3cr3t`,
		"XML attribute cut off":      `<server adminPass="s3cr3t`,
		"XML token":                  `<access><token expires="x" id="s3cr3t"/></access>`,
	} {
		if got := NewRedactor().Body([]byte(body)); strings.Contains(got, secret) || got == "" {
			t.Errorf("%s: %s", name, got)
		}
	}
}

// What is no secret stays legible.
func TestRedactLeavesTheRest(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		`{"server":{"id":"1","name":"password","image":{"id":"2"}}}`: `{"server":{"id":"1","name":"password","image":{"id":"2"}}}`,
		`<server id="1" name="adminPass"><image id="2"/></server>`:   `<server id="1" name="adminPass"><image id="2"/></server>`,
		`plain words`: `plain words`,
		`at http://a.example.com:80/x, ask me@example.com`: `at http://a.example.com:80/x, ask me@example.com`,
		`<a href="http://b.example.com:1/@me"/>`:           `<a href="http://b.example.com:1/@me"/>`,
		``:                                                 ``,
	} {
		if got := NewRedactor().Body([]byte(body)); got != want {
			t.Errorf("%s: %s", body, got)
		}
	}
	// A short password isn't blotted out of ordinary words.
	if got := NewRedactor("sandbox").Text("http://sandbox.invalid"); got != "http://sandbox.invalid" {
		t.Error(got)
	}
}

// Of a request that is no document nothing is shown: nobody knows what in it is secret.
func TestRedactRequestBody(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]string{
		"password=s3cr3t": hidden, "s3cr3t": hidden, ` "s3cr3t" `: hidden, "": "", `{"a":1}`: `{"a":1}`, `<a/>`: `<a/>`, "123": hidden,
	} {
		if got := NewRedactor().requestBody([]byte(body)); got != want {
			t.Errorf("%q: %q", body, got)
		}
	}
}

// A secret that a request holds is known in each form in which a cloud may say it again.
func TestRedactForms(t *testing.T) {
	t.Parallel()
	for _, secret := range []string{"SECRETPW1234", `a"b'c\d<e>&f/g+h`, "päss wörd\n密🔑", "percent%20&=+", "trailing ==="} {
		body, err := json.Marshal(map[string]any{"changePassword": map[string]string{"adminPass": secret}})
		if err != nil {
			t.Fatal(err)
		}
		r := NewRedactor()
		if quoted := r.learn(&Request{Body: body}); quoted != nil {
			t.Errorf("%q is short: %q", secret, quoted)
		}
		inner, _ := json.Marshal(secret)
		twice, _ := json.Marshal(string(inner))
		for name, form := range map[string]string{
			"as it is": secret, "Go": strings.Trim(strconv.Quote(secret), `"`), "JSON": string(inner), "JSON in JSON": string(twice),
			"ASCII": strconv.QuoteToASCII(secret), "HTML": html.EscapeString(secret), "query": url.QueryEscape(secret), "path": url.PathEscape(secret),
			"base64": base64.StdEncoding.EncodeToString([]byte(secret)), "base64 of URLs": base64.RawURLEncoding.EncodeToString([]byte(secret)),
			"base64 in a URL": url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(secret))),
		} {
			if name == "Go" && strings.Contains(secret, `"`) || name == "ASCII" && strings.ContainsAny(secret, `🔑"`) {
				continue // nobody writes it so but Go
			}
			if got := r.Text("Value: " + form + ". It is bad"); !strings.Contains(got, hidden) || strings.Contains(got, form) || len(got) > len("Value: ***. It is bad")+6 {
				t.Errorf("%q, %s: %s", secret, name, got)
			}
		}
	}
}

// A passcode is taken out wherever it stands alone in what the cloud says about the request that held it.
func TestPasscode(t *testing.T) {
	t.Parallel()
	r := NewRedactor()
	quoted := r.learn(&Request{Body: []byte(`{"auth":{"identity":{"methods":["totp"],"totp":{"user":{"id":"u1","passcode":"492039"}}}}}`)})
	const said = "passcode 492039 is invalid ('492039'; code=492039, 492039.) for u4920390 at 12:492039Z"
	if got := r.about(quoted, said); got != "passcode *** is invalid ('***'; code=***, ***.) for u4920390 at 12:492039Z" {
		t.Errorf("%q", got)
	}
	if got := r.about(nil, said); got != said {
		t.Errorf("of another request: %q", got)
	}
}

// A short secret is taken out where the cloud quotes it, in what it says about the request that held it, and nowhere else.
func TestRedactShortSecrets(t *testing.T) {
	t.Parallel()
	r := NewRedactor()
	quoted := r.learn(&Request{Body: []byte(`{"changePassword":{"adminPass":"abc"}}`)})
	const said = "Invalid input for field/attribute adminPass. Value: abc. 'abc' is too short; see abc.example.com"
	if got := r.about(quoted, said); got != "Invalid input for field/attribute adminPass. Value: ***. '***' is too short; see abc.example.com" {
		t.Error(got)
	}
	if got := r.Text(said); got != said {
		t.Error(got)
	}
	// What the request says openly, too, isn't secret.
	if quoted := r.learn(&Request{Body: []byte(`{"server":{"name":"web-server","adminPass":"web-server"}}`)}); quoted != nil || r.Text("web-server") != "web-server" {
		t.Error(quoted)
	}
}

// Of an object with a secret name only what is secret in it is: the user's name is to be read.
func TestLearnSignIn(t *testing.T) {
	t.Parallel()
	const body = `{"auth":{"identity":{"methods":["password"],"password":{"user":{"name":"demonstrator","domain":{"id":"default-domain"},"password":"SECRETPW1234"}}},
		"list":{"password":["SECRETPW5678",{"name":"another-name"}],"secret":87654321}}}`
	r := NewRedactor()
	if quoted := r.learn(&Request{Body: []byte(body)}); quoted != nil {
		t.Error(quoted)
	}
	const said = "demonstrator of default-domain, another-name: "
	if got := r.Text(said + "SECRETPW1234 SECRETPW5678 87654321"); got != said+"*** *** ***" {
		t.Error(got)
	}
}

// What a file holds is a secret as it is, not only in the base64 that is sent.
func TestRedactDecoded(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"JSON": `{"server":{"personality":[{"path":"/x","contents":"U0VDUkVURklMRTEyMwo="}]}}`,
		"XML":  `<server><personality><file path="/x">U0VDUkVURklMRTEyMwo=</file></personality></server>`,
	} {
		r := NewRedactor()
		r.learn(&Request{Body: []byte(body)})
		if got := r.Text("it holds SECRETFILE123, that is U0VDUkVURklMRTEyMwo="); got != "it holds ***, that is ***" {
			t.Errorf("%s: %s", name, got)
		}
	}
}
