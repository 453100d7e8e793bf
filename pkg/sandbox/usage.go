package sandbox

import (
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

// reserve counts as many servers of a flavor in as the quota leaves room for, at least minCount and at most maxCount, and returns how
// many.
func (u *usage) reserve(q Quota, f api.Flavor, minCount, maxCount int) (int, error) {
	n := min(maxCount, room(1, u.Instances, q.Instances), room(*f.RAM, u.RAM, q.RAM), room(*f.VCPUs, u.Cores, q.Cores))
	if n < minCount {
		return 0, q.refusal(f, minCount, *u)
	}
	u.add(f, n)
	return n, nil
}

// exchange counts a server with another flavor, if the quota has room. A resize counts from when it is accepted, and a smaller flavor
// gives room at once.
func (u *usage) exchange(q Quota, from, to api.Flavor) error {
	if more := *to.RAM - *from.RAM; more > 0 && room(more, u.RAM, q.RAM) < 1 {
		return overQuota("ram", more, u.RAM, q.RAM)
	}
	if more := *to.VCPUs - *from.VCPUs; more > 0 && room(more, u.Cores, q.Cores) < 1 {
		return overQuota("cores", more, u.Cores, q.Cores)
	}
	u.add(from, -1)
	u.add(to, 1)
	return nil
}

// noQuota refuses nothing.
func noQuota() Quota {
	var q Quota
	for _, l := range limits {
		*l.of(&q) = unlimited
	}
	return q
}
