package api

import "github.com/go-json-experiment/json/jsontext"

// Flavor is a flavor in detail (guide 2.5). A list in brief fills ID, Name and Links alone.
type Flavor struct {
	ID         string         `json:"id"`
	Name       string         `json:"name,omitzero"`
	RAM        *int           `json:"ram,omitzero"`  // MB
	Disk       *int           `json:"disk,omitzero"` // GB
	VCPUs      *int           `json:"vcpus,omitzero"`
	Swap       jsontext.Value `json:"swap,omitzero"`                      // MB; a number, or "" for none
	RxTxFactor jsontext.Value `json:"rxtx_factor,omitzero"`               // Mbit/s at Rackspace; its text is kept (1250.0)
	Ephemeral  *int           `json:"OS-FLV-EXT-DATA:ephemeral,omitzero"` // GB
	Disabled   *bool          `json:"OS-FLV-DISABLED:disabled,omitzero"`
	Links      []Link         `json:"links,omitzero" xml:"atom:link"`
	ExtraSpecs Metadata       `json:"OS-FLV-WITH-EXT-SPECS:extra_specs,omitzero" xml:"OS-FLV-WITH-EXT-SPECS:extra_specs>*"`
	Extra      jsontext.Value `json:",embed"`
}
