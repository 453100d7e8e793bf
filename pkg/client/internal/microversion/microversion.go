// Package microversion knows the versions of Nova's API: how they are written, where they count, and which a create takes.
package microversion

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/pattern"
)

// Latest is the version that a cloud takes for the newest that it has.
const Latest = "latest"

// Ask sets the headers that ask for a version: Nova's first one, and the one that all services came to share.
func Ask(h http.Header, version string) {
	h.Set("X-Openstack-Nova-Api-Version", version)
	h.Set("Openstack-Api-Version", "compute "+version)
}

// IsBase reports whether a version is the base, which goes without saying. 1.1 is what the API was called at first.
func IsBase(version string) bool {
	return slices.Contains([]string{"", "1.1", "2", "2.0", "2.1"}, version)
}

// Known reports whether a version is one that can be asked for.
func Known(version string) bool {
	_, ok := minorText(version)
	return ok || IsBase(version) || version == Latest
}

// minorText returns what is behind the point of a version that can be asked for: 2.2 and up.
func minorText(version string) (digits string, ok bool) {
	digits, ok = strings.CutPrefix(version, "2.")
	ok = ok && digits != "" && digits != "1" && digits[0] != '0' && strings.Trim(digits, "0123456789") == ""
	return digits, ok
}

// AtLeast reports whether a version is 2.minor, which is above the base, or newer.
//
//go:noinline
func AtLeast(version string, minor int) bool {
	digits, ok := minorText(version)
	if !ok {
		return version == Latest
	}
	n, err := strconv.Atoi(digits)
	return err != nil || n >= minor // more digits than a number has are newer than all
}

// Text returns 2.minor as it is written.
func Text(minor int) string { return "2." + strconv.Itoa(minor) }

// withoutVersions reports the versions in an endpoint's path that take no notice of the headers: Nova's /v2 does as if
// they weren't there (seen on Nova 26), and so does a cloud of the guide's time.
func withoutVersions(segment string) bool {
	return segment == "v2" || segment == "v2.0" || segment == "v1" || strings.HasPrefix(segment, "v1.")
}

// IgnoredAt reports whether an endpoint has such a version in its path.
func IgnoredAt(endpoint string) bool {
	u, err := url.Parse(endpoint) // one that is no URL is complained about where it is used
	return err == nil && slices.ContainsFunc(transport.Segments(u), withoutVersions)
}

// newestWords matches the newest version in a refusal of Nova's, whose headers only repeat what was asked for (seen on Nova 26 and 34).
var newestWords = pattern.Lazy(`maximum is 2\.([0-9]{1,6})\b`)

// NewestIn returns the newest version that a cloud has by the words of its refusal; ok is false where they don't say it.
func NewestIn(refusal string) (minor int, ok bool) {
	said := newestWords().FindStringSubmatch(refusal)
	if said == nil {
		return 0, false
	}
	minor, _ = strconv.Atoi(said[1])
	return minor, true
}
