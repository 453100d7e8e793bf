package sandbox

import (
	"errors"
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/service"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

const ns = ` xmlns="http://docs.openstack.org/compute/api/v1.1"`

// long is a text of n characters.
func long(n int) string { return strings.Repeat("k", n) }

// pairsOf are n metadata items, in both formats.
func pairsOf(n int) (inJSON, inXML string) {
	var j, x []string
	for i := range n {
		j = append(j, fmt.Sprintf(`"k%d":"v"`, i))
		x = append(x, fmt.Sprintf(`<meta key="k%d">v</meta>`, i))
	}
	return strings.Join(j, ","), strings.Join(x, "")
}

// createWith is a create with one more member, or another value of one.
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
	return post("/servers", `{"server":{`+strings.Join(j, ",")+`}}`, `<server`+ns+x+` `+xmlAttribute+`>`+xmlChildren+`</server>`)
}

// refusals are the requests for each row of errors.tsv.
func refusals(t *testing.T) map[string][]refusal {
	t.Helper()
	all := map[string][]refusal{}
	missing := missingRefusals()
	for _, rows := range []map[string][]refusal{
		missing, identityRefusals(), bodyRefusals(), createRefusals(), fileRefusals(), metadataRefusals(), listRefusals(), actionRefusals(),
		stateRefusals(), limitRefusals(),
		{"another tenant's resource": ofAnother(missing)},
	} {
		for condition := range rows {
			if all[condition] != nil {
				t.Errorf("%s: twice", condition)
			}
		}
		maps.Copy(all, rows)
	}
	return all
}

// missingRefusals are the rows about what isn't there.
func missingRefusals() map[string][]refusal {
	act := func(inJSON, inXML string) refusal { return post("/servers/{new}/action", inJSON, inXML) }
	metadata := func(path string) []refusal {
		return []refusal{
			get(path), get(path + "/a"), remove(path + "/a"), put(path, `{"metadata":{}}`, `<metadata`+ns+`/>`),
			post(path, `{"metadata":{}}`, `<metadata`+ns+`/>`), put(path+"/a", `{"meta":{"a":"1"}}`, `<meta`+ns+` key="a">1</meta>`),
		}
	}
	return map[string][]refusal{
		"server not found (GET/DELETE/PUT/action)": {
			get("/servers/{new}"), remove("/servers/{new}"), put("/servers/{new}", `{"server":{"name":"x"}}`, `<server`+ns+` name="x"/>`),
			act(`{"reboot":{"type":"SOFT"}}`, `<reboot`+ns+` type="SOFT"/>`),
			act(`{"resize":{"flavorRef":"3"}}`, `<resize`+ns+` flavorRef="3"/>`),
			act(`{"confirmResize":null}`, `<confirmResize`+ns+`/>`), act(`{"revertResize":null}`, `<revertResize`+ns+`/>`),
			act(`{"createImage":{"name":"i"}}`, `<createImage`+ns+` name="i"/>`),
			act(`{"changePassword":{"adminPass":"x"}}`, `<changePassword`+ns+` adminPass="x"/>`),
			act(`{"rebuild":{"imageRef":"`+precise+`"}}`, `<rebuild`+ns+` imageRef="`+precise+`"/>`),
			act(`{"os-stop":null}`, `<os-stop/>`),
		},
		"server not found (metadata)": metadata("/servers/{new}/metadata"),
		"server not found (ips)":      {get("/servers/{new}/ips"), get("/servers/{new}/ips/public")},
		"server not found (rescue)":   {act(`{"rescue":null}`, `<rescue/>`), act(`{"unrescue":null}`, `<unrescue/>`)},
		"metadata key not found":      {get("/servers/{server}/metadata/nope"), remove("/servers/{server}/metadata/nope")},
		"image not found": append([]refusal{get("/images/{new}"), remove("/images/{new}")},
			metadata("/images/{new}/metadata")...),
		"flavor not found (GET)":                {get("/flavors/99"), get("/flavors/99/os-extra_specs")},
		"unknown network label in /ips/{label}": {get("/servers/{server}/ips/dmz")},
		"tenant in URL is not the token's":      {get("/DFW/v2/020202/servers"), remove("/DFW/v2/020202/servers/{server}")},
	}
}

// ofAnother asks for a server and an image that are there, but another tenant's, as the rows do for what isn't: it is said in the same
// words.
func ofAnother(missing map[string][]refusal) []refusal {
	words := map[string]string{
		"server not found (GET/DELETE/PUT/action)": "Instance could not be found", "server not found (metadata)": "Server does not exist",
		"server not found (ips)": "Instance does not exist", "server not found (rescue)": "Server not found", "image not found": "Image not found.",
	}
	var all []refusal
	for condition, message := range words {
		for _, r := range missing[condition] {
			r.path = strings.NewReplacer("/servers/{new}", "/servers/{server}", "/images/{new}", "/images/{image}").Replace(r.path)
			all = append(all, r.of("020202").says(message))
		}
	}
	volumes := "/servers/{server}/os-volume_attachments"
	return append(all, get(volumes).of("020202").says("The resource could not be found."))
}

// identityRefusals are the rows about who somebody is.
func identityRefusals() map[string][]refusal {
	const id = ` xmlns="http://docs.openstack.org/identity/api/v2.0"`
	signIn := func(members, attributes, children string) refusal {
		return post("/v2.0/tokens", `{"auth":{`+members+`}}`, `<auth`+id+attributes+`>`+children+`</auth>`).sending("X-Auth-Token", "")
	}
	password := func(secret string) (string, string) {
		return `"passwordCredentials":{"username":"sandbox","password":"` + secret + `"}`,
			`<passwordCredentials username="sandbox" password="` + secret + `"/>`
	}
	wrongJSON, wrongXML := password("wrong")
	rightJSON, rightXML := password("sandbox")
	rows := map[string][]refusal{
		"bad credentials": {
			signIn(wrongJSON, "", wrongXML),
			signIn(`"RAX-KSKEY:apiKeyCredentials":{"username":"sandbox","apiKey":"wrong"}`, "",
				`<apiKeyCredentials xmlns="http://docs.rackspace.com/identity/api/ext/RAX-KSKEY/v1.0" username="sandbox" apiKey="wrong"/>`),
			signIn(`"token":{"id":"wrong"}`, "", `<token id="wrong"/>`),
		},
		"bad credentials (2012 form)": {signIn(wrongJSON, "", wrongXML).
			in(failing(inject.Rule{On: "token.create", Status: 401, Message: "Username or api key is invalid"}))},
		"tenant not the user's (auth with tenantId)": {signIn(`"tenantId":"020202",`+rightJSON, ` tenantId="020202"`, rightXML).
			says("Tenant with Name/Id: '020202' is not valid for User 'sandbox' (id: '170454')")},
		"token auth, other tenant": {signIn(`"tenantId":"020202","token":{"id":"{token}"}`, ` tenantId="020202"`, `<token id="{token}"/>`).
			says("Token doesn't belong to Tenant with Id/Name: '020202'")},
	}
	for _, r := range allRoutes() {
		asked := refusal{method: r.Method, path: replaceVariables(r.Path)}
		for _, token := range []string{"", "nonsense"} {
			switch r.Access {
			case service.ForTenant:
				asked.path = strings.TrimPrefix(asked.path, "/v2/"+tables.Tenant)
				rows["no or bad token on compute"] = append(rows["no or bad token on compute"], asked.sending("X-Auth-Token", token))
			case service.ForSignedIn:
				rows["identity call without token"] = append(rows["identity call without token"], asked.sending("X-Auth-Token", token))
			}
		}
	}
	return rows
}

// bodyRefusals are the rows about bodies that say nothing.
func bodyRefusals() map[string][]refusal {
	const form = "application/x-www-form-urlencoded"
	return map[string][]refusal{
		"malformed JSON or XML body": {
			post("/servers", `{"server":{`, `<server`), actionOf(`{"reboot"`, `<reboot`), actionOf(`[]`, cantSay),
			put("/servers/{server}", `{"server":{"name":"x"}`, `<server><name>`), post("/servers/{server}/metadata", `nope`, `nope`),
		},
		"two action keys in one body": {
			actionOf(`{"reboot":{"type":"SOFT"},"rescue":null}`, `<reboot`+ns+` type="SOFT"/><rescue/>`),
		},
		"unknown action": {
			actionOf(`{"<name>":null}`, cantSay), actionOf(`{"evacuate":null}`, `<evacuate/>`).says("There is no such action: evacuate"),
		},
		"body without 'server' object (create, update)": {
			post("/servers", `{"name":"x"}`, `<flavor`+ns+` name="x"/>`), put("/servers/{server}", `{}`, `<image`+ns+`/>`),
		},
		"POST/PUT with no body or unsupported Content-Type": {
			{method: "POST", path: "/servers"}, {method: "PUT", path: "/servers/{server}"}, {method: "POST", path: "/servers/{server}/action"},
			{method: "POST", path: "/servers/{server}/metadata"}, {method: "PUT", path: "/images/{image}/metadata/a"},
			createWith(`"name":"web"`, `name="web"`, "").sending("Content-Type", form),
			createWith(`"name":"web"`, `name="web"`, "").sending("Content-Type", ""),
			put("/servers/{server}", `{"server":{"name":"x"}}`, `<server`+ns+` name="x"/>`).sending("Content-Type", form),
		},
		"uncaught error": {
			get("/servers/{server}").in(failing(inject.Rule{On: "server.show", Status: 500})),
			get("/limits").telling("", "", "a record that nobody can read").in(with(Options{}, func(s *scene) { s.db.Store = brokenStore{s.db.Store, errors.New("a record that nobody can read")} })),
		},
		"update hostId / personality": {
			put("/servers/{server}", `{"server":{"hostId":"x"}}`, `<server`+ns+` hostId="x"/>`).says("HostId cannot be updated."),
			put("/servers/{server}", `{"server":{"personality":[]}}`, `<server`+ns+`><personality/></server>`).says("Personality cannot be updated."),
		},
	}
}
