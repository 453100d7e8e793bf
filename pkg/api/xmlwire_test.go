package api

import (
	"strings"
	"testing"

	"github.com/go-json-experiment/json/jsontext"
)

// JSON of any shape survives XML: what a user sees with the wire in XML is what the cloud said.
func TestJSONSurvivesXML(t *testing.T) {
	t.Parallel()
	for _, doc := range []string{
		`{"server":{}}`,
		`{"server":{"x":1,"y":-2.50,"z":1e5,"big":123456789012345678901}}`,
		`{"server":{"s":"1","t":"True","n":"None","e":"","b":" x ","sp":" "}}`,
		`{"server":{"t":true,"f":false,"n":null}}`,
		`{"server":{"o":{},"a":[],"os":{},"as":[]}}`,
		`{"server":{"OS-X:o":{"a":1,"OS-X:b":{"c":"2"}}}}`,
		`{"server":{"volumes":[{"id":"1"},{"id":"2"}],"tags":["a","1",null,true,""],"one":[{"a":1}],"two":[{"a":1},{"b":2}]}}`,
		`{"server":{"nested":[[1,2],[],[{"a":[{}]}]]}}`,
		`{"server":{"volumes":{"volume":{"id":"1"}},"boxes":{"boxe":[1,2]}}}`,
		`{"server":{"with space":1,"1digit":2,"":3,"a:b:c":4,":x":5,"x:":6,"xmlns":"u","xmlns:a":7,"xml:lang":"en","json:type":"array"}}`,
		`{"server":{"tenantId":"not the declared one","atom:link":{"a":1},"userId":{"b":2},"diskConfig":"x"}}`,
		`{"server":{"name":null,"id":{"a":1},"links":"none","links2":[],"image":null,"flavor":"5","metadata":"m","addresses":[]}}`,
		`{"server":{"links":[]}}`,
		`{"server":{"metadata":{"a":null,"b":{"c":1}}}}`,
		`{"server":{"metadata":{"a b":" v ","":"empty","x":""},"addresses":{"weird \"label\"":[],"p":[{"addr":"1","version":4,"OS-EXT-IPS:type":"fixed"}]}}}`,
		`{"server":{"addresses":{"p":"none"}}}`,
		`{"server":{"addresses":{"p":["10.0.0.1"]}}}`,
		`{"server":{"image":"","progress":null,"OS-EXT-STS:task_state":null}}`,
		`{"server":{"OS-EXT-STS:task_state":"None"}}`,
		`{"server":{"networks":"auto"}}`,
		`{"server":{"security_groups":[{"name":"default"}],"os-extended-volumes:volumes_attached":[],"config_drive":""}}`,
		`{"server":{"fault":{"message":" padded ","code":500}}}`,
		`{"servers":[],"servers_links":[{"rel":"next","href":"h"}]}`,
		`{"servers":[null,1,{"id":"1"}],"total":2,"more":{"a":1}}`,
		`{"servers":{"not":"a list"}}`,
		`{"flavor":{"swap":"","rxtx_factor":1250.0,"OS-FLV-DISABLED:disabled":false}}`,
		`{"flavor":{"swap":"12","OS-FLV-WITH-EXT-SPECS:extra_specs":{"a":"1","hw:cpu":"2","b c":"3"}}}`,
		`{"extra_specs":{"a":"1","b c":"3"}}`,
		`{"meta":{"Label":"Web"}}`, `{"meta":{}}`, `{"meta":{"a":"1","b":"2"}}`,
		`{"metadata":{}}`, `{"addresses":{}}`,
		`{"public":[{"version":4,"addr":"1.2.3.4"}]}`, `{"public":[]}`, `{"public":[1]}`,
		`{"network":{"id":"x"}}`, `{"network":{"cidr":"c","id":"x","label":"l"}}`,
		`{"adminPass":"x"}`, `{"adminPass":""}`, `{"adminPass":{"a":5}}`,
		`{"confirmResize":null}`, `{"os-start":null}`, `{"rescue":{"adminPass":"p"}}`, `{"reboot":{"type":"HARD"}}`, `{"reboot":null}`,
		`{"RS-CBS:attach-volume":{"href":"h"}}`, `{"RS-CBS:attach-volume":{"RS-CBS:x":"h"}}`,
		`{"image_schedule":{"retention":7,"RAX-SI:x":{"a":1}}}`,
		`{"limits":{"rate":[],"absolute":{"totalKeypairsUsed":1,"maxTotalCores":-1}}}`,
		`{"volumeAttachments":[{"id":"1","volumeId":"2"}]}`,
		`{"versions":{"values":[{"id":"v3"}]}}`, `{"choices":[{"id":"v2","media-types":[{"base":"b","type":"t"}]}]}`,
		`{}`, `{"a":1,"b":2}`, `{"server":{},"image":{}}`, `{"a":null}`, `{"a":[]}`, `{"as":[1,2]}`, `{"a b":1}`, `{"":{}}`,
		`{"document":{"a":1}}`, `{"json:document":{"a":1}}`, `{"token":{"expires_at":"x"},"x":[{}]}`,
	} {
		out, err := FromJSON(XML, jsontext.Value(doc))
		if err != nil {
			t.Errorf("%s: %v", doc, err)
			continue
		}
		back, err := ToJSON(XML, out)
		if err != nil {
			t.Errorf("%s: %v in\n%s", doc, err, out)
			continue
		}
		if want, got := sorted(t, doc), sorted(t, string(back)); got != want {
			t.Errorf("\n from %s\n   to %s\n by way of %s", want, got, out)
		}
	}
}

// What XML says without a declaration is read by what it looks like.
func TestUnknownXML(t *testing.T) {
	t.Parallel()
	for doc, want := range map[string]string{
		`<server key="1" other="01" t="True" n="None" tt="true"/>`:                                           `{"server":{"key":1,"other":"01","t":true,"n":null,"tt":"true"}}`,
		`<server><x/><y> a </y><z>5</z></server>`:                                                            `{"server":{"x":{},"y":"a","z":5}}`,
		`<server><x a="1">text</x></server>`:                                                                 `{"server":{"x":{"a":1,"#text":"text"}}}`,
		`<server><volumes><volume id="a"/></volumes></server>`:                                               `{"server":{"volumes":[{"id":"a"}]}}`,
		`<server><v a="1"/><w/><v a="2"/></server>`:                                                          `{"server":{"v":[{"a":1},{"a":2}],"w":{}}}`,
		`<server x="1"><x>2</x></server>`:                                                                    `{"server":{"x":[1,2]}}`,
		`<server RAX-X:y="z"/>`:                                                                              `{"server":{"RAX-X:y":"z"}}`,
		`<server xmlns:e="http://example.com/ext" e:y="z"/>`:                                                 `{"server":{"e:y":"z"}}`,
		`<server xmlns:d="http://docs.openstack.org/compute/ext/disk_config/api/v1.1" d:diskConfig="AUTO"/>`: `{"server":{"OS-DCF:diskConfig":"AUTO"}}`,
		`<server diskConfig="AUTO"/>`:                                                                        `{"server":{"OS-DCF:diskConfig":"AUTO"}}`,
		`<server tenantId="1"/>`:                                                                             `{"server":{"tenant_id":"1"}}`,
		`<server tenant_id="1" progress="100" hostId="None"/>`:                                               `{"server":{"tenant_id":"1","progress":100,"hostId":null}}`,
		`<server name="None" status="1"/>`:                                                                   `{"server":{"name":"None","status":"1"}}`,
		`<server><image/></server>`:                                                                          `{"server":{"image":""}}`,
		`<server><metadata><meta key="a">1</meta><meta key="b">2</meta><meta key="a">3</meta></metadata></server>`: `{"server":{"metadata":{"b":"2","a":"3"}}}`,
		`<server><networks><uuid>u</uuid><network uuid="v"/></networks></server>`:                                  `{"server":{"networks":[{"uuid":"u"},{"uuid":"v"}]}}`,
		`<volumeAttachment device="null"/>`:                                                  `{"volumeAttachment":{"device":null}}`,
		`<overLimit code="413"><message> m </message><retryAfter>0</retryAfter></overLimit>`: `{"overLimit":{"code":413,"message":"m","retryAfter":"0"}}`,
		`<network id="private"/>`:                                                            `{"private":[]}`,
		`<rescue/>`:                                                                          `{"rescue":null}`,
		`<limits><absolute><limit name="totalKeyPairsUsed" value="1"/></absolute></limits>`: `{"limits":{"absolute":{"totalKeypairsUsed":1},"rate":[]}}`,
		`<os-stop/>`: `{"os-stop":null}`,
		`<servers/>`: `{"servers":[]}`,
		`<versions><version id="v2"><media-types/></version></versions>`: `{"versions":[{"id":"v2"}]}`,
		`<extension alias="a"><description>d</description></extension>`:  `{"extension":{"alias":"a","description":"d","links":[]}}`,
	} {
		got, err := ToJSON(XML, []byte(doc))
		if err != nil {
			t.Errorf("%s: %v", doc, err)
		} else if string(got) != want {
			t.Errorf("%s\n got %s\nwant %s", doc, got, want)
		}
	}
}

// The guide's own documents carry no mark of ours: other readers never meet one.
func TestMarksOnlyWhereNeeded(t *testing.T) {
	t.Parallel()
	const doc = `{"server":{"id":"1","name":"n","OS-EXT-STS:task_state":null,"progress":5,"image":"","metadata":{},"addresses":{"p":[]},
		"links":[{"rel":"self","href":"h"}],"key_name":null,"config_drive":"","security_groups":[{"name":"default"}]}}`
	out, err := FromJSON(XML, jsontext.Value(doc))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(out), "json") {
		t.Errorf("a mark in\n%s", out)
	}
}

// What XML can't hold becomes U+FFFD: the document stays well formed.
func TestControlCharacters(t *testing.T) {
	t.Parallel()
	out, err := FromJSON(XML, jsontext.Value(`{"server":{"name":"a\u001b[31mb\u0000","x":"\u0007","tab":"a\tb\r\n"}}`))
	if err != nil {
		t.Fatal(err)
	}
	back, err := ToJSON(XML, out)
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"server":{"name":"a�[31mb�","x":"�","tab":"a\tb\r\n"}}`; string(back) != want {
		t.Errorf("got %s, want %s", back, want)
	}
}

func sorted(t *testing.T, doc string) string {
	t.Helper()
	v := jsontext.Value(doc)
	if err := v.Compact(); err != nil {
		t.Fatal(err)
	}
	if err := v.Format(jsontext.ReorderRawObjects(true)); err != nil {
		t.Fatal(err)
	}
	return string(v)
}
