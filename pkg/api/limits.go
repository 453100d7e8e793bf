package api

import "github.com/go-json-experiment/json/jsontext"

// Limits are an account's limits (guide 1.8.3).
type Limits struct {
	Rate     []RateLimits   `json:"rate" xml:"rates>rate"`
	Absolute AbsoluteLimits `json:"absolute,omitzero" xml:"absolute>limit[name]=value"`
	Extra    jsontext.Value `json:",embed"`
}

// RateLimits are the rate limits of the requests that match a regular expression (guide 1.8.1).
type RateLimits struct {
	URI   string         `json:"uri"` // for people
	Regex string         `json:"regex"`
	Limit []RateLimit    `json:"limit" xml:"limit"`
	Extra jsontext.Value `json:",embed"`
}

// RateLimit is how often one verb may be used.
type RateLimit struct {
	Verb          string         `json:"verb"`
	Value         int            `json:"value"`
	Remaining     int            `json:"remaining"`
	Unit          string         `json:"unit"`           // SECOND, MINUTE, HOUR or DAY
	NextAvailable string         `json:"next-available"` // ISO 8601
	Extra         jsontext.Value `json:",embed"`
}

// AbsoluteLimit is an absolute limit, or what is used of one. -1 is unlimited; RAM is in MB (fact 40).
type AbsoluteLimit struct {
	Name  string
	Value int64
}

// AbsoluteLimits are the absolute limits in the order of the document (guide 1.8.2). In JSON an object of numbers.
// Nil is absent, empty is {}.
type AbsoluteLimits []AbsoluteLimit

// limitSpelling returns the limits that XML spells in another way than JSON (example 1.24 beside 1.23).
func limitSpelling() map[string]string {
	return map[string]string{"totalKeypairsUsed": "totalKeyPairsUsed"}
}

// Get returns the value of a limit, and whether there is one.
func (l AbsoluteLimits) Get(name string) (int64, bool) {
	for i := len(l) - 1; i >= 0; i-- {
		if l[i].Name == name {
			return l[i].Value, true
		}
	}
	return 0, false
}
