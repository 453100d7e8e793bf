package session

import (
	"math"
	"strconv"
	"strings"

	"github.com/novactl/novactl/cmd/nova/pytext"
	"github.com/novactl/novactl/pkg/client/transport"
)

// The versions of the API that nova knows: 2.oldest to 2.newest. latest stands for the newest that the cloud has, too.
const (
	Oldest = 1
	Newest = 96
	latest = math.MaxInt
)

// partsOf parts X.Y; ok is false where a text is no version. Of X.latest the minor is latest.
func partsOf(text string) (major string, minor int, ok bool) {
	major, rest, _ := strings.Cut(text, ".")
	isNumber := func(s string) bool {
		return s != "" && strings.Trim(s, "0123456789") == "" && (s == "0" || s[0] != '0')
	}
	if !isNumber(major) || major == "0" {
		return "", 0, false
	}
	if rest == "latest" {
		return major, latest, true
	}
	minor, err := strconv.Atoi(rest)
	return major, minor, isNumber(rest) && err == nil
}

func unsupported(text string) error { return &classError{"UnsupportedVersion", text} }

// parseVersion reads the version that is asked for: 2, 2.60 or 2.latest.
func parseVersion(text string) (minor int, err error) {
	if n, err := strconv.Atoi(text); err == nil && strconv.Itoa(n) == text {
		text += ".0"
	}
	major, minor, ok := partsOf(text)
	if !ok {
		return 0, unsupported("Invalid format of client version '" + text +
			"'. Expected format 'X.Y', where X is a major part and Y is a minor part of version.")
	}
	if major != "2" {
		return 0, unsupported("Invalid client version '" + text + "'. Major part should be '2'")
	}
	return minor, nil
}

// chooseVersion finds out which version of the API is spoken. Where nothing is sent it is the one that is asked for.
func (s *Nova) chooseVersion(local bool) error {
	asked := s.global.Text("os_compute_api_version")
	if asked == "" {
		asked = s.Variables().APIVersion
	}
	if asked == "" || asked == "latest" {
		asked = "2.latest"
	}
	var err error
	if s.Minor, err = parseVersion(asked); err != nil || local {
		return err
	}
	if s.Explain {
		s.Minor = min(s.Minor, Newest)
		return nil
	}
	if err := s.connect(); err != nil {
		return err
	}
	if s.Minor != latest && s.Minor > 0 && (s.Minor < Oldest || s.Minor > Newest) {
		return Errorf("The specified version isn't supported by client. The valid version range is '%s' to '%s'", Version(Oldest), Version(Newest))
	}
	return s.negotiate()
}

// Version is a version of the API as it is written.
func Version(minor int) string { return "2." + strconv.Itoa(minor) }

// negotiate chooses the newest version that the cloud and nova have, or the one that was asked for.
func (s *Nova) negotiate() error {
	asked := s.Minor
	s.Minor = 0 // the question has no version
	low, high, has, err := s.knownVersions(asked)
	if err != nil {
		return err
	}
	switch {
	case asked == 0:
		if has && low != Oldest {
			return unsupported("The server isn't backward compatible with Nova V2 REST API")
		}
		return nil
	case !has && asked == latest:
		return nil
	case !has:
		return unsupported("Server doesn't support microversions")
	case asked != latest && (asked < low || asked > high):
		return unsupported("The specified version isn't supported by server. The valid version range is '" + Version(low) + "' to '" + Version(high) + "'")
	case asked != latest:
		s.Minor = asked
		return nil
	}
	theirs := "' to '" + Version(Newest) + "'. The server valid version range is '" + Version(low) + "' to '" + Version(high) + "'."
	switch {
	case high < Oldest:
		return unsupported("Server version is too old. The client valid version range is '" + Version(Oldest) + theirs)
	case low > Newest:
		return unsupported("Server version is too new. The client valid version range is '" + Version(Oldest) + theirs)
	}
	s.Minor = min(Newest, high)
	return nil
}

// knownVersions are those of the cloud: as they were kept with the token, or as it says. A version that is beyond what was kept is worth the question:
// clouds grow.
func (s *Nova) knownVersions(asked int) (low, high int, has bool, err error) {
	switch known := s.Client.NewestVersion(s.Ctx); {
	case known < 0:
		return 0, 0, false, nil
	case known > 0 && (asked == latest || asked <= known):
		s.recalled = true
		return Oldest, known, true, nil
	}
	low, high, has, err = s.serverVersions()
	if err == nil && has && low == Oldest {
		s.Client.KeepNewestVersion(s.Ctx, high)
	}
	return low, high, has, err
}

// serverVersions asks the cloud for its versions, at its endpoint or, where that has a project in its path, above it.
func (s *Nova) serverVersions() (low, high int, has bool, err error) {
	d, err := s.Get("")
	if transport.IsNotFound(err) {
		d, err = s.versionAbove()
	}
	if transport.Status(err) == 401 {
		return 0, 0, false, nil
	}
	if err != nil {
		return 0, 0, false, err
	}
	v := d.Dict("version")
	low, lowOK := minorOf(v, "min_version")
	high, highOK := minorOf(v, "version")
	return low, high, lowOK && highOK, nil
}

func minorOf(d *pytext.Dict, member string) (int, bool) {
	_, minor, ok := partsOf(d.Text(member))
	return minor, ok
}
