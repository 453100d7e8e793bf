package sandbox

import (
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/control"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/random"
)

// dcf is a disk configuration that isn't one, in XML.
const dcf = `xmlns:OS-DCF="http://docs.openstack.org/compute/ext/disk_config/api/v1.1" OS-DCF:diskConfig="auto"`

// createRefusals are the rows about what a create asks for.
func createRefusals() map[string][]refusal {
	tooSmall := with(Options{}, func(s *scene) { // an image that needs 1 GB of memory and 40 GB of disk
		s.want(202, s.act(s.server, `{"resize":{"flavorRef":"3"}}`))
		s.clock.advance(time.Minute)
		s.want(204, s.act(s.server, `{"confirmResize":null}`))
		s.image = s.imaged(s.server, "big")
	})
	saving := with(Options{}, func(s *scene) {
		s.image = document.LastSegment(s.want(202, s.act(s.server, `{"createImage":{"name":"late"}}`)).header.Get("Location"))
	})
	return map[string][]refusal{
		"no name": {createWith(`"name":`, "", "")},
		`name ""`: {createWith(`"name":""`, `name=""`, ""), put("/servers/{server}", `{"server":{"name":""}}`, `<server`+ns+` name=""/>`)},
		"name > 255": {
			createWith(`"name":"`+long(256)+`"`, `name="`+long(256)+`"`, ""),
			put("/servers/{server}", `{"server":{"name":"`+long(256)+`"}}`, `<server`+ns+` name="`+long(256)+`"/>`),
		},
		"no imageRef":         {createWith(`"imageRef":`, "", "")},
		"imageRef not a UUID": {createWith(`"imageRef":"Ubuntu"`, `imageRef="Ubuntu"`, "")},
		"imageRef unknown":    {createWith(`"imageRef":"{new}"`, `imageRef="{new}"`, "")},
		"no flavorRef":        {createWith(`"flavorRef":`, "", "")},
		"flavorRef unknown":   {createWith(`"flavorRef":"99"`, `flavorRef="99"`, "")},
		"flavor too small": {
			createWith(`"imageRef":"{image}"`, `imageRef="{image}"`, "").in(tooSmall).says("Instance type's memory is too small for requested image."),
			post("/servers", `{"server":{"name":"b","imageRef":"{image}","flavorRef":"performance1-1"}}`,
				`<server`+ns+` name="b" imageRef="{image}" flavorRef="performance1-1"/>`).in(tooSmall).
				says("Instance type's disk is too small for requested image."),
		},
		"image not active": {createWith(`"imageRef":"{image}"`, `imageRef="{image}"`, "").in(saving).says("Image {image} is not active.")},
		"adminPass not a string": {
			actionOf(`{"changePassword":{"adminPass":7}}`, cantSay), post("/servers", `{"server":{"name":"x","adminPass":7}}`, cantSay),
			actionOf(`{"rescue":{"adminPass":7}}`, cantSay), actionOf(`{"changePassword":{"adminPass":""}}`, `<changePassword`+ns+` adminPass=""/>`),
		},
		"accessIPv4 bad": {
			createWith(`"accessIPv4":"1.2.3"`, `accessIPv4="1.2.3"`, ""),
			put("/servers/{server}", `{"server":{"accessIPv4":"::1"}}`, `<server`+ns+` accessIPv4="::1"/>`),
		},
		"accessIPv6 bad": {
			createWith(`"accessIPv6":"1.2.3.4"`, `accessIPv6="1.2.3.4"`, ""),
			put("/servers/{server}", `{"server":{"accessIPv6":"x"}}`, `<server`+ns+` accessIPv6="x"/>`),
		},
		"diskConfig bad": {
			createWith(`"OS-DCF:diskConfig":"auto"`, dcf, ""),
			put("/servers/{server}", `{"server":{"OS-DCF:diskConfig":"x"}}`, `<server`+ns+` `+dcf+`/>`),
			actionOf(`{"resize":{"flavorRef":"3","OS-DCF:diskConfig":"manual"}}`, `<resize`+ns+` flavorRef="3" `+dcf+`/>`),
			actionOf(`{"rebuild":{"imageRef":"`+precise+`","OS-DCF:diskConfig":"manual"}}`, `<rebuild`+ns+` imageRef="`+precise+`" `+dcf+`/>`),
		},
		"key_name unknown":                      {createWith(`"key_name":"mine"`, `key_name="mine"`, "")},
		"compute1-* or memory1-* from an image": {createWith(`"flavorRef":"compute1-4"`, `flavorRef="compute1-4"`, "")},
		"networks without public or service net": {
			createWith(`"networks":[{"uuid":"{new}"}]`, "", `<networks><network uuid="{new}"/></networks>`),
		},
	}
}

// fileRefusals are the rows about files to inject.
func fileRefusals() map[string][]refusal {
	with := func(inJSON, inXML string) refusal {
		return createWith(`"personality":[`+inJSON+`]`, "", `<personality>`+inXML+`</personality>`)
	}
	big := strings.Repeat("QUJD", 334) // 1002 bytes
	return map[string][]refusal{
		"personality not base64": {
			with(`{"path":"/x","contents":"%"}`, `<file path="/x">%</file>`).says("Personality content for /x cannot be decoded"),
		},
		"personality without path": {with(`{"contents":""}`, `<file>QQ==</file>`)},
		"too many personality files": {
			with(strings.Repeat(`{"path":"/x","contents":""},`, 5)+`{"path":"/x","contents":""}`, strings.Repeat(`<file path="/x">QQ==</file>`, 6)),
		},
		"personality path too long":    {with(`{"path":"`+long(256)+`","contents":""}`, `<file path="`+long(256)+`">QQ==</file>`)},
		"personality content too long": {with(`{"path":"/x","contents":"`+big+`"}`, `<file path="/x">`+big+`</file>`)},
	}
}

// metadataRefusals are the rows about metadata.
func metadataRefusals() map[string][]refusal {
	manyJSON, manyXML := pairsOf(41)
	whole := func(j, x string) (string, string) {
		return `{"metadata":{` + j + `}}`, `<metadata` + ns + `>` + x + `</metadata>`
	}
	tooMany, tooManyXML := whole(manyJSON, manyXML)
	blank, blankXML := whole(`"":"v"`, `<meta key="">v</meta>`)
	longKey, longKeyXML := whole(`"`+long(256)+`":"v"`, `<meta key="`+long(256)+`">v</meta>`)
	const image = `<createImage` + ns + ` name="i"><metadata>`
	return map[string][]refusal{
		`metadata key ""`: {
			createWith(`"metadata":{"":"v"}`, "", `<metadata><meta key="">v</meta></metadata>`), post("/servers/{server}/metadata", blank, blankXML),
		},
		"metadata key or value > 255": {
			post("/servers/{server}/metadata", longKey, longKeyXML).says("Invalid metadata size: Metadata property key greater than 255 characters"),
			put("/servers/{server}/metadata/k", `{"meta":{"k":"`+long(256)+`"}}`, `<meta`+ns+` key="k">`+long(256)+`</meta>`).
				says("Invalid metadata size: Metadata property value greater than 255 characters"),
		},
		"too many metadata items": {
			createWith(`"metadata":{`+manyJSON+`}`, "", `<metadata>`+manyXML+`</metadata>`),
			put("/servers/{server}/metadata", tooMany, tooManyXML), post("/servers/{server}/metadata", tooMany, tooManyXML),
			actionOf(`{"rebuild":{"imageRef":"`+precise+`","metadata":{`+manyJSON+`}}}`,
				`<rebuild`+ns+` imageRef="`+precise+`"><metadata>`+manyXML+`</metadata></rebuild>`),
		},
		"PUT metadata item: key not in body": {
			put("/servers/{server}/metadata/a", `{"meta":{"b":"1"}}`, `<meta`+ns+` key="b">1</meta>`),
			put("/images/{image}/metadata/a", `{"meta":{"b":"1"}}`, `<meta`+ns+` key="b">1</meta>`),
		},
		"PUT metadata item: more than one key": {
			put("/servers/{server}/metadata/a", `{"meta":{"a":"1","b":"1"}}`, cantSay), // one <meta> is the whole body
			put("/images/{image}/metadata/a", `{"meta":{"a":"1","b":"1"}}`, cantSay),
		},
		"metadata value not a string": {
			put("/servers/{server}/metadata/a", `{"meta":{"a":1}}`, cantSay), post("/servers/{server}/metadata", `{"metadata":{"a":null}}`, cantSay),
		},
		"image metadata over limit": {
			actionOf(`{"createImage":{"name":"i","metadata":{`+manyJSON+`}}}`, image+manyXML+`</metadata></createImage>`),
			put("/images/{image}/metadata", tooMany, tooManyXML), post("/images/{image}/metadata", tooMany, tooManyXML),
		},
		`image metadata key "" / > 255`: {
			actionOf(`{"createImage":{"name":"i","metadata":{"":"v"}}}`, image+`<meta key="">v</meta></metadata></createImage>`).
				says("Image metadata key cannot be blank"),
			post("/images/{image}/metadata", longKey, longKeyXML).says("Image metadata key too long"),
		},
	}
}

// listRefusals are the rows about lists.
func listRefusals() map[string][]refusal {
	return map[string][]refusal{
		"marker unknown": {
			get("/servers?marker={new}").says("marker [{new}] not found"), get("/images/detail?marker={new}").says("marker [{new}] not found"),
			get("/flavors?marker=99").says("marker [99] not found"),
		},
		"limit not a number / negative": {
			get("/servers?limit=x").says("limit param must be an integer"), get("/images/detail?limit=-1").says("limit param must be positive"),
			get("/flavors?limit=-1").says("limit param must be positive"),
		},
		"changes-since bad (servers)": {
			get("/servers?changes-since=yesterday"), get("/servers/detail?changes-since=yesterday"), get("/images?changes-since=yesterday"),
		},
		"status filter unknown":           {get("/servers?status=FOO"), get("/servers/detail?status=FOO")},
		"status=DELETED filter by a user": {get("/servers?status=DELETED"), get("/servers/detail?status=deleted")},
	}
}

// actionRefusals are the rows about what an action asks for.
func actionRefusals() map[string][]refusal {
	return map[string][]refusal{
		"reboot without type": {actionOf(`{"reboot":{}}`, `<reboot`+ns+`/>`), actionOf(`{"reboot":null}`, cantSay)},
		"reboot type bad": {
			actionOf(`{"reboot":{"type":"COLD"}}`, `<reboot`+ns+` type="COLD"/>`).says("Argument 'type' for reboot is not HARD or SOFT"),
		},
		"resize without flavorRef": {actionOf(`{"resize":{}}`, `<resize`+ns+`/>`), actionOf(`{"resize":null}`, cantSay)},
		"resize to unknown flavor": {actionOf(`{"resize":{"flavorRef":"99"}}`, `<resize`+ns+` flavorRef="99"/>`)},
		"resize to same flavor":    {actionOf(`{"resize":{"flavorRef":"2"}}`, `<resize`+ns+` flavorRef="2"/>`)},
		"rebuild without imageRef": {actionOf(`{"rebuild":{"name":"x"}}`, `<rebuild`+ns+` name="x"/>`)},
		"rebuild, image unknown":   {actionOf(`{"rebuild":{"imageRef":"{new}"}}`, `<rebuild`+ns+` imageRef="{new}"/>`)},
		"changePassword without adminPass": {
			actionOf(`{"changePassword":{}}`, `<changePassword`+ns+`/>`), actionOf(`{"changePassword":null}`, cantSay),
		},
		"createImage without name": {
			actionOf(`{"createImage":{}}`, `<createImage`+ns+`/>`), actionOf(`{"createImage":{"name":""}}`, `<createImage`+ns+` name=""/>`),
		},
	}
}

// stateRefusals are the row about states; TestStateRules has every state and operation.
func stateRefusals() map[string][]refusal {
	set := func(status string) func(*scene) {
		return func(s *scene) {
			if err := s.Set(control.Setting{Server: s.server, Status: status}); err != nil {
				s.t.Fatal(err)
			}
		}
	}
	return map[string][]refusal{
		"illegal state": {
			actionOf(`{"rebuild":{"imageRef":"`+precise+`"}}`, `<rebuild`+ns+` imageRef="`+precise+`"/>`).
				in(with(Options{}, set("ERROR"))).says("Cannot 'rebuild' while instance is in vm_state error"),
			actionOf(`{"reboot":{"type":"SOFT"}}`, `<reboot`+ns+` type="SOFT"/>`).
				in(with(Options{}, set("UNKNOWN"))).says("Cannot 'reboot' while instance is in vm_state unknown"),
			actionOf(`{"resize":{"flavorRef":"3"}}`, `<resize`+ns+` flavorRef="3"/>`).
				in(with(Options{}, set("MIGRATING"))).says("Cannot 'resize' while instance is in task_state migrating"),
		},
	}
}

// limitRefusals are the rows about what there is too much of.
func limitRefusals() map[string][]refusal {
	rated := with(Options{RateLimits: true}, func(s *scene) {
		for range 100 {
			s.want(404, s.compute("POST", "/servers/"+random.UUID()+"/action", `{"rescue":null}`))
		}
	})
	another := createWith(`"name":"b"`, `name="b"`, "")
	return map[string][]refusal{
		"quota (instances, ram)": {
			another.in(with(Options{Quota: compute.Quota{Instances: 1}}, func(*scene) {})).
				says("Quota exceeded for instances: Requested 1, but already used 1 of 1 instances"),
			another.in(with(Options{Quota: compute.Quota{RAM: 512}}, func(*scene) {})).
				says("Quota exceeded for ram: Requested 512, but already used 512 of 512 ram"),
			another.in(with(Options{Quota: compute.Quota{Cores: 1}}, func(*scene) {})).
				says("Quota exceeded for cores: Requested 1, but already used 1 of 1 cores"),
			actionOf(`{"resize":{"flavorRef":"3"}}`, `<resize`+ns+` flavorRef="3"/>`).in(with(Options{Quota: compute.Quota{RAM: 1000}}, func(*scene) {})).
				says("Quota exceeded for ram: Requested 512, but already used 512 of 1000 ram"),
		},
		"rate limit (Repose, at Rackspace)": {
			get("/servers").in(failing(inject.Rule{On: "server.list", Status: 413, RetryAfter: "60"})).
				says("OverLimit Retry...").telling("60", "2013-12-10T12:03:00Z", "Error Details..."),
		},
		"rate limit (nova's own)": {
			another.in(rated).says("This request was rate-limited.").
				telling("60", "", `Only 100 POST request(s) can be made to "*" every minute.`),
		},
	}
}
