package identity

import (
	"fmt"
	"strings"
)

// RegionError says that the region isn't in the catalog or, where Region is empty, that one has to be chosen.
type RegionError struct {
	Region    string
	Available []string // sorted
	Match     string   // the one of Available that differs from Region only in upper and lower case, if there is one
}

func (e *RegionError) Error() string {
	have := "the catalog has " + strings.Join(e.Available, ", ")
	if len(e.Available) == 0 {
		have = "the catalog has none for compute"
	}
	switch {
	case e.Region == "":
		return "no region chosen: " + have
	case e.Match != "":
		return fmt.Sprintf("there is no region %q: %s (did you mean %s?)", e.Region, have, e.Match)
	}
	return fmt.Sprintf("there is no region %q: %s", e.Region, have)
}

// CatalogError says that the catalog has no compute service as the options describe it.
type CatalogError struct{ Message string }

func (e *CatalogError) Error() string { return e.Message }

// Kind returns usage.
func (e *RegionError) Kind() string { return "usage" }

// Hint returns the regions to choose from.
func (e *RegionError) Hint() string {
	return "choose one with --region: " + strings.Join(e.Available, ", ")
}

// Kind returns usage: other options would find a service.
func (e *CatalogError) Kind() string { return "usage" }
