package model

import (
	"fmt"
	"strconv"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/compute"
)

// aggregateKey is where a host aggregate is: it is of a region, and of no tenant.
func (m *Model) aggregateKey(id uint64) string { return fmt.Sprintf("%s/%012d", m.Region, id) }

// Aggregate reads a host aggregate; nil if there is none.
func (m *Model) Aggregate(id string) (*compute.Aggregate, error) {
	number, _ := strconv.ParseUint(id, 10, 64) // what is no number is 0, which none has
	a := &compute.Aggregate{}
	if found, err := m.get(aggregateBucket, m.aggregateKey(number), a); !found || err != nil {
		return nil, err
	}
	return a, nil
}

// Aggregates reads the host aggregates of the region, the oldest first.
func (m *Model) Aggregates() (all []*compute.Aggregate, err error) {
	for _, data := range m.Tx.Scan(aggregateBucket, m.Region+"/", "") {
		a := &compute.Aggregate{}
		if err := json.Unmarshal(data, a); err != nil {
			return nil, err
		}
		all = append(all, a)
	}
	return all, nil
}

// SaveAggregate writes a host aggregate; one without an id gets the next.
func (m *Model) SaveAggregate(a *compute.Aggregate) (err error) {
	if a.ID == 0 {
		if a.ID, err = NextNumber(m.Tx, "aggregates"); err != nil {
			return err
		}
	}
	return m.put(aggregateBucket, m.aggregateKey(a.ID), a)
}

// DeleteAggregate removes a host aggregate.
func (m *Model) DeleteAggregate(a *compute.Aggregate) error {
	return m.Tx.Remove(aggregateBucket, m.aggregateKey(a.ID))
}
