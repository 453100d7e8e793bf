package model

import (
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
)

// RateUse reads what the tenant has used of a rule now; nothing where the rule's unit of time, the span, is over.
func (m *Model) RateUse(rule string, span time.Duration) (use compute.RateUse, err error) {
	_, err = m.get(rateBucket, m.KeyPrefix()+rule, &use)
	if m.Now.Sub(use.Since) >= span {
		use = compute.RateUse{Since: m.Now}
	}
	return use, err
}

// SaveRateUse writes what the tenant has used of a rule.
func (m *Model) SaveRateUse(rule string, use compute.RateUse) error {
	return m.put(rateBucket, m.KeyPrefix()+rule, use)
}
