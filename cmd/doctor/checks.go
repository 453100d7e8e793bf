package doctor

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/novactl/novactl/pkg/api"
	"github.com/novactl/novactl/pkg/client"
	"github.com/novactl/novactl/pkg/client/identity"
	"github.com/novactl/novactl/pkg/client/transport"
	"github.com/novactl/novactl/pkg/config"
)

// run does the checks.
func (e *examination) run() {
	cfg, err := e.app.Config(e.cmd)
	if err != nil {
		e.fail("Configuration", err, "")
		e.skip("no configuration", rest("Files")...)
		return
	}
	conn, err := cfg.Connection()
	var c *client.Client
	if err == nil {
		c, err = e.app.Client(e.cmd)
	}
	if err != nil {
		e.fail("Configuration", err, "")
		e.files(cfg)
		e.skip("no connection is configured", rest("DNS")...)
		return
	}
	e.configuration(cfg, conn)
	e.files(cfg)
	if !e.network(c, conn) {
		e.skip("the cloud can't be reached", rest("Sign-in")...)
		return
	}
	if e.signIn(c) {
		e.microversion(c, cfg.Get("compute-api-version"))
		e.listOne(c)
	}
	if e.report.Checks[clockAt].Name == "" {
		e.note("Clock", skipped, "the cloud doesn't say its time", "")
	}
}

// rest are the names of the checks from one on.
func rest(from string) (all []string) {
	i := slices.IndexFunc(names, func(name [2]string) bool { return name[0] == from })
	for _, name := range names[i:] {
		all = append(all, name[0])
	}
	return all
}

func (e *examination) configuration(cfg *config.Config, conn config.Connection) {
	var parts []string
	if conn.Profile != "" {
		parts = append(parts, "profile "+conn.Profile)
	}
	for _, entry := range cfg.Entries() {
		s, isSet := config.SettingOf(entry.Name), entry.Source.Layer != config.FromDefault
		if isSet && s.Connection() && (entry.Source.Layer != config.FromProfile || entry.Source.Name != conn.Profile) {
			parts = append(parts, entry.Name+" from "+entry.Source.String())
		}
	}
	e.note("Configuration", ok, strings.Join(parts, "; "), "")
}

// files looks who can read what is secret. Windows has no such bits.
func (e *examination) files(cfg *config.Config) {
	var open, all []string
	for _, f := range cfg.UsedFiles() {
		all = append(all, f.Path)
		if info, err := os.Stat(f.Path); err == nil && f.Secret && info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
			open = append(open, f.Path)
		}
	}
	switch {
	case len(open) > 0:
		e.note("Files", warning, "others can read secrets in "+strings.Join(open, ", "), "chmod 600 "+strings.Join(open, " "))
	case len(all) == 0:
		e.note("Files", ok, "none is used", "")
	default:
		e.note("Files", ok, strings.Join(all, ", "), "")
	}
}

// signIn checks the sign-in and the catalog, and reports whether there is an endpoint of compute.
func (e *examination) signIn(c *client.Client) bool {
	began := time.Now()
	s, err := c.Authenticate(e.cmd.Context())
	if !s.Issued.IsZero() {
		e.firstClock(s.Issued.Sub(began.Add(time.Since(began)/2)).Round(time.Second), true)
	}
	var region *identity.RegionError
	var catalog *identity.CatalogError
	var option interface{ Kind() string }
	noRegion, noCatalog := errors.As(err, &region), errors.As(err, &catalog)
	if err != nil && !noRegion && !noCatalog && (s.Token == "" || !errors.As(err, &option)) {
		e.fail("Sign-in", err, "")
		e.skip("not signed in", rest("Catalog")...)
		return false
	}
	e.note("Sign-in", ok, who(s), "")
	if noCatalog {
		e.fail("Catalog", err, "ask the cloud's makers for the compute service, or name it: --service-name, --interface, --endpoint")
		e.skip("no compute service", rest("Region")...)
		return false
	}
	if len(s.Catalog) == 0 {
		e.note("Catalog", skipped, "none was asked for: the endpoint is given", "")
	} else {
		e.note("Catalog", ok, fmt.Sprintf("services in it: %d", len(s.Catalog)), "")
	}
	if err != nil {
		e.fail("Region", err, "")
		e.skip("no endpoint", rest("Microversion")...)
		return false
	}
	e.note("Region", ok, strings.TrimSpace(s.Region+" at "+s.Endpoint), "")
	return true
}

func who(s identity.Session) string {
	text := "a token was given"
	if s.UserName != "" || s.UserID != "" {
		text = "as " + s.UserName
	}
	if s.TenantName != "" {
		text += " in project " + s.TenantName
	}
	if !s.Expires.IsZero() {
		text += ", until " + api.FormatTime(s.Expires)
	}
	return text
}

// versionRange is what Nova says of a version beside what the guide has.
type versionRange struct {
	Newest string `json:"version"`
	Oldest string `json:"min_version"`
}

// microversion looks which versions there are. A cloud that has none of Nova's has none to choose from.
func (e *examination) microversion(c *client.Client, wanted string) {
	var ranges []string
	for item, err := range c.ListVersions(e.cmd.Context()) {
		if err != nil {
			e.note("Microversion", skipped, "the service doesn't list its versions: "+err.Error(), "")
			return
		}
		var v versionRange
		if api.Unmarshal(item, &v) == nil && v.Newest != "" {
			ranges = append(ranges, v.Oldest+" to "+v.Newest)
		}
	}
	asked := "none is asked for"
	if wanted != "" {
		asked = wanted + " is asked for"
	}
	if len(ranges) == 0 {
		e.note("Microversion", ok, "the service has none; "+asked, "")
		return
	}
	e.note("Microversion", ok, strings.Join(ranges, ", ")+"; "+asked, "")
}

// listOne lists one server, and measures it.
func (e *examination) listOne(c *client.Client) {
	began := time.Now()
	answer, err := c.Do(e.cmd.Context(), client.Request{Op: "list servers", Path: "/servers?limit=1"})
	if err != nil {
		e.fail("Call", err, "")
		e.skip("no call", "Round trip")
		return
	}
	took := time.Since(began)
	e.note("Call", ok, "servers can be listed", "")
	e.note("Round trip", ok, took.Round(time.Millisecond/10).String(), "")
	e.firstClock(transport.Skew(answer.Header, began))
}
