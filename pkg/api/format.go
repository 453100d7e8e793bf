package api

import "fmt"

// Format is a format of the wire: JSON or XML (guide 1.4).
type Format int

// The formats of the wire.
const (
	JSON Format = iota
	XML
)

// String returns "json" or "xml".
//
//go:noinline
func (f Format) String() string {
	if f == XML {
		return "xml"
	}
	return "json"
}

// MediaType returns what Content-Type and Accept say for f.
//
//go:noinline
func (f Format) MediaType() string { return "application/" + f.String() }

// ParseFormat reads "json" or "xml".
func ParseFormat(s string) (Format, error) {
	switch s {
	case "json":
		return JSON, nil
	case "xml":
		return XML, nil
	}
	return JSON, fmt.Errorf("%q is not a format of the wire: json or xml", s)
}
