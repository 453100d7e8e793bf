package sandbox

import (
	"fmt"
	"testing"

	"github.com/go-json-experiment/json"
)

// How tests look at a cloud, and read its answers.

// server reads a server's document.
func (u *cloudUnderTest) server(id string) map[string]any {
	u.t.Helper()
	return at[map[string]any](u.t, u.json(u.want(200, u.compute("GET", "/servers/"+id, ""))), "server")
}

// names lists the names in the collection of a reply, in order.
func (u *cloudUnderTest) names(root string, r reply) []string {
	u.t.Helper()
	names := []string{}
	for _, item := range at[[]any](u.t, u.json(u.want(200, r)), root) {
		names = append(names, at[string](u.t, item.(map[string]any), "name"))
	}
	return names
}

// ids lists every server's, page by page.
func (u *cloudUnderTest) ids() []string {
	u.t.Helper()
	ids, seen, marker := []string{}, map[string]bool{}, ""
	for {
		items := at[[]any](u.t, u.json(u.want(200, u.compute("GET", "/servers?limit=100"+marker, ""))), "servers")
		for _, item := range items {
			id := at[string](u.t, item.(map[string]any), "id")
			if seen[id] {
				u.t.Fatalf("%s is listed twice", id)
			}
			ids, seen[id] = append(ids, id), true
		}
		if len(items) == 0 {
			return ids
		}
		marker = "&marker=" + ids[len(ids)-1]
	}
}

// imageDoc reads an image's document.
func (u *cloudUnderTest) imageDoc(id string) map[string]any {
	u.t.Helper()
	return at[map[string]any](u.t, u.json(u.want(200, u.compute("GET", "/images/"+id, ""))), "image")
}

// looks is what a user sees of a server's state in one line: status, task, VM state, power, progress, flavor.
func (u *cloudUnderTest) looks(id string) string {
	u.t.Helper()
	s := u.server(id)
	progress := "-"
	if p, shown := s["progress"]; shown {
		progress = fmt.Sprint(p)
	}
	task, _ := s["OS-EXT-STS:task_state"].(string)
	if task == "" {
		task = "-"
	}
	return fmt.Sprint(s["status"], " ", task, " ", s["OS-EXT-STS:vm_state"], " ", s["OS-EXT-STS:power_state"], " ", progress, " ",
		at[string](u.t, s, "flavor", "id"))
}

// fault is the kind and the message of a refusal in either format.
func (u *cloudUnderTest) fault(r reply) (kind, message string) {
	u.t.Helper()
	parts := u.faultParts(r)
	return parts.Kind, parts.Message
}

// memberOf is the member at a path of a document, or nil.
func memberOf(text string, path ...string) any {
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return nil
	}
	for _, name := range path {
		o, _ := v.(map[string]any)
		v = o[name]
	}
	return v
}

// at returns the member at a path of a document.
func at[T any](t testing.TB, doc map[string]any, path ...string) T {
	t.Helper()
	var v any = doc
	for _, name := range path {
		object, ok := v.(map[string]any)
		if !ok {
			t.Fatalf("no object to look for %q in: %v", name, v)
		}
		if v, ok = object[name]; !ok {
			t.Fatalf("no member %q in %v", name, object)
		}
	}
	typed, ok := v.(T)
	if !ok {
		t.Fatalf("%v is a %T", path, v)
	}
	return typed
}

// used is what the absolute limits say is used.
type used struct{ Instances, RAM, Cores float64 }

func (u *cloudUnderTest) used() used {
	u.t.Helper()
	limits := at[map[string]any](u.t, u.json(u.want(200, u.compute("GET", "/limits", ""))), "limits", "absolute")
	return used{at[float64](u.t, limits, "totalInstancesUsed"), at[float64](u.t, limits, "totalRAMUsed"), at[float64](u.t, limits, "totalCoresUsed")}
}
