package api

import "github.com/go-json-experiment/json/jsontext"

// Image is an image in detail (guide 2.6). A list in brief fills ID, Name and Links alone.
type Image struct {
	ID         string   `json:"id"`
	Name       string   `json:"name,omitzero"`
	Status     string   `json:"status,omitzero"`
	Progress   *int     `json:"progress,omitzero"`             // percent
	Created    string   `json:"created,omitzero"`              // ISO 8601, as it came
	Updated    string   `json:"updated,omitzero"`              // ISO 8601, as it came
	MinDisk    *int     `json:"minDisk,omitzero"`              // GB
	MinRAM     *int     `json:"minRam,omitzero"`               // MB
	Size       *int64   `json:"OS-EXT-IMG-SIZE:size,omitzero"` // bytes
	DiskConfig string   `json:"OS-DCF:diskConfig,omitzero"`
	Server     *Ref     `json:"server,omitzero"` // the server that it is a snapshot of
	Metadata   Metadata `json:"metadata,omitzero" xml:"metadata>meta[key]"`
	Fault      *Fault   `json:"fault,omitzero"`
	Links      []Link   `json:"links,omitzero" xml:"atom:link"`

	// What the image service says of it, where that was asked itself.
	Visibility      string   `json:"visibility,omitzero"` // private, shared, community or public
	Protected       *bool    `json:"protected,omitzero"`  // against being deleted
	Owner           string   `json:"owner,omitzero"`      // id of a project
	DiskFormat      string   `json:"disk_format,omitzero"`
	ContainerFormat string   `json:"container_format,omitzero"`
	Tags            []string `json:"tags,omitzero"`
	Checksum        string   `json:"checksum,omitzero"` // MD5
	HashAlgorithm   string   `json:"os_hash_algo,omitzero"`
	Hash            string   `json:"os_hash_value,omitzero"`
	VirtualSize     *int64   `json:"virtual_size,omitzero"` // bytes: of the disk that a server sees
	Hidden          *bool    `json:"os_hidden,omitzero"`    // from lists

	Extra jsontext.Value `json:",embed"`
}
