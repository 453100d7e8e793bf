package sandbox

import (
	"github.com/go-json-experiment/json"
)

// Quota is how much a tenant may have in a region at a time.
type Quota struct {
	Instances int // 0: 1000
	RAM       int // MB; 0: 524288
}

func (q Quota) withDefaults() Quota {
	if q.Instances == 0 {
		q.Instances = 1000
	}
	if q.RAM == 0 {
		q.RAM = 524288
	}
	return q
}

// usage is what a tenant has in a region. It is counted, not added up, so that the ten-thousandth server costs what the first did.
type usage struct {
	Instances int `json:"instances"`
	RAM       int `json:"ram"` // MB
}

func (c *call) usage() (u usage, err error) {
	if data := c.tx.get(usageBucket, c.place()); data != nil {
		err = json.Unmarshal(data, &u)
	}
	return u, err
}

func (c *call) saveUsage(u usage) error {
	data, err := json.Marshal(u)
	if err != nil {
		return err
	}
	return c.tx.put(usageBucket, c.place(), data)
}

// reserve takes room for as many servers as the quota leaves, at least least and at most most, and returns how many.
func (c *call) reserve(ram, least, most int) (int, error) {
	u, err := c.usage()
	if err != nil {
		return 0, err
	}
	q := c.cloud.quota
	n := min(most, q.Instances-u.Instances)
	if ram > 0 {
		n = min(n, (q.RAM-u.RAM)/ram)
	}
	switch {
	case n >= least:
		return n, c.saveUsage(usage{Instances: u.Instances + n, RAM: u.RAM + n*ram})
	case q.Instances-u.Instances < least:
		return 0, overQuota("instances", least, u.Instances, q.Instances)
	}
	return 0, overQuota("ram", least*ram, u.RAM, q.RAM)
}

// overQuota is 413 here, as in 2013; later clouds say 403 (fact 9).
func overQuota(resource string, requested, used, limit int) error {
	return overLimit("Quota exceeded for %s: Requested %d, but already used %d of %d %s", resource, requested, used, limit, resource)
}

// release gives back what a server had of the quota. That happens when its deletion is accepted.
func (c *call) release(s *server) error {
	u, err := c.usage()
	if err != nil {
		return err
	}
	u.Instances--
	if f, ok := flavorOf(s.FlavorID); ok {
		u.RAM -= *f.RAM
	}
	return c.saveUsage(u)
}
