package model

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/novactl/novactl/pkg/sandbox/compute"
	"github.com/novactl/novactl/pkg/sandbox/store"
	"github.com/novactl/novactl/pkg/sandbox/tables"
)

// Database is the state of a cloud, with what holds for all its requests: how fast time goes, and what a tenant may have.
type Database struct {
	Store store.Store
	Path  string // the store's file; "" in memory
	Clock func() time.Time
	Speed float64       // divides every duration of a life cycle
	Quota compute.Quota // of each tenant in each region, unless a seed says otherwise

	Password string // of the accounts whose own is public, and their API key; "": their own

	// Seeded decodes what a seed added to the built-in tables.
	Seeded func(doc []byte) (*tables.Tables, error)

	seeded atomic.Pointer[seededTables] // those of the last seed that was met
}

// seededTables are the tables of a seed, by the value of SeedKey: the same seed at another time has images of another age.
type seededTables struct {
	seed   string
	tables *tables.Tables
}

// View runs fn on the state as the session sees it, which doesn't change meanwhile.
func (d *Database) View(ctx context.Context, s Session, fn func(*Model) error) error {
	return d.Store.View(ctx, func(t store.Tx) error { return d.bindTx(t, s, fn) })
}

// Update runs fn alone. What it wrote is kept as a whole if it returns nil, else not at all.
func (d *Database) Update(ctx context.Context, s Session, fn func(*Model) error) error {
	return d.Store.Update(ctx, func(t store.Tx) error { return d.bindTx(t, s, fn) })
}

func (d *Database) bindTx(t store.Tx, s Session, fn func(*Model) error) error {
	m, err := d.Bind(t, s)
	if err != nil {
		return err
	}
	return fn(m)
}

// Bind returns the state in t as the session sees it now.
func (d *Database) Bind(t store.Tx, s Session) (*Model, error) {
	all, err := d.tablesOf(t)
	if err != nil {
		return nil, err
	}
	s.Now = d.Now(t)
	return &Model{Session: s, Tx: t, Tables: all, Speed: d.Speed, quota: d.Quota, password: d.Password}, nil
}

// BindTables is Bind at the session's own time, with tables that the store doesn't have yet.
func (d *Database) BindTables(t store.Tx, s Session, all *tables.Tables) *Model {
	return &Model{Session: s, Tx: t, Tables: all, Speed: d.Speed, quota: d.Quota, password: d.Password}
}

// Now returns the time by the clock, and by how far it was moved by hand.
func (d *Database) Now(t store.Tx) time.Time { return d.Clock().UTC().Add(Moved(t)) }

// tablesOf returns the tables of the state in t. Those of a seed are decoded once, not once a request.
func (d *Database) tablesOf(t store.Tx) (*tables.Tables, error) {
	seed := string(t.Get(metaBucket, SeedKey))
	if seed == "" {
		return tables.BuiltIn(), nil
	}
	if known := d.seeded.Load(); known != nil && known.seed == seed {
		return known.tables, nil
	}
	made, err := d.Seeded(t.Get(seedBucket, TablesKey))
	if err != nil {
		return nil, err
	}
	d.seeded.Store(&seededTables{seed, made})
	return made, nil
}

// Where the store keeps what a seed adds to the tables.
const (
	SeedKey   = "seed"   // in the meta bucket: the seed's revision, @, and when it was
	TablesKey = "tables" // in the seed bucket: the seed, checked and with nothing left out
)

// clockKey is where the store keeps how far the clock has been moved by hand, so that every process on it has the same time.
const clockKey = "clock-moved"

// Moved returns how far the clock is ahead of the one that the cloud was opened with.
func Moved(t store.Tx) time.Duration {
	d, _ := time.ParseDuration(string(t.Get(metaBucket, clockKey))) // absent: 0
	return d
}

// SetMoved moves the clock so far ahead.
func SetMoved(t store.Tx, d time.Duration) error {
	return t.Put(metaBucket, clockKey, []byte(d.String()))
}

// MaxMoved keeps the sum of all ticks far from where times overflow.
const MaxMoved = 20 * 365 * 24 * time.Hour

// Used reports a store with anything in it but tokens.
func Used(t store.Tx) bool {
	if t.Get(metaBucket, clockKey) != nil {
		return true
	}
	for _, b := range []store.Bucket{ServerBucket, imageBucket, keypairBucket, FaultBucket, seedBucket, documentBucket} {
		for range t.Scan(b, "", "") {
			return true
		}
	}
	return false
}

// SaveTables writes down what a seed adds to the tables, by the name SeedKey.
func SaveTables(t store.Tx, seed string, doc []byte) error {
	if err := t.Put(seedBucket, TablesKey, doc); err != nil {
		return err
	}
	return t.Put(metaBucket, SeedKey, []byte(seed))
}

// SeedRevision returns the revision of the seed that the store was set up by; "" without one.
func SeedRevision(t store.Tx) string { return string(t.Get(metaBucket, SeedKey)) }
