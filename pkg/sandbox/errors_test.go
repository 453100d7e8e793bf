package sandbox

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/go-json-experiment/json"
)

// refusal is a request that the cloud refuses, as a row of errors.tsv has it: sent as JSON, and where it has a body as XML too.
type refusal struct {
	method, path string // {server}, {image} and {new} are a server that is there, an image of its own and a fresh id
	json, xml    string
	message      string // "": what the row says
}

// elsewhere are the rows that other tests have: signing in, and what needs a cloud of its own.
var elsewhere = map[string]string{
	"another tenant's resource":                         "TestTenantsAreApart",
	"no or bad token on compute":                        "TestTokenNeeded",
	"bad credentials":                                   "TestSignInRefused",
	"bad credentials (2012 form)":                       "an older form of the row before",
	"tenant not the user's (auth with tenantId)":        "TestSignInRefused",
	"token auth, other tenant":                          "TestSignInRefused",
	"identity call without token":                       "TestTokenNeeded",
	"illegal state":                                     "TestStateRules",
	"quota (instances, ram)":                            "TestQuota",
	"rate limit (Repose, at Rackspace)":                 "rate limits are not enforced",
	"rate limit (nova's own)":                           "rate limits are not enforced",
	"image not active":                                  "TestSnapshotInUse",
	"flavor too small":                                  "TestCreateRefused",
	"status filter unknown":                             "TestListFilters: it is no refusal",
	"networks without public or service net":            "TestCreateNetworksMissing: it is plain text",
	"uncaught error":                                    "it would need one",
	"POST/PUT with no body or unsupported Content-Type": "TestCreateBadBody",
	"malformed JSON or XML body":                        "TestCreateBadBody",
	"two action keys in one body":                       "TestActionBadBody: XML has one root",
}

const ns = ` xmlns="http://docs.openstack.org/compute/api/v1.1"`

// long is a text of n characters.
func long(n int) string { return strings.Repeat("k", n) }

// pairs are n metadata items, in both formats.
func pairsOf(n int) (inJSON, inXML string) {
	var j, x []string
	for i := range n {
		j = append(j, fmt.Sprintf(`"k%d":"v"`, i))
		x = append(x, fmt.Sprintf(`<meta key="k%d">v</meta>`, i))
	}
	return strings.Join(j, ","), strings.Join(x, "")
}

// create is a create with one more member, or another value of one.
func createWith(jsonMember, xmlAttribute, xmlChildren string) refusal {
	base := map[string]string{"name": "web", "imageRef": precise, "flavorRef": "2"}
	j, x := []string{}, ""
	for name, value := range base {
		if !strings.HasPrefix(jsonMember, `"`+name+`"`) {
			j = append(j, `"`+name+`":"`+value+`"`)
			x += ` ` + name + `="` + value + `"`
		}
	}
	if !strings.HasSuffix(jsonMember, `":`) { // otherwise the member is left out
		j = append(j, jsonMember)
	}
	body := `{"server":{` + strings.Join(j, ",") + `}}`
	return refusal{"POST", "/servers", body, `<server` + ns + x + ` ` + xmlAttribute + `>` + xmlChildren + `</server>`, ""}
}

func actionOf(j, x string) refusal { return refusal{"POST", "/servers/{server}/action", j, x, ""} }

func get(path string) refusal { return refusal{"GET", path, "", "", ""} }

func (r refusal) says(message string) refusal { r.message = message; return r }

// refusals are the requests for each row of errors.tsv.
func refusals() map[string][]refusal {
	manyJSON, manyXML := pairsOf(41)
	files := strings.Repeat(`{"path":"/x","contents":""},`, 5) + `{"path":"/x","contents":""}`
	const dcf = `xmlns:OS-DCF="http://docs.openstack.org/compute/ext/disk_config/api/v1.1" OS-DCF:diskConfig="auto"`
	return map[string][]refusal{
		"server not found (GET/DELETE/PUT/action)": {
			get("/servers/{new}"), {"DELETE", "/servers/{new}", "", "", ""},
			{"PUT", "/servers/{new}", `{"server":{"name":"x"}}`, `<server` + ns + ` name="x"/>`, ""},
			{"POST", "/servers/{new}/action", `{"reboot":{"type":"SOFT"}}`, `<reboot` + ns + ` type="SOFT"/>`, ""},
			{"POST", "/servers/{new}/action", `{"resize":{"flavorRef":"3"}}`, `<resize` + ns + ` flavorRef="3"/>`, ""},
			{"POST", "/servers/{new}/action", `{"confirmResize":null}`, `<confirmResize` + ns + `/>`, ""},
			{"POST", "/servers/{new}/action", `{"createImage":{"name":"i"}}`, `<createImage` + ns + ` name="i"/>`, ""},
			{"POST", "/servers/{new}/action", `{"changePassword":{"adminPass":"x"}}`, `<changePassword` + ns + ` adminPass="x"/>`, ""},
			{"POST", "/servers/{new}/action", `{"rebuild":{"imageRef":"` + precise + `"}}`, `<rebuild` + ns + ` imageRef="` + precise + `"/>`, ""},
		},
		"server not found (metadata)": {
			get("/servers/{new}/metadata"), get("/servers/{new}/metadata/a"),
			{"PUT", "/servers/{new}/metadata", `{"metadata":{}}`, `<metadata` + ns + `/>`, ""},
			{"DELETE", "/servers/{new}/metadata/a", "", "", ""},
		},
		"server not found (ips)":    {get("/servers/{new}/ips"), get("/servers/{new}/ips/public")},
		"server not found (rescue)": {{"POST", "/servers/{new}/action", `{"rescue":null}`, `<rescue/>`, ""}},
		"metadata key not found":    {get("/servers/{server}/metadata/nope"), {"DELETE", "/servers/{server}/metadata/nope", "", "", ""}},
		"image not found": {
			get("/images/{new}"), {"DELETE", "/images/{new}", "", "", ""}, get("/images/{new}/metadata"), get("/images/{new}/metadata/a"),
		},
		"flavor not found (GET)":                {get("/flavors/99"), get("/flavors/99/os-extra_specs")},
		"unknown network label in /ips/{label}": {get("/servers/{server}/ips/dmz")},
		"tenant in URL is not the token's":      {get("/DFW/v2/020202/servers")},
		"unknown action":                        {actionOf(`{"<name>":null}`, `<frob/>`).says("There is no such action: "), actionOf(`{"migrate":null}`, `<migrate/>`).says("There is no such action: migrate")},
		"body without 'server' object (create, update)": {
			{"POST", "/servers", `{"name":"x"}`, `<flavor` + ns + ` name="x"/>`, ""}, {"PUT", "/servers/{server}", `{}`, `<image` + ns + `/>`, ""},
		},
		"no name":             {createWith(`"name":`, "", "")},
		`name ""`:             {createWith(`"name":""`, `name=""`, ""), {"PUT", "/servers/{server}", `{"server":{"name":""}}`, `<server` + ns + ` name=""/>`, ""}},
		"name > 255":          {createWith(`"name":"`+long(256)+`"`, `name="`+long(256)+`"`, "")},
		"no imageRef":         {createWith(`"imageRef":`, "", "")},
		"imageRef not a UUID": {createWith(`"imageRef":"Ubuntu"`, `imageRef="Ubuntu"`, "")},
		"imageRef unknown":    {createWith(`"imageRef":"{new}"`, `imageRef="{new}"`, "")},
		"no flavorRef":        {createWith(`"flavorRef":`, "", "")},
		"flavorRef unknown":   {createWith(`"flavorRef":"99"`, `flavorRef="99"`, "")},
		"adminPass not a string": {
			{"POST", "/servers/{server}/action", `{"changePassword":{"adminPass":7}}`, "", ""}, {"POST", "/servers", `{"server":{"name":"x","adminPass":7}}`, "", ""},
		},
		"accessIPv4 bad":             {createWith(`"accessIPv4":"1.2.3"`, `accessIPv4="1.2.3"`, ""), {"PUT", "/servers/{server}", `{"server":{"accessIPv4":"::1"}}`, `<server` + ns + ` accessIPv4="::1"/>`, ""}},
		"accessIPv6 bad":             {createWith(`"accessIPv6":"1.2.3.4"`, `accessIPv6="1.2.3.4"`, ""), {"PUT", "/servers/{server}", `{"server":{"accessIPv6":"x"}}`, `<server` + ns + ` accessIPv6="x"/>`, ""}},
		"personality not base64":     {createWith(`"personality":[{"path":"/x","contents":"%"}]`, "", `<personality><file path="/x">%</file></personality>`).says("Personality content for /x cannot be decoded")},
		"personality without path":   {createWith(`"personality":[{"contents":""}]`, "", `<personality><file>QQ==</file></personality>`)},
		"too many personality files": {createWith(`"personality":[`+files+`]`, "", `<personality>`+strings.Repeat(`<file path="/x">QQ==</file>`, 6)+`</personality>`)},
		"personality path too long":  {createWith(`"personality":[{"path":"`+long(256)+`","contents":""}]`, "", `<personality><file path="`+long(256)+`">QQ==</file></personality>`)},
		"personality content too long": {createWith(`"personality":[{"path":"/x","contents":"`+strings.Repeat("QUJD", 334)+`"}]`, "",
			`<personality><file path="/x">`+strings.Repeat("QUJD", 334)+`</file></personality>`)},
		"diskConfig bad": {
			createWith(`"OS-DCF:diskConfig":"auto"`, dcf, ""), {"PUT", "/servers/{server}", `{"server":{"OS-DCF:diskConfig":"x"}}`, `<server` + ns + ` ` + dcf + `/>`, ""},
			actionOf(`{"resize":{"flavorRef":"3","OS-DCF:diskConfig":"manual"}}`, `<resize`+ns+` flavorRef="3" `+dcf+`/>`),
			actionOf(`{"rebuild":{"imageRef":"`+precise+`","OS-DCF:diskConfig":"manual"}}`, `<rebuild`+ns+` imageRef="`+precise+`" `+dcf+`/>`),
		},
		"key_name unknown": {createWith(`"key_name":"mine"`, `key_name="mine"`, "")},
		`metadata key ""`: {
			createWith(`"metadata":{"":"v"}`, "", `<metadata><meta key="">v</meta></metadata>`),
			{"POST", "/servers/{server}/metadata", `{"metadata":{"":"v"}}`, `<metadata` + ns + `><meta key="">v</meta></metadata>`, ""},
		},
		"metadata key or value > 255": {
			refusal{"POST", "/servers/{server}/metadata", `{"metadata":{"` + long(256) + `":"v"}}`, `<metadata` + ns + `><meta key="` + long(256) + `">v</meta></metadata>`, ""}.
				says("Invalid metadata size: Metadata property key greater than 255 characters"),
			refusal{"PUT", "/servers/{server}/metadata/k", `{"meta":{"k":"` + long(256) + `"}}`, `<meta` + ns + ` key="k">` + long(256) + `</meta>`, ""}.
				says("Invalid metadata size: Metadata property value greater than 255 characters"),
		},
		"too many metadata items": {
			createWith(`"metadata":{`+manyJSON+`}`, "", `<metadata>`+manyXML+`</metadata>`),
			{"PUT", "/servers/{server}/metadata", `{"metadata":{` + manyJSON + `}}`, `<metadata` + ns + `>` + manyXML + `</metadata>`, ""},
			{"POST", "/servers/{server}/metadata", `{"metadata":{` + manyJSON + `}}`, `<metadata` + ns + `>` + manyXML + `</metadata>`, ""},
		},
		"PUT metadata item: key not in body": {
			{"PUT", "/servers/{server}/metadata/a", `{"meta":{"b":"1"}}`, `<meta` + ns + ` key="b">1</meta>`, ""},
			{"PUT", "/images/{image}/metadata/a", `{"meta":{"b":"1"}}`, `<meta` + ns + ` key="b">1</meta>`, ""},
		},
		"PUT metadata item: more than one key": {{"PUT", "/servers/{server}/metadata/a", `{"meta":{"a":"1","b":"1"}}`, "", ""}},
		"metadata value not a string": {
			{"PUT", "/servers/{server}/metadata/a", `{"meta":{"a":1}}`, "", ""}, {"POST", "/servers/{server}/metadata", `{"metadata":{"a":null}}`, "", ""},
		},
		"marker unknown": {
			get("/servers?marker={new}").says("marker [{new}] not found"), get("/images?marker={new}").says("marker [{new}] not found"),
			get("/flavors?marker=99").says("marker [99] not found"),
		},
		"limit not a number / negative": {
			get("/servers?limit=x").says("limit param must be an integer"), get("/images/detail?limit=-1").says("limit param must be positive"),
		},
		"changes-since bad (servers)":      {get("/servers?changes-since=yesterday"), get("/images?changes-since=yesterday")},
		"status=DELETED filter by a user":  {get("/servers?status=DELETED")},
		"reboot without type":              {actionOf(`{"reboot":{}}`, `<reboot`+ns+`/>`), actionOf(`{"reboot":null}`, "")},
		"reboot type bad":                  {actionOf(`{"reboot":{"type":"COLD"}}`, `<reboot`+ns+` type="COLD"/>`).says("Argument 'type' for reboot is not HARD or SOFT")},
		"resize without flavorRef":         {actionOf(`{"resize":{}}`, `<resize`+ns+`/>`), actionOf(`{"resize":null}`, "")},
		"resize to unknown flavor":         {actionOf(`{"resize":{"flavorRef":"99"}}`, `<resize`+ns+` flavorRef="99"/>`)},
		"resize to same flavor":            {actionOf(`{"resize":{"flavorRef":"2"}}`, `<resize`+ns+` flavorRef="2"/>`)},
		"rebuild without imageRef":         {actionOf(`{"rebuild":{"name":"x"}}`, `<rebuild`+ns+` name="x"/>`)},
		"rebuild, image unknown":           {actionOf(`{"rebuild":{"imageRef":"{new}"}}`, `<rebuild`+ns+` imageRef="{new}"/>`)},
		"changePassword without adminPass": {actionOf(`{"changePassword":{}}`, `<changePassword`+ns+`/>`)},
		"createImage without name":         {actionOf(`{"createImage":{}}`, `<createImage`+ns+`/>`), actionOf(`{"createImage":{"name":""}}`, `<createImage`+ns+` name=""/>`)},
		"image metadata over limit": {
			actionOf(`{"createImage":{"name":"i","metadata":{`+manyJSON+`}}}`, `<createImage`+ns+` name="i"><metadata>`+manyXML+`</metadata></createImage>`),
			{"PUT", "/images/{image}/metadata", `{"metadata":{` + manyJSON + `}}`, `<metadata` + ns + `>` + manyXML + `</metadata>`, ""},
		},
		`image metadata key "" / > 255`: {
			actionOf(`{"createImage":{"name":"i","metadata":{"":"v"}}}`, "").says("Image metadata key cannot be blank"),
			refusal{"POST", "/images/{image}/metadata", `{"metadata":{"` + long(256) + `":"v"}}`, `<metadata` + ns + `><meta key="` + long(256) + `">v</meta></metadata>`, ""}.
				says("Image metadata key too long"),
		},
		"update hostId / personality": {
			refusal{"PUT", "/servers/{server}", `{"server":{"hostId":"x"}}`, `<server` + ns + ` hostId="x"/>`, ""}.says("HostId cannot be updated."),
			refusal{"PUT", "/servers/{server}", `{"server":{"personality":[]}}`, "", ""}.says("Personality cannot be updated."),
		},
		"compute1-* or memory1-* from an image": {createWith(`"flavorRef":"compute1-4"`, `flavorRef="compute1-4"`, "")},
	}
}

// Each refusal of the facts is made with its status, its element and its words, in JSON and in XML, and changes nothing (errors.tsv).
func TestErrors(t *testing.T) {
	t.Parallel()
	table, err := os.ReadFile("testdata/errors.tsv")
	if err != nil {
		t.Fatal(err)
	}
	u := newCloud(t, Options{})
	server := u.active("web")
	image := u.imaged(server, "gold")
	before := u.compute("GET", "/servers/detail", "").body
	all, seen := refusals(), map[string]bool{}
	for line := range strings.Lines(string(table)) {
		row := strings.Split(strings.TrimRight(line, "\n"), "\t")
		if row[0] == "condition" {
			continue
		}
		seen[row[0]] = true
		if elsewhere[row[0]] == "" && len(all[row[0]]) == 0 {
			t.Errorf("%s: no test asks for it", row[0])
		}
		fresh := strings.NewReplacer("{server}", server, "{image}", image, "{new}", newUUID())
		for _, r := range all[row[0]] {
			u.checkRefusal(row, r, fresh)
		}
	}
	for condition := range all {
		if !seen[condition] {
			t.Errorf("%s is not in the table", condition)
		}
	}
	if after := u.compute("GET", "/servers/detail", "").body; after != before {
		t.Errorf("something was refused, and done: %s", after)
	}
}

// checkRefusal sends a refusal's request on both wires.
func (u *cloudUnderTest) checkRefusal(row []string, r refusal, fresh *strings.Replacer) {
	u.t.Helper()
	status, _ := strconv.Atoi(row[1][:3])
	want := r.message
	if want == "" {
		want = row[3]
	}
	want = fresh.Replace(want)
	for _, wire := range []struct{ name, body string }{{"json", r.json}, {"xml", r.xml}} {
		if r.json != "" && wire.body == "" {
			continue // what XML can't say
		}
		path := fresh.Replace(r.path)
		if !strings.HasPrefix(path, "/DFW/") {
			path = "/DFW/v2/010101" + path
		}
		got := u.send(r.method, path, fresh.Replace(wire.body),
			"Content-Type", "application/"+wire.name, "Accept", "application/"+wire.name)
		kind, message := u.fault(got)
		if got.status != status || kind != row[2] || !strings.HasPrefix(message, want) {
			u.t.Errorf("%s: %s %s %.100s: %d %s %q, want %d %s %q", row[0], r.method, r.path, wire.body, got.status, kind, message, status, row[2], want)
		}
	}
}

// fault is the kind and the message of a refusal in either format.
func (u *cloudUnderTest) fault(r reply) (kind, message string) {
	u.t.Helper()
	if r.header.Get("Content-Type") == "application/xml" {
		root := u.xml(r)
		for _, child := range root.children {
			if child.name == "c:message" {
				message = child.text
			}
		}
		return strings.TrimPrefix(root.name, "c:"), message
	}
	var doc map[string]struct {
		Message string `json:"message"`
	}
	if err := json.Unmarshal([]byte(r.body), &doc); err != nil {
		u.t.Error(err)
	}
	for kind, fault := range doc {
		return kind, fault.Message
	}
	return "", ""
}

// imaged makes an image of a server, and lets it be done.
func (u *cloudUnderTest) imaged(server, name string) string {
	u.t.Helper()
	r := u.want(202, u.act(server, `{"createImage":{"name":"`+name+`"}}`))
	u.clock.advance(time.Minute)
	return lastSegment(r.header.Get("Location"))
}
