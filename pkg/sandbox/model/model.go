// Package model is the state of a cloud as one request sees it: the collections of a tenant in a region, within one transaction. A Database
// opens the transaction, a Session says who asks and when, and a Model gives access to the records. Which bucket holds what is said in
// buckets.go; collections.go keeps what lists show in order, and what is deleted for as long as changes-since may ask for it.
package model

import (
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// Session is who asks, where, and when. What it can see is what the tenant has in the region.
type Session struct {
	Account tables.Account // the user; the zero value where nobody signed in
	Tenant  string         // the one that the path names, else the user's own; "": none
	Region  string
	Now     time.Time // one for the whole request
	ID      string    // the request's
	Failure string    // a fault on demand: what the request starts ends in ERROR, for this reason; "": it doesn't
}

// Model is the state as a session sees it, within one transaction. Records that it returns are as they are at the session's time.
type Model struct {
	Session
	Tx     store.Tx
	Tables *tables.Tables
	Speed  float64 // how many times faster than at the real service time goes
	quota  compute.Quota

	password string
}

// Secrets returns an account with the password and the API key that it signs in with here.
func (m *Model) Secrets(a tables.Account) tables.Account {
	if m.password != "" && a.WellKnown() {
		a.Password, a.ApiKey = m.password, m.password
	}
	return a
}

// KeyPrefix is the beginning of the keys of what the tenant has in the region. Tenants are kept apart by it: there is no other way to a
// record than through the prefix of the session's own tenant.
//
//go:noinline
func (m *Model) KeyPrefix() string { return KeyPrefix(m.Region, m.Tenant) }

// KeyPrefix is the beginning of the keys of what a tenant has in a region.
//
//go:noinline
func KeyPrefix(region, tenant string) string { return region + "/" + tenant + "/" }

// After returns the time when something is over that takes d at speed 1.
//
//go:noinline
func (m *Model) After(d time.Duration) time.Time {
	return m.Now.Add(time.Duration(float64(d) / m.Speed))
}

// Flavor finds a flavor by id.
//
//go:noinline
func (m *Model) Flavor(id string) (api.Flavor, bool) { return m.Tables.Flavor(id) }

// Quota returns what the tenant may have.
//
//go:noinline
func (m *Model) Quota() compute.Quota { return m.Tables.Quota(m.Tenant, m.quota) }

// get reads a record into v, and reports whether there is one.
func (m *Model) get(b store.Bucket, key string, v any) (bool, error) {
	data := m.Tx.Get(b, key)
	if data == nil {
		return false, nil
	}
	return true, json.Unmarshal(data, v)
}

// put writes a record.
func (m *Model) put(b store.Bucket, key string, v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	return m.Tx.Put(b, key, data)
}

// Offers returns what a create may choose from.
func (m *Model) Offers() compute.Offers {
	return compute.Offers{
		Quota: m.Quota(), Flavor: m.Flavor, Image: m.Image, Networks: m.Tables.NetworkIDs(), MayAttach: m.mayAttach,
		HasKeypair: func(name string) (bool, error) {
			k, err := m.Keypair(name)
			return k != nil, err
		},
	}
}
