package sandbox

import (
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/store"
)

// rateRule is a row of the guide's Table 1.3: how many requests of a method, to paths that begin so, are allowed in a unit of time.
type rateRule struct {
	method, path string // path "*": all
	value        int
	unit         string
}

// rateRules are the guide's default rate limits, by path. A request counts in all that fit it. Nobody writes to it.
var rateRules = []rateRule{
	{"POST", "/os-networksv2", 0, "DAY"},
	{"GET", "/os-networksv2", 0, "MINUTE"},
	{"POST", "/servers", 1000, "DAY"},
	{"GET", "/servers", 1000, "DAY"},
	{"POST", "*", 100, "MINUTE"},
	{"GET", "*", 100, "MINUTE"},
}

// span is the rule's unit of time.
func (r rateRule) span() time.Duration {
	if r.unit == "DAY" {
		return 24 * time.Hour
	}
	return time.Minute
}

// fits reports whether a route's requests count in the rule. The path begins after the tenant (guide 1.8.1).
func (r rateRule) fits(to route) bool {
	_, below, _ := strings.Cut(to.path, "{tenant}")
	return r.method == to.method && (r.path == "*" || strings.HasPrefix(below, r.path))
}

// regex is the rule's path for machines, as example 1.24 writes it.
func (r rateRule) regex() string {
	if r.path == "*" {
		return `/v[^/]/(\d+)/?.*`
	}
	return `/v[^/]/(\d+)/(` + r.path[1:] + `)/?.*`
}

// rateUse is what a tenant has used of a rule since the first request of the unit of time that runs.
type rateUse struct {
	Since time.Time `json:"since"`
	Count int       `json:"count"`
}

func (c *requestContext) rateKey(r rateRule) string { return c.keyPrefix() + r.method + r.path }

// rateUseOf is what is used of a rule now; nothing where its unit of time is over.
func (c *requestContext) rateUseOf(r rateRule) (s rateUse, err error) {
	if data := c.tx.Get(rateBucket, c.rateKey(r)); data != nil {
		err = json.Unmarshal(data, &s)
	}
	if c.now.Sub(s.Since) >= r.span() {
		s = rateUse{Since: c.now}
	}
	return s, err
}

// consumeRateLimit counts a request in the rate limits, if they hold, or refuses it. One that is refused for another reason counts too.
func (c *requestContext) consumeRateLimit(to route) error {
	if !c.cloud.rated || to.access != ofTenant {
		return nil
	}
	return c.cloud.store.Update(c.ctx, func(t store.Tx) error {
		if err := c.bindTx(t); err != nil {
			return err
		}
		if err := c.checkAccess(to.access); err != nil {
			return err
		}
		for _, r := range rateRules {
			if !r.fits(to) {
				continue
			}
			if err := c.consumeRule(r); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *requestContext) consumeRule(r rateRule) error {
	s, err := c.rateUseOf(r)
	if err != nil {
		return err
	}
	if s.Count >= r.value {
		return r.refusal(s.Since.Add(r.span()).Sub(c.now))
	}
	s.Count++
	data, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return c.tx.Put(rateBucket, c.rateKey(r), data)
}

// refusal is what Nova's own limits say (errors.tsv), with how long to wait in whole seconds.
func (r rateRule) refusal(wait time.Duration) error {
	return &faultError{
		status: http.StatusRequestEntityTooLarge, message: "This request was rate-limited.",
		details:    fmt.Sprintf("Only %d %s request(s) can be made to \"%s\" every %s.", r.value, r.method, r.path, strings.ToLower(r.unit)),
		retryAfter: strconv.Itoa(int(math.Ceil(wait.Seconds()))),
	}
}

// milliseconds is how the limits write a time (example 1.23).
const milliseconds = "2006-01-02T15:04:05.000Z07:00"

// rateLimits lists the rules by path, as example 1.23 does, with what is left of each and when there is some again.
func (c *requestContext) rateLimits() ([]api.RateLimits, error) {
	var groups []api.RateLimits
	for _, r := range rateRules {
		s, err := c.rateUseOf(r)
		if err != nil {
			return nil, err
		}
		next := c.now
		if s.Count > 0 && s.Count >= r.value {
			next = s.Since.Add(r.span())
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
