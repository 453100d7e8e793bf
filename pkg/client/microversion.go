package client

import (
	"errors"
	"fmt"
	"net/http"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client/internal/microversion"
	"github.com/novactl/novactl/pkg/client/rest"
	"github.com/novactl/novactl/pkg/client/transport"
)

func checkMicroversion(s string) error {
	if microversion.Known(s) {
		return nil
	}
	return &transport.OptionError{Option: "compute-api-version", Message: fmt.Sprintf("%q is not a version such as 2.1 or 2.60, nor latest", s)}
}

// atLeast reports whether the version of the options is 2.minor, which is above the base, or newer.
func (o Options) atLeast(minor int) bool { return microversion.AtLeast(o.ComputeAPIVersion, minor) }

// setMicroversion asks for the version of the options or, where they name none, for the one that the request takes or would have; not for the images:
// Nova has those in the base only, which it keeps beside the newer versions.
func (c *Client) setMicroversion(h http.Header, base string, r Request) error {
	o := c.options
	version := o.ComputeAPIVersion
	minor := max(r.Since, c.wantedOf(base, r))
	switch {
	case rest.First(r.Path) == "images":
		return nil
	case version == "" && minor > 0:
		version = microversion.Text(minor)
		if microversion.IgnoredAt(base) {
			return o.lacksVersion(r, noVersions(base))
		}
	case r.Since > 0 && !o.atLeast(r.Since):
		return o.lacksVersion(r, version+" was asked for")
	case microversion.IsBase(version):
		return nil
	}
	microversion.Ask(h, version)
	return nil
}

func noVersions(base string) string {
	return "the compute service at " + base + " has no versions of its API beside its own"
}

// lacksVersion is the complaint about a request that takes a newer microversion than there is.
func (o Options) lacksVersion(r Request, why string) error {
	return &transport.OptionError{Option: "compute-api-version", Message: fmt.Sprintf("this takes %s of the API or newer: %s", microversion.Text(r.Since), why)}
}

// microversionAt complains where an endpoint would ignore the version that was asked for: what it answered would be
// something else than the user thinks.
func (o Options) microversionAt(endpoint string) error {
	if microversion.IsBase(o.ComputeAPIVersion) || !microversion.IgnoredAt(endpoint) {
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
	case microversion.IsBase(o.ComputeAPIVersion):
		return err
	}
	return &transport.OptionError{Option: "compute-api-version", Message: refused.Error()}
}
