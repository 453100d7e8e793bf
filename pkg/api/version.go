package api

import "github.com/go-json-experiment/json/jsontext"

// Version is a version of the API (guide 1.9).
type Version struct {
	ID         string         `json:"id"`
	Status     string         `json:"status,omitzero"`
	Updated    string         `json:"updated,omitzero"` // ISO 8601
	MediaTypes []MediaType    `json:"media-types,omitzero" xml:"media-types>media-type,always"`
	Links      []Link         `json:"links,omitzero" xml:"atom:link"`
	Extra      jsontext.Value `json:",embed"`
}

// MediaType is a type of content that a version speaks.
type MediaType struct {
	Base  string         `json:"base"`
	Type  string         `json:"type"`
	Extra jsontext.Value `json:",embed"`
}
