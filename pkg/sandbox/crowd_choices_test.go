package sandbox

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// crowdActions are the bodies of the actions that the crowd takes, by the operation's name in the tables of states.
var crowdActions = map[string]string{
	"reboot SOFT":    `{"reboot":{"type":"SOFT"}}`,
	"reboot HARD":    `{"reboot":{"type":"HARD"}}`,
	"rebuild":        `{"rebuild":{"imageRef":"` + precise + `"}}`,
	"resize":         `{"resize":{"flavorRef":"FLAVOR"}}`,
	"confirmResize":  `{"confirmResize":null}`,
	"revertResize":   `{"revertResize":null}`,
	"rescue":         `{"rescue":null}`,
	"unrescue":       `{"unrescue":null}`,
	"changePassword": `{"changePassword":{"adminPass":"x"}}`,
	"createImage":    `{"createImage":{"name":"i"}}`,
	"start":          `{"os-start":null}`,
	"stop":           `{"os-stop":null}`,
	"pause":          `{"pause":null}`,
	"unpause":        `{"unpause":null}`,
	"suspend":        `{"suspend":null}`,
	"resume":         `{"resume":null}`,
	"shelve":         `{"shelve":null}`,
	"unshelve":       `{"unshelve":null}`,
	"lock":           `{"lock":null}`,
	"unlock":         `{"unlock":null}`,
}

// crowdKinds are what the crowd does, as often as they are named.
var crowdKinds = slices.Concat(
	slices.Repeat([]string{"show", "act", "act"}, 10), slices.Repeat([]string{"create", "tick", "tick", "undo", "undo"}, 5),
	slices.Repeat([]string{"resize life"}, 7), slices.Repeat([]string{"list", "add metadata", "limits"}, 4),
	slices.Repeat([]string{"page", "changes", "delete", "replace metadata", "delete metadata", "rename", "attach", "detach", "volumes"}, 2),
	slices.Repeat([]string{"show image", "delete image", "list images"}, 2),
)

// choose picks what the step does, and to what.
func (c *crowd) choose(s *crowdStep, rng *rand.Rand) {
	s.kind = crowdKinds[rng.IntN(len(crowdKinds))]
	switch {
	case s.kind == "undo":
		if u, something := c.undo(rng); something {
			s.scope, s.id, s.kind, s.arg = u.scope, u.id, u.kind, u.arg
			break
		}
		s.kind = "limits"
	case strings.HasSuffix(s.kind, " image"):
		s.id = c.known(c.images, s.scope, rng)
	case slices.Contains([]string{"create", "tick", "limits", "list", "list images", "changes"}, s.kind):
	case rng.IntN(8) == 0:
		s.id = c.known(c.dead, s.scope, rng)
	default:
		s.id = c.known(c.alive, s.scope, rng)
	}
	switch {
	case s.kind == "act" && s.arg == "":
		names := slices.Sorted(maps.Keys(crowdActions))
		if s.arg = names[rng.IntN(len(names))]; s.arg == "lock" && rng.IntN(3) > 0 {
			s.arg = "unlock" // else most servers would be locked
		}
	case s.kind == "resize life": // rarely allowed, and with the most to count: it comes more often
		s.kind, s.arg = "act", []string{"resize", "resize", "confirmResize", "revertResize"}[rng.IntN(4)]
	case s.arg == "" && (s.kind == "attach" || s.kind == "detach"):
		s.arg = tables.Volumes[rng.IntN(len(tables.Volumes))].ID
	case s.kind == "tick":
		s.arg = c.tick(rng).String()
	case s.kind == "changes":
		since := c.cloud.clock.Now().Add(time.Duration(c.moved.Load()) - time.Duration(rng.IntN(20))*time.Second)
		s.arg = since.Truncate(time.Second).Format(time.RFC3339)
	case s.kind == "list":
		s.arg = []string{"", "status=ACTIVE", "status=BUILD", "flavor=3", "name=b-1", "status=SHUTOFF&flavor=2"}[rng.IntN(6)]
	case s.kind == "create", s.kind == "page", strings.HasSuffix(s.kind, "metadata"):
		s.arg = fmt.Sprint(2 + rng.IntN(3))
	}
	s.write(rng)
}

// write makes the step's request.
func (s *crowdStep) write(rng *rand.Rand) {
	where := crowdScopes[s.scope]
	on := func(method, path, body string) {
		s.method, s.path, s.body = method, "/"+where.region+"/v2/"+where.tenant+path, body
	}
	server := "/servers/" + s.id
	pairs := fmt.Sprintf(`{"metadata":{"%s":"v%d"}}`, s.arg, rng.IntN(100))
	switch s.kind {
	case "create":
		name := fmt.Sprintf("web-%d-%d", s.who, rng.IntN(1000))
		on("POST", "/servers", fmt.Sprintf(`{"server":{"name":"%s","imageRef":"%s","flavorRef":"%s"}}`, name, precise, s.arg))
	case "show":
		on("GET", server, "")
	case "delete":
		on("DELETE", server, "")
	case "act":
		on("POST", server+"/action", strings.Replace(crowdActions[s.arg], "FLAVOR", fmt.Sprint(2+rng.IntN(3)), 1))
	case "add metadata":
		on("POST", server+"/metadata", pairs)
	case "replace metadata":
		on("PUT", server+"/metadata", pairs)
	case "delete metadata":
		on("DELETE", server+"/metadata/"+s.arg, "")
	case "rename":
		on("PUT", server, fmt.Sprintf(`{"server":{"name":"db-%d"}}`, rng.IntN(1000)))
	case "list":
		on("GET", "/servers/detail?"+s.arg, "")
	case "page":
		on("GET", "/servers?limit="+s.arg+"&marker="+s.id, "")
	case "changes":
		on("GET", "/servers/detail?changes-since="+s.arg, "")
	case "limits":
		on("GET", "/limits", "")
	case "attach":
		on("POST", server+"/os-volume_attachments", `{"volumeAttachment":{"volumeId":"`+s.arg+`"}}`)
	case "detach":
		on("DELETE", server+"/os-volume_attachments/"+s.arg, "")
	case "volumes":
		on("GET", server+"/os-volume_attachments", "")
	case "show image":
		on("GET", "/images/"+s.id, "")
	case "delete image":
		on("DELETE", "/images/"+s.id, "")
	case "list images":
		on("GET", "/images?type=snapshot", "")
	case "tick":
		s.method, s.path, s.body = "POST", "/_sandbox/tick", `{"duration":"`+s.arg+`"}`
	}
}
