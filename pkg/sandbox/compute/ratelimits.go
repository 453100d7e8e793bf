package compute

import (
	"fmt"
	"math"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// RateRule is a row of the guide's Table 1.3: how many requests of a method, to paths that begin so, are allowed in a unit of time.
type RateRule struct {
	method, path string // path "*": all
	value        int
	unit         string
}

// RateRules are the guide's default rate limits, by path. A request counts in all that fit it. Nobody writes to it.
var RateRules = []RateRule{
	{"POST", "/os-networksv2", 0, "DAY"},
	{"GET", "/os-networksv2", 0, "MINUTE"},
	{"POST", "/servers", 1000, "DAY"},
	{"GET", "/servers", 1000, "DAY"},
	{"POST", "*", 100, "MINUTE"},
	{"GET", "*", 100, "MINUTE"},
}

// Span is the rule's unit of time.
func (r RateRule) Span() time.Duration {
	if r.unit == "DAY" {
		return 24 * time.Hour
	}
	return time.Minute
}

// Fits reports whether a route's requests count in the rule. The path begins after the tenant (guide 1.8.1).
func (r RateRule) Fits(method, path string) bool {
	_, below, _ := strings.Cut(path, "{tenant}")
	return r.method == method && (r.path == "*" || strings.HasPrefix(below, r.path))
}

// regex is the rule's path for machines, as example 1.24 writes it.
func (r RateRule) regex() string {
	if r.path == "*" {
		return `/v[^/]/(\d+)/?.*`
	}
	return `/v[^/]/(\d+)/(` + r.path[1:] + `)/?.*`
}

// refusal is what Nova's own limits say (errors.tsv), with how long to wait in whole seconds.
func (r RateRule) refusal(wait time.Duration) error {
	return fault.RateLimited(
		fmt.Sprintf("Only %d %s request(s) can be made to \"%s\" every %s.", r.value, r.method, r.path, strings.ToLower(r.unit)),
		int(math.Ceil(wait.Seconds())))
}

// milliseconds is how the limits write a time (example 1.23).
const milliseconds = "2006-01-02T15:04:05.000Z07:00"

// Check refuses a request that the rule has no room for, where it was used so; nil where it has.
func (r RateRule) Check(use RateUse, now time.Time) error {
	if use.Count < r.value {
		return nil
	}
	return r.refusal(use.Since.Add(r.Span()).Sub(now))
}

// Key is the rule's in the store.
func (r RateRule) Key() string { return r.method + r.path }

// RateLimits lists the rules by path, as example 1.23 does, with what is left of each and when there is some again. Use says what was
// used of a rule.
func RateLimits(now time.Time, use func(RateRule) (RateUse, error)) ([]api.RateLimits, error) {
	var groups []api.RateLimits
	for _, r := range RateRules {
		s, err := use(r)
		if err != nil {
			return nil, err
		}
		next := now
		if s.Count > 0 && s.Count >= r.value {
			next = s.Since.Add(r.Span())
		}
		if n := len(groups); n == 0 || groups[n-1].URI != r.path {
			groups = append(groups, api.RateLimits{URI: r.path, Regex: r.regex()})
		}
		last := &groups[len(groups)-1]
		last.Limit = append(last.Limit, api.RateLimit{
			Verb: r.method, Value: r.value, Remaining: r.value - s.Count, Unit: r.unit, NextAvailable: next.Format(milliseconds),
		})
	}
	return groups, nil
}

// RateUse is what a tenant has used of a rule since the first request of the unit of time that runs.
type RateUse struct {
	Since time.Time `json:"since"`
	Count int       `json:"count"`
}
