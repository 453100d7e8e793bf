package sandbox

import "github.com/novactl/novactl/pkg/api"

// Usage reads what the tenant uses of its quota in the region.
func (m *Model) Usage() (u usage, err error) {
	_, err = m.get(usageBucket, m.KeyPrefix(), &u)
	return u, err
}

// Reserve takes room for as many servers of a flavor as the quota leaves, at least minCount and at most maxCount, and returns how many.
func (m *Model) Reserve(f api.Flavor, minCount, maxCount int) (n int, err error) {
	err = m.changeUsage(func(u *usage) (err error) {
		n, err = u.reserve(m.Quota(), f, minCount, maxCount)
		return err
	})
	return n, err
}

// ExchangeFlavor counts a server with another flavor, if there is room.
func (m *Model) ExchangeFlavor(from, to api.Flavor) error {
	return m.changeUsage(func(u *usage) error { return u.exchange(m.Quota(), from, to) })
}

// RestoreFlavor is ExchangeFlavor for a resize that is reverted, which no quota refuses.
func (m *Model) RestoreFlavor(from, to api.Flavor) error {
	return m.changeUsage(func(u *usage) error { return u.exchange(noQuota(), from, to) })
}

// Release gives back what a server had of the quota. That happens when its deletion is accepted.
func (m *Model) Release(s *server) error {
	f, found := m.Flavor(s.countedFlavor())
	if !found {
		return nil
	}
	return m.changeUsage(func(u *usage) error {
		u.add(f, -1)
		return nil
	})
}

func (m *Model) changeUsage(change func(*usage) error) error {
	u, err := m.Usage()
	if err != nil {
		return err
	}
	if err := change(&u); err != nil {
		return err
	}
	return m.put(usageBucket, m.KeyPrefix(), u)
}
