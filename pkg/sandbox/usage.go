package sandbox

import (
	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/api"
)

// usage is what a tenant has in a region. It is counted, not added up, so that the ten-thousandth server costs what the first did.
type usage struct {
	Instances int `json:"instances"`
	RAM       int `json:"ram"` // MB
	Cores     int `json:"cores"`
}

// add counts n servers of a flavor in, or out.
func (u *usage) add(f api.Flavor, n int) {
	u.Instances += n
	u.RAM += n * *f.RAM
	u.Cores += n * *f.VCPUs
}

func (c *requestContext) loadUsage() (u usage, err error) {
	if data := c.tx.Get(usageBucket, c.keyPrefix()); data != nil {
		err = json.Unmarshal(data, &u)
	}
	return u, err
}

func (c *requestContext) saveUsage(u usage) error {
	data, err := json.Marshal(u)
	if err != nil {
		return err
	}
	return c.tx.Put(usageBucket, c.keyPrefix(), data)
}

// reserve takes room for as many servers of a flavor as the quota leaves, at least minCount and at most maxCount, and returns how many.
func (c *requestContext) reserve(f api.Flavor, minCount, maxCount int) (int, error) {
	u, err := c.loadUsage()
	if err != nil {
		return 0, err
	}
	q := c.quota()
	n := min(maxCount, room(1, u.Instances, q.Instances), room(*f.RAM, u.RAM, q.RAM), room(*f.VCPUs, u.Cores, q.Cores))
	if n < minCount {
		return 0, q.refusal(f, minCount, u)
	}
	u.add(f, n)
	return n, c.saveUsage(u)
}

// room is how many things of a size fit into what is left of a limit.
func room(size, used, limit int) int {
	if size == 0 || limit == unlimited {
		return 1 << 30
	}
	return max(0, limit-used) / size
}

// refusal names the first limit that n servers of a flavor would exceed. It is 413 here, as in 2013; later clouds say 403 (fact 9).
func (q Quota) refusal(f api.Flavor, n int, u usage) error {
	resource, requested, used, limit := "cores", n**f.VCPUs, u.Cores, q.Cores
	switch {
	case room(1, u.Instances, q.Instances) < n:
		resource, requested, used, limit = "instances", n, u.Instances, q.Instances
	case room(*f.RAM, u.RAM, q.RAM) < n:
		resource, requested, used, limit = "ram", n**f.RAM, u.RAM, q.RAM
	}
	return overQuota(resource, requested, used, limit)
}

func overQuota(resource string, requested, used, limit int) error {
	return overLimit("Quota exceeded for %s: Requested %d, but already used %d of %d %s", resource, requested, used, limit, resource)
}

// exchange counts a server with another flavor, if there is room. A resize counts from when it is accepted, and a smaller flavor
// gives room at once.
func (c *requestContext) exchange(from, to api.Flavor) error {
	u, err := c.loadUsage()
	if err != nil {
		return err
	}
	q := c.quota()
	if more := *to.RAM - *from.RAM; more > 0 && room(more, u.RAM, q.RAM) < 1 {
		return overQuota("ram", more, u.RAM, q.RAM)
	}
	if more := *to.VCPUs - *from.VCPUs; more > 0 && room(more, u.Cores, q.Cores) < 1 {
		return overQuota("cores", more, u.Cores, q.Cores)
	}
	return c.swap(u, from, to)
}

// exchangeBack is exchange for a resize that is reverted, which no quota refuses.
func (c *requestContext) exchangeBack(from, to api.Flavor) error {
	u, err := c.loadUsage()
	if err != nil {
		return err
	}
	return c.swap(u, from, to)
}

func (c *requestContext) swap(u usage, from, to api.Flavor) error {
	u.add(from, -1)
	u.add(to, 1)
	return c.saveUsage(u)
}

// release gives back what a server had of the quota. That happens when its deletion is accepted.
func (c *requestContext) release(s *server) error {
	u, err := c.loadUsage()
	if err != nil {
		return err
	}
	f, found := c.flavorOf(s.countedFlavor())
	if !found {
		return nil
	}
	u.add(f, -1)
	return c.saveUsage(u)
}

// countedFlavor is the flavor that the quota counts a server with: that of a resize from when it was accepted, and the old one from when
// the way back was.
func (s *server) countedFlavor() string {
	switch {
	case s.Resize == nil:
		return s.FlavorID
	case s.Resize.Back:
		return s.Resize.From.FlavorID
	}
	return s.Resize.To.FlavorID
}
