package rest

import (
	"context"
	"net/http"
	"strconv"

	"github.com/novactl/novactl/pkg/client/transport"
)

// Versioned returns the service with microversions: it asks for 3.N where a request has a Since of N, as Cinder has them, and without a version where the
// cloud has none that is as new (406). So a request has to make sense in both.
func Versioned(s Service, name string) Service {
	return Service{&versioned{s.Doer, name}, s.PageSize}
}

type versioned struct {
	Doer
	name string
}

// Do answers a request.
func (v *versioned) Do(ctx context.Context, r Request) (*Response, error) {
	if r.Since > 0 {
		r.Header = http.Header{"Openstack-Api-Version": {v.name + " 3." + strconv.Itoa(r.Since)}}
		r.Since = 0
		resp, err := v.Doer.Do(ctx, r)
		if transport.Status(err) != http.StatusNotAcceptable {
			return resp, err
		}
		r.Header = nil
	}
	return v.Doer.Do(ctx, r)
}
