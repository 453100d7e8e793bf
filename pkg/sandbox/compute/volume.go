package compute

import "time"

// Volume is a block of storage that can be attached to a server. Block Storage is another service, which the sandbox only reads: those
// of the table below and of a seed are there from the beginning, in every region, and can't be made or deleted.
type Volume struct {
	ID     string `json:"id"`
	Tenant string `json:"tenant"` // in a seed "" is 010101
	Name   string `json:"name"`
	Size   int    `json:"size"` // GB; in a seed 0 is 100

	Made    map[string]any `json:"-"` // what its maker said of it; nil: nobody made it
	Created time.Time      `json:"-"`
}
