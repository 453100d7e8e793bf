package seed

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/fault"
	"github.com/novactl/novactl/pkg/sandbox/inject"
	"github.com/novactl/novactl/pkg/sandbox/model"
	"github.com/novactl/novactl/pkg/sandbox/random"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// Seed sets up a cloud that nobody has used yet. One that was set up by the same document is left as it is by now, so that a service
// may be started again with it. Any other is refused with status 409 (StatusOf), a document that can't be used with an *Error;
// then nothing was done.
func (c Seeder) Seed(ctx context.Context, s Seed) error {
	revision, err := s.revision()
	if err != nil {
		return err
	}
	return c.DB.Store.Update(ctx, func(t store.Tx) error {
		if done, _, _ := strings.Cut(model.SeedRevision(t), "@"); done == revision {
			return nil
		}
		if model.Used(t) {
			return fault.Conflict("the sandbox is in use already")
		}
		return store.Bulk(t, func(t store.Tx) error { return c.applySeed(t, s) })
	})
}

// ResetTo is Reset, and sets the cloud up as the seed says. A document that can't be used is refused with an *Error, and the cloud
// stays as it was.
func (c Seeder) ResetTo(ctx context.Context, s Seed) error {
	return c.DB.Store.Reset(ctx, func(t store.Tx) error {
		return store.Bulk(t, func(t store.Tx) error { return c.applySeed(t, s) })
	})
}

// Seeder sets up clouds.
type Seeder struct {
	DB    *model.Database
	Rules inject.Rules
}

// revision tells documents apart.
func (s Seed) revision() (string, error) {
	doc, err := json.Marshal(s, json.Deterministic(true))
	sum := sha256.Sum256(doc)
	return hex.EncodeToString(sum[:]), err
}

// seeding is a seeding on its way.
type seeding struct {
	Seeder
	tx     store.Tx
	now    time.Time
	seed   Seed // its lists are the seeder's own: what was left out is filled in
	tables *tables.Tables

	ids    *seedIDs
	users  map[string]bool   // by name
	owners map[string]string // by tenant: a user's id
	labels map[string]bool   // of networks
}

// applySeed sets up the store as the seed says.
func (c Seeder) applySeed(t store.Tx, seed Seed) error {
	revision, err := seed.revision()
	if err != nil {
		return err
	}
	base := seed.base()
	s := &seeding{Seeder: c, tx: t, now: c.DB.Now(t), seed: seed, ids: newSeedIDs(base),
		users: map[string]bool{}, owners: map[string]string{}, labels: map[string]bool{"public": true, "private": true}}
	for _, a := range tables.Accounts() {
		s.users[a.User], s.owners[a.Tenant] = true, a.ID
	}
	for _, n := range base.Networks {
		s.labels[n.Label] = true
	}
	s.seed.Users, s.seed.Flavors, s.seed.Images = slices.Clone(seed.Users), slices.Clone(seed.Flavors), slices.Clone(seed.Images)
	s.seed.Networks, s.seed.Volumes = slices.Clone(seed.Networks), slices.Clone(seed.Volumes)
	s.seed.Quotas, s.seed.Keypairs, s.seed.Servers = slices.Clone(seed.Quotas), slices.Clone(seed.Keypairs), slices.Clone(seed.Servers)
	for _, do := range []func() error{
		s.checkTables,
		func() error { return s.saveTables(revision) },
		func() error { return eachEntry("images", s.seed.Images, s.addImage) },
		func() error { return eachEntry("keypairs", s.seed.Keypairs, s.addKeypair) },
		func() error { return eachEntry("servers", s.seed.Servers, s.addServers) },
		func() error { return eachEntry("faults", slices.Clone(seed.Faults), s.addFault) },
	} {
		if err := do(); err != nil {
			return err
		}
	}
	return nil
}

// saveTables writes down the tables, and makes them those of what comes after.
func (s *seeding) saveTables(revision string) error {
	own := s.seed
	own.Keypairs, own.Servers, own.Faults = nil, nil, nil
	doc, err := json.Marshal(own)
	if err != nil {
		return err
	}
	s.tables = own.tables()
	return model.SaveTables(s.tx, revision+"@"+s.now.Format(time.RFC3339Nano), doc)
}

// as is the state as a request of a tenant's in a region at the time at would see it.
func (s *seeding) as(tenant, region string, at time.Time) *model.Model {
	i := slices.IndexFunc(s.tables.Accounts, func(a tables.Account) bool { return a.Tenant == tenant }) // checkTenant saw to it
	return s.DB.BindTables(s.tx, model.Session{
		Account: s.tables.Accounts[i], Tenant: tenant, Region: region, Now: at, ID: random.RequestID(),
	}, s.tables)
}

// addImage makes the record of a tenant's image. The provider's are in the tables.
func (s *seeding) addImage(i *Image) error {
	if i.Tenant == "" {
		return nil
	}
	return s.as(i.Tenant, i.Region, i.Created).AddImage(i.image())
}

func (s *seeding) addKeypair(k *Keypair) error {
	if err := s.checkTenant(&k.Tenant); err != nil {
		return err
	}
	if err := checkRegion(&k.Region); err != nil {
		return err
	}
	m := s.as(k.Tenant, k.Region, s.now)
	if err := m.CheckKeypairName(k.Name); err != nil {
		return atPath("name", err)
	}
	sum, err := compute.Fingerprint(k.PublicKey)
	if err != nil {
		return atPath("public_key", err)
	}
	return m.SaveKeypair(&compute.Keypair{Name: k.Name, PublicKey: k.PublicKey, Fingerprint: sum, Created: s.now})
}

func (s *seeding) addFault(f *inject.Rule) error {
	if f.ID != "" {
		return seedMistake("id", "it can't be chosen")
	}
	if err := s.Rules.Check(*f); err != nil {
		return err
	}
	return f.Add(s.tx)
}
