package api

import (
	"testing"
	"time"
)

// A JSON body is passed on as it came, or refused with a message that says what is wrong.
func TestToJSON(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		" {\"a\": 1.50}\n": `{"a": 1.50}`,
		"\uFEFF{\"a\":1}":  `{"a":1}`,
		"{\"a\":\"\xff\"}": "{\"a\":\"\uFFFD\"}",
		`{"a":1,"a":2}`:    `{"a":1,"a":2}`,
	} {
		if got, err := ToJSON(JSON, []byte(in)); string(got) != want || err != nil {
			t.Errorf("%q: %s, %v", in, got, err)
		}
	}
	for _, in := range []string{"", "  ", "{", `{"a":}`, `{"a":1}{`, "<html>", `{"server":{"id":"1"`} {
		if got, err := ToJSON(JSON, []byte(in)); err == nil {
			t.Errorf("%q is taken as %s", in, got)
		} else if err.Error() == "not a JSON document" {
			t.Errorf("%q: no reason is given", in)
		}
	}
}

// A request in XML is what the guide shows (fact 1, fact 15, fact 36).
func TestMarshalXML(t *testing.T) {
	t.Parallel()
	const head = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	const compute = ` xmlns="http://docs.openstack.org/compute/api/v1.1"`
	for _, c := range []struct {
		root string
		v    any
		want string
	}{
		{"auth", Auth{APIKey: &APIKeyCredentials{"u", "k"}}, `<auth xmlns="http://docs.openstack.org/identity/api/v2.0" xmlns:RAX-KSKEY="http://docs.rackspace.com/identity/api/ext/RAX-KSKEY/v1.0"><RAX-KSKEY:apiKeyCredentials username="u" apiKey="k"/></auth>`},
		{"server", ServerCreate{Name: `a"<`, ImageRef: "i", FlavorRef: "2", DiskConfig: "AUTO", Personality: []File{{"/p", "Yg=="}}, Networks: []NetworkRef{{UUID: PublicNet}}},
			`<server` + compute + ` xmlns:OS-DCF="http://docs.openstack.org/compute/ext/disk_config/api/v1.1" name="a&quot;&lt;" OS-DCF:diskConfig="AUTO" imageRef="i" flavorRef="2"><personality><file path="/p">Yg==</file></personality><networks><network uuid="` + PublicNet + `"/></networks></server>`},
		{"confirmResize", nil, `<confirmResize` + compute + `/>`},
		{"rescue", Rescue{}, `<rescue xmlns="http://docs.openstack.org/compute/ext/rescue/api/v1.1"/>`},
		{"unrescue", nil, `<unrescue xmlns="http://docs.rackspacecloud.com/servers/api/v1.1"/>`},
		{"adminPass", "x", `<adminPass>x</adminPass>`},
		{"meta", Metadata{{"k", " v "}}, `<meta` + compute + ` key="k"> v </meta>`},
		{"itemNotFound", Fault{Code: 404, Message: "m"}, `<itemNotFound` + compute + ` code="404"><message>m</message></itemNotFound>`},
		{"volumeAttachment", VolumeAttachment{VolumeID: "v", Device: Null[string]()}, `<volumeAttachment` + compute + ` volumeId="v"/>`},
		{"volumeAttachment", VolumeAttachment{ID: "v", VolumeID: "v", ServerID: "s", Device: Some("/dev/xvdb")}, // as example 2.55 has it
			`<volumeAttachment id="v" volumeId="v" serverId="s" device="/dev/xvdb"/>`},
	} {
		got, err := Marshal(XML, c.root, c.v)
		if err != nil {
			t.Errorf("%s: %v", c.root, err)
		} else if string(got) != head+c.want+"\n" {
			t.Errorf("%s:\n got %s\nwant %s", c.root, got, c.want)
		}
	}
}

func TestFormat(t *testing.T) {
	t.Parallel()
	for _, f := range []Format{JSON, XML} {
		if got, err := ParseFormat(f.String()); got != f || err != nil {
			t.Errorf("%s: %v, %v", f, got, err)
		}
	}
	if _, err := ParseFormat("yaml"); err == nil {
		t.Error("yaml is taken")
	}
}

// Every form of time that clouds and users write, to the same instant.
func TestTimes(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"2012-09-14T15:11:57.585-05:00": "2012-09-14T20:11:57.585Z",
		"2014-03-05T06:42:51.029Z":      "2014-03-05T06:42:51.029Z",
		"2011-01-24T17:08Z":             "2011-01-24T17:08:00Z",
		"2011-01-24T17:08":              "2011-01-24T17:08:00Z",
		"2011-01-24T17:08:09":           "2011-01-24T17:08:09Z",
		"2011-01-24T17:08:09.123456":    "2011-01-24T17:08:09.123456Z",
		"2011-01-24T17:08:09+01:30":     "2011-01-24T15:38:09Z",
		"2011-01-24T17:08:09+0130":      "2011-01-24T15:38:09Z",
		"2011-01-24 17:08:09":           "2011-01-24T17:08:09Z",
		"2011-01-24":                    "2011-01-24T00:00:00Z",
		" 2011-01-24T17:08:09Z\n":       "2011-01-24T17:08:09Z",
	} {
		got, err := ParseTime(in)
		if err != nil || got.Format(time.RFC3339Nano) != want || got.Location() != time.UTC {
			t.Errorf("%q: %v, %v; want %s", in, got, err, want)
		}
	}
	for _, in := range []string{"", "now", "12:00", "2011-13-01", "2011-01-24T25:00", "1327424000"} {
		if got, err := ParseTime(in); err == nil {
			t.Errorf("%q is taken as %v", in, got)
		}
	}
	if got := FormatTime(time.Date(2013, 12, 10, 12, 17, 25, 999, time.FixedZone("", -5*3600))); got != "2013-12-10T17:17:25Z" {
		t.Error(got)
	}
}
