package sandbox

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/document"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// replay does the steps again, in their order, and compares every answer. It stops at the first that is wrong, with what had happened to
// the server before.
func (m *crowdModel) replay(t *testing.T, steps []*crowdStep) {
	t.Helper()
	statuses := map[string]int{}
	for i, s := range steps {
		if s.runs != 1 {
			t.Fatalf("%v had %d transactions", s, s.runs)
		}
		if wrong := m.do(s); wrong != "" {
			for _, before := range steps[max(0, i-3000):i] {
				if before.changed(s) {
					t.Logf("before it: %v", before)
				}
			}
			t.Fatalf("%v\nthe model, at %v: %s", s, m.now, wrong)
		}
		name := s.kind
		if s.kind == "act" {
			name = s.arg
		}
		statuses[fmt.Sprint(name, " ", s.reply.status)]++
	}
	t.Logf("%v", statuses)
	if len(steps) < 5000 {
		return
	}
	for name := range maps.Keys(crowdActions) { // the crowd proves nothing of what it didn't do
		if statuses[name+" 202"]+statuses[name+" 200"]+statuses[name+" 204"] == 0 {
			t.Errorf("no %s was accepted", name)
		}
	}
}

// changed reports whether a step may have changed what another one saw.
func (s *crowdStep) changed(other *crowdStep) bool {
	if s.method == "GET" || s.reply.status >= 300 {
		return false
	}
	return s.kind == "tick" || s.scope == other.scope && (other.id == "" || s.id == other.id || strings.Contains(s.reply.body, other.id))
}

// do does a step and says what is wrong with its answer.
func (m *crowdModel) do(s *crowdStep) string {
	switch s.kind {
	case "tick":
		d, _ := time.ParseDuration(s.arg)
		m.tick(d)
		return s.is(200, "now", m.now.Format(time.RFC3339Nano))
	case "sign in":
		return m.signIn(s)
	}
	if dies, known := m.tokens[s.token]; !known || !m.now.Before(dies) {
		return s.refusal(&refused{401, "unauthorized", "No valid token provided. Please use the 'X-Auth-Token' header with a valid token."})
	}
	p := m.scopes[s.scope]
	switch s.kind {
	case "create":
		return m.create(p, s)
	case "list", "page", "changes":
		return m.list(p, s)
	case "limits":
		return m.limits(p, s)
	case "show image", "delete image", "list images":
		return m.image(p, s)
	}
	server := p.servers[s.id]
	if server == nil || !server.died.IsZero() {
		missing := map[string]string{
			"attach": "The resource could not be found.", "detach": "The resource could not be found.", "volumes": "The resource could not be found.",
			"add metadata": "Server does not exist", "replace metadata": "Server does not exist", "delete metadata": "Server does not exist",
		}[s.kind]
		switch {
		case s.arg == "rescue" || s.arg == "unrescue":
			missing = "Server not found"
		case missing == "":
			missing = "Instance could not be found"
		}
		return s.refusal(&refused{404, "itemNotFound", missing})
	}
	switch s.kind {
	case "show":
		return s.document(200, server)
	case "rename":
		server.name, _ = memberOf(s.body, "server", "name").(string)
		server.updated = m.now
		return s.after(200, server)
	case "delete":
		return m.delete(server, s)
	case "act":
		return m.action(p, server, s)
	case "attach", "detach", "volumes":
		return m.volume(p, server, s)
	}
	return m.pairs(server, s)
}

// signIn: the same token until it dies (fact 4), then one that nobody has seen.
func (m *crowdModel) signIn(s *crowdStep) string {
	user := crowdScopes[s.scope].user
	got, _ := memberOf(s.reply.body, "access", "token", "id").(string)
	if now := m.latest[user]; m.now.Before(m.tokens[now]) {
		return s.is(200, "access", "token", "id", now)
	}
	if _, seen := m.tokens[got]; seen || got == "" {
		return "a new token was due"
	}
	m.learn(user, got)
	return s.is(200)
}

func (m *crowdModel) create(p *modelScope, s *crowdStep) string {
	size := flavorSizes[s.arg]
	instances, ram, cores := p.used()
	switch {
	case instances+1 > m.quota.Instances:
		return s.refusal(m.overQuota("instances", 1, instances, m.quota.Instances))
	case ram+size.ram > m.quota.RAM:
		return s.refusal(m.overQuota("ram", size.ram, ram, m.quota.RAM))
	case cores+size.cores > m.quota.Cores:
		return s.refusal(m.overQuota("cores", size.cores, cores, m.quota.Cores))
	}
	id, _ := memberOf(s.reply.body, "server", "id").(string)
	for _, scope := range m.scopes {
		if id == "" || scope.servers[id] != nil {
			return "a new id was due"
		}
	}
	name, _ := memberOf(s.body, "server", "name").(string)
	server := &modelServer{id: id, name: name, flavor: s.arg, counted: s.arg, created: m.now, metadata: map[string]string{}}
	p.servers[id] = server
	m.begin(server, "create")
	return s.is(202)
}

// delete: in any state; one that is on its way goes on.
func (m *crowdModel) delete(server *modelServer, s *crowdStep) string {
	if server.ends {
		return s.is(204)
	}
	if r := m.allow(server, "delete server", ""); r != nil {
		return s.refusal(r)
	}
	server.ends = true
	m.begin(server, "delete server")
	return s.is(204)
}

func (m *crowdModel) action(p *modelScope, server *modelServer, s *crowdStep) string {
	name := s.arg
	if known := requests[s.arg]; known != nil {
		name = known[0].name
	}
	if r := m.allow(server, s.arg, name); r != nil {
		return s.refusal(r)
	}
	switch s.arg {
	case "lock", "unlock":
		server.locked = s.arg == "lock"
		return s.is(202)
	case "resize":
		if r := m.resize(p, server, s); r != nil {
			return s.refusal(r)
		}
	case "revertResize":
		server.counted = server.from
	case "createImage":
		id := document.LastSegment(s.reply.header.Get("Location"))
		if p.images[id] != nil || !random.IsUUID(id) {
			return "a new image was due"
		}
		p.images[id] = &modelImage{id: id, server: server.id, created: m.now}
	}
	m.begin(server, s.arg)
	status, _ := strconv.Atoi(m.rules[s.arg].succeeds[:3])
	if s.arg == "rebuild" {
		return s.after(status, server)
	}
	return s.is(status)
}

func (m *crowdModel) resize(p *modelScope, server *modelServer, s *crowdStep) *refused {
	to, _ := memberOf(s.body, "resize", "flavorRef").(string)
	if to == server.flavor {
		return &refused{400, "badRequest", "Resize requires a flavor change."}
	}
	_, ram, cores := p.used()
	if more := flavorSizes[to].ram - flavorSizes[server.flavor].ram; more > 0 && ram+more > m.quota.RAM {
		return m.overQuota("ram", more, ram, m.quota.RAM)
	}
	if more := flavorSizes[to].cores - flavorSizes[server.flavor].cores; more > 0 && cores+more > m.quota.Cores {
		return m.overQuota("cores", more, cores, m.quota.Cores)
	}
	server.from, server.to, server.counted = server.flavor, to, to
	return nil
}

func (m *crowdModel) pairs(server *modelServer, s *crowdStep) string {
	const rule = "set/update/delete server metadata"
	if s.kind == "delete metadata" {
		if _, has := server.metadata[s.arg]; !has {
			return s.refusal(&refused{404, "itemNotFound", "Metadata item was not found"})
		}
		if r := m.allow(server, rule, "delete metadata"); r != nil {
			return s.refusal(r)
		}
		delete(server.metadata, s.arg)
		server.updated = m.now
		return s.is(204)
	}
	if r := m.allow(server, rule, "update metadata"); r != nil {
		return s.refusal(r)
	}
	if s.kind == "replace metadata" {
		server.metadata = map[string]string{}
	}
	pairs, _ := memberOf(s.body, "metadata").(map[string]any)
	for k, v := range pairs {
		server.metadata[k], _ = v.(string)
	}
	server.updated = m.now
	return s.same(200, plain(server.metadata), "metadata")
}

// volume: a volume of the tenant's belongs to one server at a time.
func (m *crowdModel) volume(p *modelScope, server *modelServer, s *crowdStep) string {
	find := func(of *modelServer) int {
		return slices.IndexFunc(of.volumes, func(v modelVolume) bool { return v.id == s.arg })
	}
	mine := slices.ContainsFunc(tables.Volumes, func(v compute.Volume) bool { return v.ID == s.arg && v.Tenant == crowdScopes[s.scope].tenant })
	switch s.kind {
	case "volumes":
		ids := []any{}
		for _, v := range server.volumes {
			ids = append(ids, v.id)
		}
		return s.idsAre(ids, "volumeAttachments")
	case "detach":
		if find(server) < 0 {
			return s.refusal(&refused{404, "itemNotFound", "The resource could not be found."})
		}
		if r := m.allow(server, "detach volume", "detach_volume"); r != nil {
			return s.refusal(r)
		}
		if v := &server.volumes[find(server)]; v.gone.IsZero() {
			v.gone = m.now.Add(1500 * time.Millisecond)
		}
		return s.is(202)
	}
	if r := m.allow(server, "attach volume", "attach_volume"); r != nil {
		return s.refusal(r)
	}
	if !mine {
		return s.refusal(&refused{404, "itemNotFound", "The resource could not be found."})
	}
	for _, other := range p.servers {
		if other.died.IsZero() && find(other) >= 0 {
			return s.refusal(&refused{400, "badRequest", "Invalid volume: status must be 'available'"})
		}
	}
	server.volumes = append(server.volumes, modelVolume{id: s.arg, ready: m.now.Add(1500 * time.Millisecond)})
	return s.is(200, "volumeAttachment", "volumeId", s.arg)
}

func (m *crowdModel) limits(p *modelScope, s *crowdStep) string {
	instances, ram, cores := p.used()
	for name, want := range map[string]int{"totalInstancesUsed": instances, "totalRAMUsed": ram, "totalCoresUsed": cores} {
		if got := memberOf(s.reply.body, "limits", "absolute", name); got != float64(want) {
			return fmt.Sprintf("%s is %d", name, want)
		}
	}
	return s.is(200)
}

// is wants a status, and where a path is given, its last element as the value there.
func (s *crowdStep) is(status int, path ...string) string {
	if s.reply.status != status {
		return fmt.Sprint("status ", status)
	}
	if n := len(path) - 1; n > 0 && memberOf(s.reply.body, path[:n]...) != path[n] {
		return fmt.Sprintf("%v", path)
	}
	return ""
}

func (s *crowdStep) same(status int, want any, path ...string) string {
	if diff := cmp.Diff(want, memberOf(s.reply.body, path...)); diff != "" {
		return diff
	}
	return s.is(status)
}

func (s *crowdStep) refusal(r *refused) string {
	if got := memberOf(s.reply.body, r.kind, "message"); s.reply.status != r.status || got != r.message {
		return fmt.Sprintf("%d %s %q", r.status, r.kind, r.message)
	}
	return ""
}

func plain(pairs map[string]string) map[string]any {
	all := map[string]any{}
	for k, v := range pairs {
		all[k] = v
	}
	return all
}
