package model

import (
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
)

// Usage reads what the tenant uses of its quota in the region.
func (m *Model) Usage() (u compute.Usage, err error) {
	_, err = m.get(UsageBucket, m.KeyPrefix(), &u)
	return u, err
}

// Reserve takes room for as many servers of a flavor as the quota leaves, at least MinCount and at most MaxCount, and returns how many.
func (m *Model) Reserve(f api.Flavor, minCount, maxCount int) (n int, err error) {
	err = m.changeUsage(func(u *compute.Usage) (err error) {
		n, err = u.Reserve(m.Quota(), f, minCount, maxCount)
		return err
	})
	return n, err
}

// ExchangeFlavor counts a server with another flavor, if there is room.
func (m *Model) ExchangeFlavor(from, to api.Flavor) error {
	return m.changeUsage(func(u *compute.Usage) error { return u.Exchange(m.Quota(), from, to) })
}

// RestoreFlavor is ExchangeFlavor for a resize that is reverted, which no quota refuses.
func (m *Model) RestoreFlavor(from, to api.Flavor) error {
	return m.changeUsage(func(u *compute.Usage) error { return u.Exchange(compute.NoQuota(), from, to) })
}

// Release gives back what a server had of the quota. That happens when its deletion is accepted.
func (m *Model) Release(s *compute.Server) error {
	f, found := m.Flavor(s.CountedFlavor())
	if !found {
		return nil
	}
	return m.changeUsage(func(u *compute.Usage) error {
		u.Add(f, -1)
		return nil
	})
}

func (m *Model) changeUsage(change func(*compute.Usage) error) error {
	u, err := m.Usage()
	if err != nil {
		return err
	}
	if err := change(&u); err != nil {
		return err
	}
	return m.put(UsageBucket, m.KeyPrefix(), u)
}
