package limits

import (
	"cmp"

	"github.com/novactl/novactl/cmd/cell"
	"github.com/novactl/novactl/cmd/verb"
	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/output"
)

// rateRow is how often one verb may be used on the URIs of a limit (guide 1.8.1).
type rateRow struct {
	Verb      string `json:"verb"`
	URI       string `json:"uri"`
	Value     int    `json:"value"`
	Remaining int    `json:"remaining"`
	Unit      string `json:"unit"`
	Next      string `json:"next-available"` // ISO 8601
}

func rateRows(limits []api.RateLimits) []rateRow {
	var rows []rateRow
	for _, uri := range limits {
		for _, l := range uri.Limit {
			rows = append(rows, rateRow{l.Verb, uri.URI, l.Value, l.Remaining, l.Unit, l.NextAvailable})
		}
	}
	return rows
}

// next is when the limit allows more, to the second.
func next(r *rateRow) string {
	if t, err := api.ParseTime(r.Next); err == nil {
		return api.FormatTime(t)
	}
	return r.Next
}

var rateView = output.View[*rateRow]{
	One: "rate", Many: "rates",
	Decode: verb.Decode,
	ID:     func(r *rateRow) string { return r.Verb + " " + r.URI },
	Columns: []output.Column[*rateRow]{
		{Name: "Verb", Cell: func(r *rateRow) string { return r.Verb }, Help: "HTTP method"},
		{Name: "URI", Cell: func(r *rateRow) string { return r.URI }, Help: "what the limit is for"},
		{
			Name: "Value", Right: true, Help: "how many requests", Cell: func(r *rateRow) string { return cell.Count(r.Value) },
			Compare: func(a, b *rateRow) int { return cmp.Compare(a.Value, b.Value) },
		}, {
			Name: "Remaining", Right: true, Help: "how many are left", Cell: func(r *rateRow) string { return cell.Count(r.Remaining) },
			Compare: func(a, b *rateRow) int { return cmp.Compare(a.Remaining, b.Remaining) },
		},
		{Name: "Unit", Cell: func(r *rateRow) string { return r.Unit }, Help: "per which time"},
		{Name: "Next Available", Cell: next, Help: "when there is more, ISO 8601"},
	},
}
