package compute

import (
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// Usage is what a tenant has in a region. It is counted, not added up, so that the ten-thousandth server costs what the first did.
type Usage struct {
	Instances int `json:"instances"`
	RAM       int `json:"ram"` // MB
	Cores     int `json:"cores"`
}

// Add counts n servers of a flavor in, or out.
func (u *Usage) Add(f api.Flavor, n int) {
	u.Instances += n
	u.RAM += n * *f.RAM
	u.Cores += n * *f.VCPUs
}

// room is how many things of a size fit into what is left of a limit.
func room(size, used, limit int) int {
	if size == 0 || limit == Unlimited {
		return 1 << 30
	}
	return max(0, limit-used) / size
}

// refusal names the first limit that n servers of a flavor would exceed. It is 413 here, as in 2013; later clouds say 403 (fact 9).
func (q Quota) refusal(f api.Flavor, n int, u Usage) error {
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
	return fault.OverLimit("Quota exceeded for %s: Requested %d, but already used %d of %d %s", resource, requested, used, limit, resource)
}

// Reserve counts as many servers of a flavor in as the quota leaves room for, at least MinCount and at most MaxCount, and returns how
// many.
func (u *Usage) Reserve(q Quota, f api.Flavor, minCount, maxCount int) (int, error) {
	n := min(maxCount, room(1, u.Instances, q.Instances), room(*f.RAM, u.RAM, q.RAM), room(*f.VCPUs, u.Cores, q.Cores))
	if n < minCount {
		return 0, q.refusal(f, minCount, *u)
	}
	u.Add(f, n)
	return n, nil
}

// Exchange counts a server with another flavor, if the quota has room. A resize counts from when it is accepted, and a smaller flavor
// gives room at once.
func (u *Usage) Exchange(q Quota, from, to api.Flavor) error {
	if more := *to.RAM - *from.RAM; more > 0 && room(more, u.RAM, q.RAM) < 1 {
		return overQuota("ram", more, u.RAM, q.RAM)
	}
	if more := *to.VCPUs - *from.VCPUs; more > 0 && room(more, u.Cores, q.Cores) < 1 {
		return overQuota("cores", more, u.Cores, q.Cores)
	}
	u.Add(from, -1)
	u.Add(to, 1)
	return nil
}

// NoQuota refuses nothing.
func NoQuota() Quota {
	var q Quota
	for _, l := range Limits {
		*l.Of(&q) = Unlimited
	}
	return q
}
