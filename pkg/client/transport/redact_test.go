package transport

import (
	"strings"
	"testing"
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
