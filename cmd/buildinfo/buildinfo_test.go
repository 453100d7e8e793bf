package buildinfo

import (
	"runtime/debug"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const (
	hash = "d83dfe8c7afd3953e3f7d42c20c111fac436cbcf"
	when = "2026-11-28T12:39:11Z"
)

func TestFromGo(t *testing.T) {
	t.Parallel()
	vcs := []debug.BuildSetting{{Key: "vcs.revision", Value: hash}, {Key: "vcs.time", Value: when}}
	for name, c := range map[string]struct {
		version  string
		settings []debug.BuildSetting
		want     Info
	}{
		"a build of a test":               {"", nil, Info{}},
		"a folder without git":            {"(devel)", nil, Info{}},
		"a checkout without -buildvcs":    {"(devel)", vcs, Info{}},
		"a tagged checkout":               {"v0.4.0", vcs, Info{Version: "v0.4.0", Commit: hash, Date: when}},
		"a tagged checkout with changes":  {"v0.4.0+dirty", vcs, Info{Version: "v0.4.0+dirty", Commit: hash, Date: when}},
		"go install of a release":         {"v0.4.0", nil, Info{Version: "v0.4.0"}},
		"go install of a commit":          {"v0.4.1-0.20261128123911-d83dfe8c7afd", nil, Info{Version: "v0.4.1-0.20261128123911-d83dfe8c7afd", Commit: hash[:12], Date: when}},
		"go install of a first commit":    {"v0.0.0-20261128123911-d83dfe8c7afd", nil, Info{Version: "v0.0.0-20261128123911-d83dfe8c7afd", Commit: hash[:12], Date: when}},
		"a checkout with changes":         {"v0.4.1-0.20261128123911-d83dfe8c7afd+dirty", vcs, Info{Version: "v0.4.1-0.20261128123911-d83dfe8c7afd+dirty", Commit: hash, Date: when}},
		"a name that looks like a commit": {"v1.0.0-rc.1", nil, Info{Version: "v1.0.0-rc.1"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			compiled := &debug.BuildInfo{Main: debug.Module{Version: c.version}, Settings: c.settings}
			if diff := cmp.Diff(c.want, fromGo(compiled)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	if got := fromGo(nil); got != (Info{}) {
		t.Errorf("of a program without build information it says %+v", got)
	}
}

// TestFromArchive pins that sources from an archive have the version that Go gives to a checkout of the same commit.
func TestFromArchive(t *testing.T) {
	t.Parallel()
	for described, want := range map[string]string{
		"":                         "v0.0.0-20261128123911-d83dfe8c7afd",
		"v0.4.0":                   "v0.4.0",
		"v0.4.0-17-gd83dfe8":       "v0.4.1-0.20261128123911-d83dfe8c7afd",
		"v1.0.0-rc.1":              "v1.0.0-rc.1",
		"v1.0.0-rc.1-1-gd83dfe8":   "v1.0.0-rc.1.0.20261128123911-d83dfe8c7afd",
		"vintage":                  "v0.0.0-20261128123911-d83dfe8c7afd",
		"%(describe:tags=true)":    "v0.0.0-20261128123911-d83dfe8c7afd", // a git before 2.32
		"v1.0.0-rc.1-1-g-d83dfe8c": "v1.0.0-rc.1-1-g-d83dfe8c",
	} {
		text := "version " + described + "\ncommit " + hash + "\ndate 2026-11-28T13:39:11+01:00\n"
		if diff := cmp.Diff(Info{Version: want, Commit: hash, Date: when}, fromArchive(text)); diff != "" {
			t.Errorf("git describe says %q (-want +got):\n%s", described, diff)
		}
	}
	for name, text := range map[string]string{
		"a checkout": archive, "an empty file": "", "no date": "version v1.0.0\ncommit " + hash + "\n",
	} {
		if got := fromArchive(text); got != (Info{}) {
			t.Errorf("of %s it says %+v", name, got)
		}
	}
}

func TestFirst(t *testing.T) {
	t.Parallel()
	is := func(info Info) func() Info { return func() Info { return info } }
	linked := Info{Version: "1.0.0", Commit: "a", Date: "b"}
	for _, c := range []struct {
		sources []func() Info
		want    Info
	}{
		{[]func() Info{is(linked), func() Info { t.Error("a start looked further than it had to"); return Info{} }}, linked},
		{[]func() Info{is(Info{Commit: "c"}), is(linked)}, linked}, // of a source without a version nothing is taken
		{nil, Info{Version: "devel"}},
	} {
		if diff := cmp.Diff(c.want, first(c.sources...)); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
}
