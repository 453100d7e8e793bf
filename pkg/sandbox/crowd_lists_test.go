package sandbox

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	gocmp "github.com/google/go-cmp/cmp"
)

// view is what a document of a server has to say, of what changes.
func (server *modelServer) view() map[string]any {
	stamp := func(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05Z") }
	v := map[string]any{
		"id": server.id, "name": server.name, "status": server.looks.status(), "metadata": plain(server.metadata),
		"flavor": server.flavor, "created": stamp(server.created), "updated": stamp(server.updated),
		"vm": server.looks.vm, "task": nil, "power": float64(server.looks.power), "progress": nil, "addressed": server.addressed,
	}
	if server.looks.task != "" {
		v["task"] = server.looks.task
	}
	if server.looks.hasProgress() {
		v["progress"] = float64(server.looks.progress)
	}
	return v
}

// viewOf is the same of a document.
func viewOf(document any) map[string]any {
	d, _ := document.(map[string]any)
	flavor, _ := d["flavor"].(map[string]any)
	addresses, _ := d["addresses"].(map[string]any)
	return map[string]any{
		"id": d["id"], "name": d["name"], "status": d["status"], "metadata": d["metadata"],
		"flavor": flavor["id"], "created": d["created"], "updated": d["updated"],
		"vm": d["OS-EXT-STS:vm_state"], "task": d["OS-EXT-STS:task_state"], "power": d["OS-EXT-STS:power_state"], "progress": d["progress"],
		"addressed": len(addresses) > 0,
	}
}

// document wants a server's document.
func (s *crowdStep) document(status int, server *modelServer) string {
	return s.shows(status, server.view())
}

// after wants the document that answers an update and a rebuild, which has no states but the status (examples 2.17 and 2.33).
func (s *crowdStep) after(status int, server *modelServer) string {
	view := server.view()
	view["vm"], view["task"], view["power"] = nil, nil, nil
	return s.shows(status, view)
}

func (s *crowdStep) shows(status int, view map[string]any) string {
	if diff := gocmp.Diff(view, viewOf(memberOf(s.reply.body, "server"))); diff != "" {
		return diff
	}
	return s.is(status)
}

// list wants the servers that exist and fit, or those that changed, the dead among them: all of them, in order, as they are now.
func (m *crowdModel) list(p *modelScope, s *crowdStep) string {
	all := p.sorted()
	if s.kind == "page" {
		return m.page(p, all, s)
	}
	since, _ := time.Parse(time.RFC3339, s.arg)
	want := []any{}
	for _, server := range all {
		if s.kind == "changes" && !server.updated.Before(since) || s.kind == "list" && server.died.IsZero() && fitsFilter(server, s.arg) {
			want = append(want, server.view())
		}
	}
	got := []any{}
	documents, _ := memberOf(s.reply.body, "servers").([]any)
	for _, d := range documents {
		got = append(got, viewOf(d))
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		return diff
	}
	return s.is(200)
}

func fitsFilter(server *modelServer, filter string) bool {
	for term := range strings.SplitSeq(filter, "&") {
		name, value, _ := strings.Cut(term, "=")
		fits := true
		switch name {
		case "status":
			fits = server.looks.status() == value
		case "flavor":
			fits = server.flavor == value
		case "name":
			fits = strings.Contains(server.name, value)
		}
		if !fits {
			return false
		}
	}
	return true
}

// page wants what follows the marker, which may be dead, and a link where the page is full.
func (m *crowdModel) page(p *modelScope, all []*modelServer, s *crowdStep) string {
	start := slices.IndexFunc(all, func(server *modelServer) bool { return server.id == s.id })
	if start < 0 {
		return s.refusal(&refused{400, "badRequest", "marker [" + s.id + "] not found"})
	}
	limit, _ := strconv.Atoi(s.arg)
	want := []any{}
	for _, server := range all[start+1:] {
		if server.died.IsZero() && len(want) < limit {
			want = append(want, server.id)
		}
	}
	if links, _ := memberOf(s.reply.body, "servers_links").([]any); (len(links) == 1) != (len(want) == limit) {
		return "a next link where the page is full"
	}
	return s.idsAre(want, "servers")
}

func (s *crowdStep) idsAre(want []any, collection string) string {
	got := []any{}
	documents, _ := memberOf(s.reply.body, collection).([]any)
	for _, d := range documents {
		o, _ := d.(map[string]any)
		got = append(got, o["id"])
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		return diff
	}
	return s.is(200)
}

// image: an image is SAVING for four seconds, half of its progress after one, and gone at once when it is deleted (fact 21).
func (m *crowdModel) image(p *modelScope, s *crowdStep) string {
	if s.kind == "list images" {
		var all []*modelImage
		for _, i := range p.images {
			if !i.deleted {
				all = append(all, i)
			}
		}
		slices.SortFunc(all, func(a, b *modelImage) int { return cmp.Or(b.created.Compare(a.created), strings.Compare(a.id, b.id)) })
		ids := []any{}
		for _, i := range all {
			ids = append(ids, i.id)
		}
		return s.idsAre(ids, "images")
	}
	i := p.images[s.id]
	if i == nil || i.deleted {
		return s.refusal(&refused{404, "itemNotFound", "Image not found."})
	}
	if s.kind == "delete image" {
		i.deleted = true
		return s.is(204)
	}
	status, progress := "SAVING", 25.0
	switch age := m.now.Sub(i.created); {
	case age >= 4*time.Second:
		status, progress = "ACTIVE", 100
	case age >= time.Second:
		progress = 50
	}
	if memberOf(s.reply.body, "image", "progress") != progress || memberOf(s.reply.body, "image", "server", "id") != i.server {
		return "progress " + strconv.Itoa(int(progress)) + ", made of " + i.server
	}
	return s.is(200, "image", "status", status)
}
