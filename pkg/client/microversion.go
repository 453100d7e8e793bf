package client

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

// The headers that ask for a microversion: Nova's first, and the one that all services came to share.
const (
	novaVersionHeader   = "X-Openstack-Nova-Api-Version"
	sharedVersionHeader = "Openstack-Api-Version"
)

const latestMicroversion = "latest"

// isBase reports whether a version is the base, which goes without saying. 1.1 is what the API was called at first.
func isBase(version string) bool {
	return slices.Contains([]string{"", "1.1", "2", "2.0", "2.1"}, version)
}

// minorText returns what is behind the point of a version that can be asked for: 2.2 and up.
func minorText(version string) (digits string, ok bool) {
	digits, ok = strings.CutPrefix(version, "2.")
	ok = ok && digits != "" && digits != "1" && digits[0] != '0' && strings.Trim(digits, "0123456789") == ""
	return digits, ok
}

func checkMicroversion(s string) error {
	if _, ok := minorText(s); ok || isBase(s) || s == latestMicroversion {
		return nil
	}
	return &transport.OptionError{Option: "compute-api-version", Message: fmt.Sprintf("%q is not a version such as 2.1 or 2.60, nor latest", s)}
}

// atLeast reports whether the version of the options is 2.minor, which is above the base, or newer.
//
//go:noinline
func (o Options) atLeast(minor int) bool {
	digits, ok := minorText(o.ComputeAPIVersion)
	if !ok {
		return o.ComputeAPIVersion == latestMicroversion
	}
	n, err := strconv.Atoi(digits)
	return err != nil || n >= minor // more digits than a number has are newer than all
}

// setMicroversion asks for the version of the options or, where they name none, for the one that the request takes or would have; not for the images:
// Nova has those in the base only, which it keeps beside the newer versions.
func (c *Client) setMicroversion(h http.Header, base string, r Request) error {
	o := c.options
	version := o.ComputeAPIVersion
	minor := max(r.Since, c.wantedOf(base, r))
	switch {
	case firstSegment(r) == "images":
		return nil
	case version == "" && minor > 0:
		version = minorVersion(minor)
		if ignoresMicroversions(base) {
			return o.lacksVersion(r, noVersions(base))
		}
	case r.Since > 0 && !o.atLeast(r.Since):
		return o.lacksVersion(r, version+" was asked for")
	case isBase(version):
		return nil
	}
	h.Set(novaVersionHeader, version)
	h.Set(sharedVersionHeader, "compute "+version)
	return nil
}

func noVersions(base string) string {
	return "the compute service at " + base + " has no versions of its API beside its own"
}

// lacksVersion is the complaint about a request that takes a newer microversion than there is.
func (o Options) lacksVersion(r Request, why string) error {
	return &transport.OptionError{Option: "compute-api-version", Message: fmt.Sprintf("this takes %s of the API or newer: %s", minorVersion(r.Since), why)}
}

// minorVersion is a microversion as it is written.
func minorVersion(minor int) string { return "2." + strconv.Itoa(minor) }

// noMicroversions matches the versions in an endpoint's path that take no notice of the headers: Nova's /v2 does as if
// they weren't there (seen on Nova 26), and so does a cloud of the guide's time.
var noMicroversions = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^v(1(\.[0-9]+)?|2(\.0)?)$`) })

// ignoresMicroversions reports whether an endpoint has such a version in its path.
func ignoresMicroversions(endpoint string) bool {
	u, err := url.Parse(endpoint) // one that is no URL is complained about where it is used
	return err == nil && slices.ContainsFunc(transport.Segments(u), noMicroversions().MatchString)
}

// microversionAt complains where an endpoint would ignore the version that was asked for: what it answered would be
// something else than the user thinks.
func (o Options) microversionAt(endpoint string) error {
	if isBase(o.ComputeAPIVersion) || !ignoresMicroversions(endpoint) {
		return nil
	}
	message := fmt.Sprintf("the compute service at %s has no version %s: it knows only its own", endpoint, o.ComputeAPIVersion)
	return &transport.OptionError{Option: "compute-api-version", Message: message}
}

// explain says a refusal in the words of the option that it is about.
func (o Options) explain(r Request, err error) error {
	return o.microversionError(r, o.wireError(r, err))
}

// wireError makes the refusal of XML as a media type the *rest.WireError that it is (fact 25).
func (o Options) wireError(_ Request, err error) error {
	if o.Wire == api.XML && transport.Status(err) == http.StatusUnsupportedMediaType {
		return &rest.WireError{Wire: o.Wire.String(), Err: err}
	}
	return err
}

// microversionError makes a 406 the complaint about the setting that it is. The cloud's words name the range that it
// supports: "Version 2.999 is not supported by the API. Minimum is 2.1 and maximum is 2.93."
func (o Options) microversionError(r Request, err error) error {
	var refused *transport.Error
	if !errors.As(err, &refused) {
		return err
	}
	switch {
	case refused.Status != http.StatusNotAcceptable:
		return err
	case o.ComputeAPIVersion == "" && r.Since > 0:
		return o.lacksVersion(r, refused.Error())
	case isBase(o.ComputeAPIVersion):
		return err
	}
	return &transport.OptionError{Option: "compute-api-version", Message: refused.Error()}
}
