package sandbox

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
)

// model is a cloud that does one request after another. It knows of the sandbox only what users can know: the tables, and the ids that
// it was told. It adds up what the sandbox counts, and filters all there is where the sandbox looks it up.
type crowdModel struct {
	now    time.Time
	quota  compute.Quota
	rules  map[string]stateRule
	lives  map[string][]moment
	scopes []*modelScope
	tokens map[string]time.Time // token -> when it dies
	owner  map[string]string    // token -> user
	latest map[string]string    // user -> token
}

type modelScope struct {
	servers map[string]*modelServer
	images  map[string]*modelImage
	held    map[string]string // volume -> the server that had it last
}

type modelServer struct {
	id, name         string
	flavor, counted  string // what it has, and what the quota counts
	from, to         string // of its resize
	created, updated time.Time
	ends             bool // its deletion was accepted
	died             time.Time
	locked           bool
	addressed        bool
	looks            looks
	metadata         map[string]string
	plan             []planned
	volumes          []modelVolume
}

type planned struct {
	at time.Time
	moment
}

type modelVolume struct {
	id          string
	ready, gone time.Time
}

type modelImage struct {
	id, server string
	created    time.Time
	deleted    bool
}

func newModel(u *cloudUnderTest, quota compute.Quota, now time.Time) *crowdModel {
	t := u.t.(*testing.T)
	m := &crowdModel{
		now: now, quota: quota, rules: crowdRules(t), lives: lives(t),
		tokens: map[string]time.Time{}, owner: map[string]string{}, latest: map[string]string{},
	}
	for range crowdScopes {
		m.scopes = append(m.scopes, &modelScope{map[string]*modelServer{}, map[string]*modelImage{}, map[string]string{}})
	}
	return m
}

// knows tells the model of the tokens that users have had since the beginning.
func (m *crowdModel) knows(tokens map[string]string) {
	for user, token := range tokens {
		m.learn(user, token)
	}
}

func (m *crowdModel) learn(user, token string) {
	m.tokens[token], m.owner[token], m.latest[user] = m.now.Add(24*time.Hour), user, token
}

// flavorSizes are RAM and cores of the flavors that the crowd uses (flavors.json).
var flavorSizes = map[string]struct{ ram, cores int }{"2": {512, 1}, "3": {1024, 1}, "4": {2048, 2}}

// used adds up what the quota counts: every server from when it was accepted until its deletion was.
func (p *modelScope) used() (instances, ram, cores int) {
	for _, s := range p.servers {
		if !s.ends {
			instances, ram, cores = instances+1, ram+flavorSizes[s.counted].ram, cores+flavorSizes[s.counted].cores
		}
	}
	return instances, ram, cores
}

// sorted are the servers in the order of lists: the latest first, then by id (guide 1.6).
func (p *modelScope) sorted() []*modelServer {
	var all []*modelServer
	for _, s := range p.servers {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b *modelServer) int {
		return cmp.Or(b.created.Compare(a.created), strings.Compare(a.id, b.id))
	})
	return all
}

// tick moves the clock on, and lets what is due happen.
func (m *crowdModel) tick(d time.Duration) {
	m.now = m.now.Add(d)
	for _, p := range m.scopes {
		for _, s := range p.servers {
			m.advance(s)
		}
	}
}

func (m *crowdModel) advance(s *modelServer) {
	for len(s.plan) > 0 && !s.plan[0].at.After(m.now) {
		next := s.plan[0]
		s.plan = s.plan[1:]
		s.looks, s.updated = next.next(s.looks), next.at
		switch next.effect {
		case "addressed":
			s.addressed = true
		case "dead":
			s.died = next.at
		case "resized":
			s.flavor = s.to
		case "reverted":
			s.flavor = s.from
		}
	}
	s.volumes = slices.DeleteFunc(s.volumes, func(v modelVolume) bool { return !v.gone.IsZero() && !v.gone.After(m.now) })
}

// begin replaces a server's plan.
func (m *crowdModel) begin(s *modelServer, operation string) {
	s.plan = nil
	for _, next := range m.lives[operation] {
		s.plan = append(s.plan, planned{m.now.Add(next.at), next})
	}
	m.advance(s)
}

// allow is the refusal that the tables have for an operation, or nothing.
func (m *crowdModel) allow(s *modelServer, operation, name string) *refused {
	if s.locked && !slices.Contains([]string{"lock", "unlock", "createImage", "resume"}, operation) {
		return &refused{409, "conflictingRequest", "Instance " + s.id + " is locked"}
	}
	r, known := m.rules[operation]
	if !known {
		panic(operation)
	}
	vmFits, taskFits := r.allows(s.looks.vm, s.looks.task)
	if vmFits && taskFits {
		return nil
	}
	where := "task_state " + s.looks.task
	if !vmFits {
		where = "vm_state " + s.looks.vm
	}
	if operation == "changePassword" {
		return &refused{400, "badRequest", "Instance " + s.id + " in " + where + ". Cannot set_admin_password while the instance is in this state."}
	}
	return &refused{409, "conflictingRequest", "Cannot '" + name + "' while instance is in " + where}
}

// refused is a fault as the tables have it.
type refused struct {
	status        int
	kind, message string
}

func (m *crowdModel) overQuota(resource string, requested, used, limit int) *refused {
	return &refused{413, "overLimit", fmt.Sprintf(
		"Quota exceeded for %s: Requested %d, but already used %d of %d %s", resource, requested, used, limit, resource)}
}
