package model

import (
	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// Keypair reads a key pair of the tenant's; nil if there is none.
func (m *Model) Keypair(name string) (*compute.Keypair, error) {
	k := &compute.Keypair{}
	if found, err := m.get(keypairBucket, m.KeyPrefix()+name, k); !found || err != nil {
		return nil, err
	}
	return k, nil
}

// Keypairs reads the tenant's key pairs, by name.
func (m *Model) Keypairs() (all []*compute.Keypair, err error) {
	for _, data := range m.Tx.Scan(keypairBucket, m.KeyPrefix(), "") {
		k := &compute.Keypair{}
		if err := json.Unmarshal(data, k); err != nil {
			return nil, err
		}
		all = append(all, k)
	}
	return all, nil
}

// CountKeypairs returns how many key pairs the tenant has.
func (m *Model) CountKeypairs() (n int) {
	for range m.Tx.Scan(keypairBucket, m.KeyPrefix(), "") {
		n++
	}
	return n
}

// SaveKeypair writes a key pair.
func (m *Model) SaveKeypair(k *compute.Keypair) error {
	return m.put(keypairBucket, m.KeyPrefix()+k.Name, k)
}

// DeleteKeypair removes a key pair. Servers that were made with it still name it.
func (m *Model) DeleteKeypair(name string) error {
	return m.Tx.Remove(keypairBucket, m.KeyPrefix()+name)
}

// CheckKeypairName refuses a name that Nova refuses, one that is taken, and one too many.
func (m *Model) CheckKeypairName(name string) error {
	if err := compute.CheckKeypairName(name); err != nil {
		return err
	}
	taken, err := m.Keypair(name)
	if err != nil {
		return err
	}
	if taken != nil {
		return fault.Conflict("Key pair '%s' already exists.", name)
	}
	if m.CountKeypairs() >= compute.MaxKeypairs {
		return fault.OverLimit("Quota exceeded, too many key pairs.")
	}
	return nil
}
