package api

import "github.com/go-json-experiment/json/jsontext"

// Extension is an extension of the API (guide 1.10). Its alias begins the names of its members in JSON.
type Extension struct {
	Alias       string         `json:"alias"`
	Name        string         `json:"name"`
	Namespace   string         `json:"namespace"`
	Updated     string         `json:"updated"` // ISO 8601
	Description string         `json:"description" xml:",element"`
	Links       []Link         `json:"links" xml:"atom:link"`
	Extra       jsontext.Value `json:",embed"`
}
