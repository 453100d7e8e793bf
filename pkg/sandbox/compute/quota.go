package compute

import (
	"fmt"
	"strconv"
	"strings"
)

// Quota is how much a tenant may have in a region at a time, and a server or an image of it. Of a number 0 means the default, which is
// that of 2013 (fact 18), and -1 no limit (fact 40).
type Quota struct {
	Instances int `json:"instances,omitzero"`  // 1000
	RAM       int `json:"ram,omitzero"`        // MB; 524288
	Cores     int `json:"cores,omitzero"`      // unlimited
	Metadata  int `json:"metadata,omitzero"`   // items a server or an image; 40
	Files     int `json:"files,omitzero"`      // to inject into a server; 5
	FileBytes int `json:"file_bytes,omitzero"` // of each of them, decoded; 1000
}

// Unlimited is a limit that there isn't.
const Unlimited = -1

// limit is a row of the table of limits: its name for users, where it is, and its default.
type limit struct {
	Name    string
	Of      func(*Quota) *int
	missing int
}

// Limits is the table. Nobody writes to it.
var Limits = []limit{
	{"instances", func(q *Quota) *int { return &q.Instances }, 1000},
	{"ram", func(q *Quota) *int { return &q.RAM }, 524288},
	{"cores", func(q *Quota) *int { return &q.Cores }, Unlimited},
	{"metadata", func(q *Quota) *int { return &q.Metadata }, 40},
	{"files", func(q *Quota) *int { return &q.Files }, 5},
	{"file-bytes", func(q *Quota) *int { return &q.FileBytes }, 1000},
}

// QuotaNames are the limits that ParseQuota knows.
func QuotaNames() []string {
	var names []string
	for _, l := range Limits {
		names = append(names, l.Name)
	}
	return names
}

// ParseQuota reads limits such as "instances=3,ram=4096". One that isn't named has its default; "" is all defaults.
func ParseQuota(text string) (Quota, error) {
	var q Quota
	for part := range strings.SplitSeq(text, ",") {
		if text == "" {
			break
		}
		name, value, _ := strings.Cut(strings.TrimSpace(part), "=")
		at := q.limit(name)
		if at == nil {
			return q, fmt.Errorf("quota: %q is none of %s", name, strings.Join(QuotaNames(), ", "))
		}
		n, err := strconv.Atoi(value)
		if err != nil || n < Unlimited || n == 0 {
			return q, fmt.Errorf("quota: %s=%s: it has to be a number above 0, or -1 for no limit", name, value)
		}
		*at = n
	}
	return q, nil
}

// limit is the limit of a name; nil if there is none.
func (q *Quota) limit(name string) *int {
	for _, l := range Limits {
		if l.Name == name {
			return l.Of(q)
		}
	}
	return nil
}

// WithDefaults returns the quota with the defaults in place of what it does not say.
func (q Quota) WithDefaults() Quota {
	for _, l := range Limits {
		if at := l.Of(&q); *at == 0 {
			*at = l.missing
		}
	}
	return q
}

// Overlay is a quota with the numbers that this one has.
func (q Quota) Overlay(base Quota) Quota {
	for _, l := range Limits {
		if n := *l.Of(&q); n != 0 {
			*l.Of(&base) = n
		}
	}
	return base
}

// exceeds reports whether there are more than a limit lets be.
func exceeds(n, limit int) bool { return limit != Unlimited && n > limit }
