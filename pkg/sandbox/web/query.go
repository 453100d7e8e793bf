package web

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/sandbox/fault"
)

// Number is a filter that is a number. Nova ignores one that isn't.
func (r *Request) Number(name string) int {
	n, _ := strconv.Atoi(r.Query.Get(name)) // 0 lets everything through
	return n
}

// Wants reports whether a filter is not there, or is the value.
//
//go:noinline
func (r *Request) Wants(parameter, value string) bool {
	filter := r.Query.Get(parameter)
	return filter == "" || filter == value
}

// WantsFold is Wants in any case: the guide writes type=BASE for the image_type "base".
func (r *Request) WantsFold(parameter, value string) bool {
	filter := r.Query.Get(parameter)
	return filter == "" || strings.EqualFold(filter, value)
}

// ChangesSince reads the parameter of that name; zero where there is none (guide 1.7).
func (r *Request) ChangesSince() (time.Time, error) {
	text := r.Query.Get("changes-since")
	if text == "" {
		return time.Time{}, nil
	}
	t, err := api.ParseTime(text)
	if err != nil {
		return time.Time{}, fault.BadRequest("Invalid changes-since value")
	}
	return t, nil
}

// Pattern is a filter that is a regular expression (fact 16); one that is not there fits everything.
func (r *Request) Pattern(parameter string) (*regexp.Regexp, error) {
	pattern, err := regexp.Compile(r.Query.Get(parameter))
	if err != nil {
		return nil, fault.BadRequest("Invalid %s filter: %v", parameter, err)
	}
	return pattern, nil
}

// Page reads limit and marker; a refusal where they cannot be read.
func (r *Request) Page() (Page, error) {
	p := Page{Limit: maxPage, Marker: r.Query.Get("marker")}
	if !r.Query.Has("limit") {
		return p, nil
	}
	limit, err := strconv.Atoi(r.Query.Get("limit"))
	if err != nil {
		return p, fault.BadRequest("limit param must be an integer")
	}
	if limit < 0 {
		return p, fault.BadRequest("limit param must be positive")
	}
	p.Limit, p.Limited = min(limit, maxPage), true
	return p, nil
}
